import type { Configuration } from "../domain/configuration.ts";
import { isSameModel, type Route } from "../domain/route.ts";
import type { UsageRecord } from "../domain/usage.ts";

/** How an answer came about. */
export interface Why {
  /** In their order, those in vain as well. */
  attempts: readonly UsageRecord[];
  /** The one that has answered; null where none has. */
  answered: UsageRecord | null;
  /** Why the configuration has its first choice, and the score of that; null where it has none (any more). */
  choice: { reason: string; since: string; score: number | null; isAnswerer: boolean } | null;
  /** Who would be asked next; null where there is nobody. */
  runnerUp: Route | null;
}

/** Puts together what is known of a request from its attempts; null where nothing is. */
export function explainAnswer(attempts: readonly UsageRecord[], configuration: Configuration | null): Why | null {
  const last = attempts.at(-1);
  if (last === undefined) return null;
  const answered = attempts.findLast(({ outcome }) => outcome === "answered") ?? null;
  // Whoever was stopped in the middle of an answer gave what there is of it.
  const author = answered ?? last;
  const entry = author.task === null ? undefined : configuration?.tasks[author.task];
  const standing = entry === undefined ? [] : [entry.primary, ...entry.fallbacks];
  const tried = (route: Route) => attempts.some((attempt) => isSameModel(attempt.route, route));
  const { primary, reason, since } = entry ?? {};
  return {
    attempts,
    answered,
    choice:
      primary === undefined || reason === undefined || since === undefined
        ? null
        : { reason, since, score: primary.score, isAnswerer: isSameModel(primary, author.route) },
    runnerUp: standing.find((route) => !tried(route)) ?? null,
  };
}
