import type { QuarantinedModel } from "../../domain/quarantine.ts";
import type { ModelIdentity } from "../../domain/route.ts";
import { button } from "../buttons.ts";
import type { Texts } from "../languages/texts.ts";
import type { Content } from "../messages/content.ts";
import { code, FormattedString, lines, paragraphs } from "../messages/formatting.ts";
import { shortened } from "../messages/shortened.ts";
import { tokenOf } from "../tokens.ts";

/** What a button says of a model that waits: an id may be longer than a button can carry. */
export function waitingToken({ provider, model }: ModelIdentity): string {
  return tokenOf([provider, model]);
}

/** What a button says of a model that is approved. */
export function approvedToken(model: string): string {
  return tokenOf(model);
}

const shownModels = 5;
const longestName = 24;

/** *Approve* and *Never this model*, for one that waits. */
export function waitingButtons(model: ModelIdentity, texts: Texts, isNamed: boolean) {
  const { approve: words } = texts;
  const name = shortened(model.model.split("/").at(-1) ?? model.model, longestName);
  const parameters = [waitingToken(model)];
  return [
    button({ text: isNamed ? words.approveNamed(name) : words.approve, name: "approve.do", parameters }),
    button({
      text: isNamed ? words.neverNamed(name) : words.never,
      name: "approve.never",
      parameters,
      style: "danger",
    }),
  ];
}

function itemWords({ model, reason, tasks }: QuarantinedModel, texts: Texts): FormattedString {
  const { approve: words, sentence } = texts;
  return lines(words.item(model, sentence(reason)), tasks.length > 0 && words.wanted(tasks));
}

function itemsContent(models: readonly QuarantinedModel[], texts: Texts) {
  const shown = models.slice(0, shownModels);
  const more = models.length - shown.length;
  return {
    items: [...shown.map((each) => itemWords(each, texts)), more > 0 && lines(texts.approve.more(more))],
    buttons: shown.map((each) => waitingButtons(each, texts, models.length > 1)),
  };
}

/** All that wait, as an administrator asks for them, and what was approved. */
export function waitingContent(options: {
  models: readonly QuarantinedModel[];
  approved: readonly string[];
  texts: Texts;
}): Content {
  const { models, approved, texts } = options;
  const { approve: words } = texts;
  const names = FormattedString.join(approved.map(code), ", ");
  const approvedWords = approved.length > 0 && words.approved(names);
  if (models.length === 0) return { text: paragraphs(words.none, approvedWords) };
  const { items, buttons } = itemsContent(models, texts);
  return { text: paragraphs(words.head(models.length), words.explanation, ...items, approvedWords), buttons };
}

/** What administrators are told of models that would be among the best, but wait. */
export function waitingNotice(models: readonly QuarantinedModel[], texts: Texts): Content {
  const { items, buttons } = itemsContent(models, texts);
  return { text: paragraphs(texts.approve.notice(models.length), ...items), buttons };
}
