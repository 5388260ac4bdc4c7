import { isSameRoute, type Route } from "../../../domain/route.ts";
import type { Probation, Tally, TestProgress, WatchCheck } from "../../../domain/watch.ts";
import { decide, fewestAnswers, type TestDecision } from "../../../learning/sequential-test.ts";
import type { Policy } from "../../../policy.ts";
import type { WatchDependencies } from "../dependencies.ts";
import { observedSince, progressOf } from "../test-progress.ts";

/** Scheduled questions weigh as much as so many answers at the most: they are always the same. */
const mostFromQuestions = fewestAnswers;

const isOf = (check: WatchCheck, { task, route }: { task: string; route: Route }) =>
  check.kind === "probation" && check.task === task && isSameRoute(check.route, route);

function tallyOf(checks: readonly WatchCheck[]): Tally {
  const good = checks.filter(({ outcome }) => outcome === "up").length;
  const bad = checks.filter(({ outcome }) => outcome === "down").length;
  const weight = Math.min(1, mostFromQuestions / Math.max(1, good + bad));
  return { good: good * weight, bad: bad * weight };
}

/** How far a probation has come, and what it says. Rejects where the store fails. */
export async function testProbation(
  probation: Probation,
  { watching }: Pick<Policy, "watching">,
  { watchLog }: Pick<WatchDependencies, "watchLog">,
): Promise<{ decision: TestDecision; progress: TestProgress }> {
  const { task, route, since, record } = probation;
  const challenger = await observedSince({ task, route, since }, watchLog);
  const checks = await watchLog.checks({ since, model: route });
  const probes = tallyOf(checks.filter((check) => isOf(check, probation)));
  const facts = { challenger, probes, incumbent: record, mostAnswers: watching.answers };
  return { decision: decide({ ...facts, worseBy: watching.worseBy / 100 }), progress: progressOf(facts) };
}
