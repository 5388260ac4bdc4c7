import { type Evaluation, mayStay, type TaskRanking, unreadSource } from "../domain/evaluation.ts";
import type { Choice } from "../domain/route.ts";
import { missesOf, type SteadinessRecord } from "../domain/steadiness.ts";
import type { Verdict } from "../domain/verification.ts";
import type { Policy } from "../policy.ts";
import { findUsableRoute } from "./choice.ts";
import { verdictOn } from "./proof.ts";

export interface PresenceOptions {
  task: string;
  ranking: TaskRanking;
  policy: Pick<Policy, "steadiness">;
  record: SteadinessRecord;
}

/** What live calls of this run have shown of the route of a choice; undefined where it was not called. */
export function callOf(choice: Choice, ranking: TaskRanking): Verdict | undefined {
  return verdictOn(choice, [ranking.missing, ranking.find(choice)?.verdict, ...(ranking.failedRoutes ?? [])]);
}

/** Whether the choice's host still has the model, live: then it is a rule of the policy that speaks against the route. */
function isLive(choice: Choice, { candidate }: Evaluation): boolean {
  return candidate.routes.some(
    (route) =>
      route.status === "live" &&
      route.interface === choice.interface &&
      (choice.host === null || route.host === choice.host),
  );
}

/**
 * Whether the listing does not name a choice's model, or its host, and nothing else speaks against it: then it may be
 * back tomorrow.
 */
export function isMissing(choice: Choice, ranking: TaskRanking): boolean {
  const evaluation = ranking.find(choice);
  if (!evaluation) return true;
  if (findUsableRoute(evaluation, choice) !== undefined || isLive(choice, evaluation)) return false;
  return evaluation.isOffline || mayStay(evaluation);
}

/** In how many listings in a row a choice is missing with this one, unless a call shows that it answers: then 0. */
export function missesWith(choice: Choice, { task, ranking, record }: PresenceOptions): number {
  const before = missesOf(record, task, choice);
  if (ranking.status !== "complete" || unreadSource(ranking, choice.provider)) return before;
  const isThere = !isMissing(choice, ranking) || callOf(choice, ranking)?.outcome === "passed";
  return isThere ? 0 : before + 1;
}

/**
 * Whether a choice that is missing keeps its place for now: as long as it answers, or until it has been missing in as
 * many listings in a row as the policy says. One that a call shows not to answer is not waited for.
 */
export function isAwaited(choice: Choice, options: PresenceOptions): boolean {
  const { ranking, policy } = options;
  if (!isMissing(choice, ranking)) return false;
  const outcome = callOf(choice, ranking)?.outcome;
  if (outcome !== undefined && outcome !== "unproven") return outcome === "passed";
  return missesWith(choice, options) < policy.steadiness.misses;
}
