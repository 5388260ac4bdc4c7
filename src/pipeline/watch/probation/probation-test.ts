import { countAnswers } from "../../../domain/answer-count.ts";
import { isSameRoute, type Route } from "../../../domain/route.ts";
import type { Probation, Tally, TestProgress, WatchCheck } from "../../../domain/watch.ts";
import { withoutCommonFaults } from "../../../learning/common-faults.ts";
import { decide, fewestAnswers, type TestDecision } from "../../../learning/sequential-test.ts";
import type { Policy } from "../../../policy.ts";
import type { WatchDependencies } from "../dependencies.ts";
import { mostObservations, progressOf } from "../test-progress.ts";

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

type TestDependencies = Pick<WatchDependencies, "watchLog" | "repository">;

/** What else may serve the task: what stood before, and what stands behind. */
async function othersOf({ task, route, incumbent }: Probation, { repository }: TestDependencies): Promise<Route[]> {
  const fallbacks = (await repository.read())?.configuration.tasks[task]?.fallbacks ?? [];
  const behind = fallbacks.filter((each) => !isSameRoute(each, incumbent));
  return [incumbent, ...behind].filter((each) => !isSameRoute(each, route));
}

/** What people's use has told of it; what failed while nothing else answered either is not held against it. */
async function talliedUse(probation: Probation, dependencies: TestDependencies): Promise<Tally> {
  const { task, route, since } = probation;
  const observe = (each: Route) =>
    dependencies.watchLog.observations({ task, route: each, since, limit: mostObservations });
  const others = await Promise.all((await othersOf(probation, dependencies)).map(observe));
  return countAnswers(withoutCommonFaults(await observe(route), others.flat()));
}

/** How far a probation has come, and what it says. Rejects where the store fails. */
export async function testProbation(
  probation: Probation,
  { watching }: Pick<Policy, "watching">,
  dependencies: TestDependencies,
): Promise<{ decision: TestDecision; progress: TestProgress }> {
  const { route, since, record } = probation;
  const challenger = await talliedUse(probation, dependencies);
  const checks = await dependencies.watchLog.checks({ since, model: route });
  const probes = tallyOf(checks.filter((check) => isOf(check, probation)));
  const facts = { challenger, probes, incumbent: record, mostAnswers: watching.answers };
  return { decision: decide({ ...facts, worseBy: watching.worseBy / 100 }), progress: progressOf(facts) };
}
