import type { InlineKeyboardButton } from "grammy/types";
import { isSameRoute } from "../../../domain/route.ts";
import type { TaskResult, UpdateResult } from "../../../pipeline/results.ts";
import { button } from "../../buttons.ts";
import type { Texts } from "../../languages/texts.ts";
import type { Content } from "../../messages/content.ts";
import { lines, paragraphs } from "../../messages/formatting.ts";
import type { Moments } from "../../messages/moments.ts";
import { faultLines, proofCard } from "./proof-card.ts";

/** Under a proposal: each button bound to the plan by its hash. */
export function proposalButtons(hash: string, texts: Texts): InlineKeyboardButton[][] {
  const { update } = texts;
  const of = (text: string, name: string) => button({ text, name, parameters: [hash] });
  return [
    [
      button({ text: update.apply, name: "plan.apply", parameters: [hash], style: "success" }),
      of(update.details, "plan.details"),
    ],
    [of(update.snooze, "plan.snooze"), of(update.never, "plan.never")],
  ];
}

/** Under what was done: the way back to the revision before. */
export function appliedButtons(
  { previousRevision, hash }: { previousRevision: number | null; hash: string | null },
  texts: Texts,
): InlineKeyboardButton[][] {
  const { update } = texts;
  const back =
    previousRevision === null
      ? []
      : [
          button({
            text: update.rollBack,
            name: "rollback.show",
            parameters: [previousRevision, "-"],
            style: "danger",
          }),
        ];
  const more =
    hash === null
      ? []
      : [
          button({ text: update.details, name: "plan.details", parameters: [hash] }),
          button({ text: update.never, name: "plan.never", parameters: [hash] }),
        ];
  return [back, more].filter((row) => row.length > 0);
}

function isSeen(result: UpdateResult): number {
  return result.sources.reduce((sum, source) => sum + source.models, 0);
}

/** A kept task whose models behind the first have changed is a change too: it alone has facts. */
function isChange({ action, facts, from, to }: TaskResult): boolean {
  if (action === "hold") return false;
  if (action !== "keep") return true;
  return facts !== undefined || (from !== null && to !== null && !isSameRoute(from, to));
}

export interface ResultCardOptions {
  result: UpdateResult;
  texts: Texts;
  moments: Moments;
  /** Milliseconds since the epoch, when the plan stops being good; null where there is none. */
  expiresAt: string | null;
}

function unhappyCard({ result, texts }: ResultCardOptions): Content {
  const { update } = texts;
  const [first = texts.common.unknown, ...others] = result.errors;
  return {
    text: paragraphs(update.failed(texts.sentence(first)), faultLines(others, texts)),
    buttons: [
      [button({ text: update.again, name: "update.test" }), button({ text: update.status, name: "status.show" })],
    ],
  };
}

function quietCard({ result, texts }: ResultCardOptions): Content {
  const held = result.tasks.filter((task) => task.action === "hold");
  const kept = result.tasks.length - held.length;
  const head = texts.update.unchanged(kept, isSeen(result));
  return { text: proofCard({ head, changes: [], held, kept: 0, errors: result.errors }, texts) };
}

/** What a run has found or done, whatever its outcome. */
export function resultCard(options: ResultCardOptions): Content {
  const { result, texts, moments, expiresAt } = options;
  const { outcome, planHash, tasks } = result;
  const changes = tasks.filter(isChange);
  if (outcome === "failed") return unhappyCard(options);
  if (outcome === "unchanged" || changes.length === 0) return quietCard(options);
  const held = tasks.filter((task) => task.action === "hold");
  const head = texts.update.head[outcome](changes.length, result.revision);
  const isOffer = outcome !== "applied" && planHash !== null;
  const foot = isOffer && expiresAt !== null ? texts.update.expires(moments.at(expiresAt)) : null;
  const kept = tasks.length - changes.length - held.length;
  return {
    text: lines(proofCard({ head, changes, held, kept, errors: result.errors, foot }, texts)),
    buttons: isOffer
      ? proposalButtons(planHash, texts)
      : appliedButtons({ previousRevision: result.previousRevision, hash: planHash }, texts),
  };
}
