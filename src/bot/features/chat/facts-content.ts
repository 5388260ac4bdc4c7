import type { ModelFacts } from "../../../chat/model-facts.ts";
import type { CurrentModel, InspectedModel, RankedModel, RecentChange } from "../../../chat/registry.ts";
import { isTaskName } from "../../../domain/task.ts";
import type { Texts } from "../../languages/texts.ts";
import { amountWords, priceWords, scoreWords } from "../../messages/facts.ts";
import {
  bold,
  code,
  dotted,
  type FormattedString,
  fmt,
  lines,
  paragraphs,
  routeWords,
} from "../../messages/formatting.ts";
import { quietText } from "../../messages/markdown/quiet-text.ts";
import { withoutHidden } from "../../messages/markdown/safety.ts";
import type { Moments } from "../../messages/moments.ts";

interface Wording {
  texts: Texts;
  moments: Moments;
}

const shownRoutes = 5;

/** "Code generation" */
export function taskTitle(task: string, { chat }: Texts): string {
  return isTaskName(task) ? chat.tasks[task] : task;
}

function currentLine({ task, score, ...route }: CurrentModel, texts: Texts): FormattedString {
  return lines(
    fmt`${bold(taskTitle(task, texts))}${score === null ? "" : ` – ${scoreWords(score, texts)}`}`,
    routeWords(route),
  );
}

function reasonWords({ since, reason, fallbacks }: CurrentModel, { texts, moments }: Wording): FormattedString {
  return lines(
    fmt`${texts.chat.because} ${quietText(texts.sentence(reason))}`,
    texts.models.since(moments.at(since)),
    fallbacks.length > 0 && quietText(`${texts.chat.behindIt} ${fallbacks.map(({ model }) => model).join(", ")}.`),
  );
}

function currentWords(facts: Extract<ModelFacts, { kind: "current" }>, wording: Wording): FormattedString {
  const { texts } = wording;
  const { task, models, wantsReason } = facts;
  const [only] = models;
  if (only === undefined) return task === null ? texts.models.none : texts.models.nothing(task);
  if (task === null && !wantsReason) {
    return paragraphs(texts.models.head, ...models.map((each) => currentLine(each, texts)), texts.chat.askForOne);
  }
  const told = task === null ? models.filter((each) => each.task === "conversational") : models;
  return paragraphs(
    ...(told.length > 0 ? told : [only]).flatMap((each) => [currentLine(each, texts), reasonWords(each, wording)]),
  );
}

function rankedLine({ score, ...route }: RankedModel, place: number, texts: Texts): FormattedString {
  return fmt`${String(place)}. ${routeWords(route)} – ${scoreWords(score, texts)}`;
}

function bestWords({ task, ranking, current }: Extract<ModelFacts, { kind: "best" }>, { texts }: Wording) {
  const { chat } = texts;
  if (ranking.length === 0) return texts.models.nothing(task);
  return paragraphs(
    lines(
      bold(chat.bestFor(taskTitle(task, texts))),
      ...ranking.map((each, index) => rankedLine(each, index + 1, texts)),
    ),
    current && fmt`${chat.usesNow} ${routeWords(current)}`,
    chat.scoresAre,
  );
}

function modelWords(name: string, model: InspectedModel | null, { texts, moments }: Wording): FormattedString {
  if (model === null) return texts.chat.unknownModel(withoutHidden(name));
  const { licence, createdAt, routes, serves } = model;
  return paragraphs(
    lines(
      code(model.model),
      dotted(
        licence !== null && quietText(licence),
        createdAt !== null && texts.model.created(moments.relative(new Date(createdAt).toISOString())),
      ),
    ),
    lines(
      ...routes
        .slice(0, shownRoutes)
        .map((route) =>
          dotted(
            route.host ?? model.provider,
            priceWords(route, texts),
            route.contextLength !== null && texts.chat.context(amountWords(route.contextLength, texts)),
          ),
        ),
    ),
    lines(
      ...serves
        .slice(0, shownRoutes)
        .map(({ task, score, isPrimary }) =>
          dotted(`${taskTitle(task, texts)}: ${scoreWords(score, texts)}`, isPrimary && texts.chat.isFirst),
        ),
    ),
  );
}

function changeLine({ at, task, from, to, reason }: RecentChange, { texts, moments }: Wording): FormattedString {
  return lines(
    fmt`${bold(taskTitle(task, texts))} – ${moments.relative(at)}`,
    quietText(`${from ?? texts.common.none} → ${to ?? texts.common.none}`),
    quietText(texts.sentence(reason)),
  );
}

/** What Modelvane knows of its models, in a person's language. */
export function factsContent(facts: ModelFacts, wording: Wording): FormattedString {
  const { chat } = wording.texts;
  switch (facts.kind) {
    case "current":
      return currentWords(facts, wording);
    case "best":
      return bestWords(facts, wording);
    case "model":
      return modelWords(facts.name, facts.model, wording);
    case "changes":
      if (facts.changes.length === 0) return chat.noChanges;
      return paragraphs(bold(chat.lastChanges), ...facts.changes.map((change) => changeLine(change, wording)));
  }
}
