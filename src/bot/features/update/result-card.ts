import type { InlineKeyboardButton } from "grammy/types";
import { isSameRoute } from "../../../domain/route.ts";
import type { TaskResult, UpdateResult } from "../../../pipeline/results.ts";
import { button } from "../../buttons.ts";
import type { Texts } from "../../languages/texts.ts";
import type { Content } from "../../messages/content.ts";
import { costWords } from "../../messages/facts.ts";
import { lines, paragraphs } from "../../messages/formatting.ts";
import type { Moments } from "../../messages/moments.ts";
import { allTasks } from "../rollback-content.ts";
import { planTrialButtons } from "../watch/trial-buttons.ts";
import { type CardTask, faultLines, proofCard } from "./proof-card.ts";
import { newcomersOf } from "./proposal.ts";

/** What a card is about, as its buttons need it. */
interface CardSubject {
  hash: string;
  changes: readonly Pick<CardTask, "task" | "from" | "to">[];
}

/** *Never this model*, where there is one that was not there before. */
function neverRow({ hash, changes }: CardSubject, { update }: Texts): InlineKeyboardButton[] {
  const isOffered = newcomersOf(changes).length > 0;
  return isOffered ? [button({ text: update.never, name: "plan.never", parameters: [hash] })] : [];
}

/** Under a proposal: each button bound to the plan by its hash. `trialShare` is 0 to 1; null where nothing can be tried. */
export function proposalButtons(
  subject: CardSubject,
  { texts, trialShare }: { texts: Texts; trialShare: number | null },
): InlineKeyboardButton[][] {
  const { update } = texts;
  const parameters = [subject.hash];
  return [
    [
      button({ text: update.apply, name: "plan.apply", parameters, style: "success" }),
      button({ text: update.details, name: "plan.details", parameters }),
    ],
    [button({ text: update.snooze, name: "plan.snooze", parameters }), ...neverRow(subject, texts)],
    planTrialButtons(subject, trialShare, texts),
  ].filter((row) => row.length > 0);
}

/** Under what was done: the way back to the revision before. */
export function appliedButtons(
  {
    previousRevision,
    hash,
    changes,
  }: Pick<CardSubject, "changes"> & { previousRevision: number | null; hash: string | null },
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
            parameters: [previousRevision, allTasks],
            style: "danger",
          }),
        ];
  const more =
    hash === null
      ? []
      : [
          button({ text: update.details, name: "plan.details", parameters: [hash] }),
          ...neverRow({ hash, changes }, texts),
        ];
  return [back, more].filter((row) => row.length > 0);
}

/** What was called to see whether it answers, and why others were not; null where the policy wants no calls. */
function callsLine({ verification }: UpdateResult, texts: Texts): string | null {
  if (!verification) return null;
  const { models, calls, costUsdNanos, skipped } = verification;
  const { update } = texts;
  const why = skipped.map((each) => texts.sentence(each)).join("; ");
  if (calls === 0) return update.noneCalled(why);
  const cost = costUsdNanos === null ? null : costWords(costUsdNanos, texts);
  const made = update.called(models, calls, cost);
  return why === "" ? made : `${made} ${update.notCalled(why)}`;
}

/** How many models wait for a person; null where none does. */
function waitingLine({ waiting = [] }: UpdateResult, { update }: Texts): string | null {
  return waiting.length === 0 ? null : update.waiting(waiting.length);
}

/** How many models a run has seen. */
function modelsSeen(result: UpdateResult): number {
  return result.sources.reduce((sum, source) => sum + source.models, 0);
}

/** A kept task that gets other fallbacks is a change too. Of kept tasks, only such have facts. */
function isChange({ action, facts, from, to }: TaskResult): boolean {
  if (action === "hold") return false;
  if (action !== "keep") return true;
  return facts !== undefined || (from !== null && to !== null && !isSameRoute(from, to));
}

/** Whether a model comes in that has more points than what served before. */
function isBetter({ from, to, facts }: TaskResult): boolean {
  if (to === null || to.model === from?.model) return false;
  const before = facts?.from?.score ?? from?.score ?? 0;
  return (facts?.to?.score ?? to.score ?? 0) > before;
}

export interface ResultCardOptions {
  result: UpdateResult;
  texts: Texts;
  moments: Moments;
  /** When the plan stops being good; null where there is none. */
  expiresAt: string | null;
  /** What a trial gets, 0 to 1; null where none can be begun. */
  trialShare: number | null;
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
  const head = texts.update.unchanged(kept, modelsSeen(result));
  const [calls, waiting] = [callsLine(result, texts), waitingLine(result, texts)];
  return { text: proofCard({ head, changes: [], held, kept: 0, errors: result.errors, calls, waiting }, texts) };
}

/** What a run has found or done, whatever its outcome. */
export function resultCard(options: ResultCardOptions): Content {
  const { result, texts, moments, expiresAt } = options;
  const { outcome, planHash, tasks } = result;
  const changes = tasks.filter(isChange);
  if (outcome === "failed") return unhappyCard(options);
  if (outcome === "unchanged" || changes.length === 0) return quietCard(options);
  const held = tasks.filter((task) => task.action === "hold");
  const { head: heads } = texts.update;
  const head =
    outcome === "planned"
      ? heads.planned(changes.length, changes.some(isBetter))
      : heads[outcome](changes.length, result.revision);
  const isOffer = outcome !== "applied" && planHash !== null;
  const foot = isOffer && expiresAt !== null ? texts.update.expires(moments.at(expiresAt)) : null;
  const kept = tasks.length - changes.length - held.length;
  const [calls, waiting] = [callsLine(result, texts), waitingLine(result, texts)];
  return {
    text: lines(proofCard({ head, changes, held, kept, errors: result.errors, calls, waiting, foot }, texts)),
    buttons: isOffer
      ? proposalButtons({ hash: planHash, changes }, options)
      : appliedButtons({ previousRevision: result.previousRevision, hash: planHash, changes }, texts),
  };
}
