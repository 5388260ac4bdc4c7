import type { Tally, TestProgress, Trial } from "../../../domain/watch.ts";
import { addTallies, decide, type TestDecision } from "../../../learning/sequential-test.ts";
import type { Policy } from "../../../policy.ts";
import type { WatchLog } from "../../../store/store.ts";
import type { PipelineDependencies } from "../../dependencies.ts";
import type { WatchDependencies } from "../dependencies.ts";
import { observedSince, progressOf } from "../test-progress.ts";

/** What trials work with. */
export type TrialDependencies = PipelineDependencies & Pick<WatchDependencies, "watchLog" | "isPaused">;

/** Nobody asks a challenger anything besides: only what people ask it counts. */
const noProbes: Tally = { good: 0, bad: 0 };

/** What is known of both sides by now: of the incumbent, its record and what it has answered since. */
export async function talliesOf(
  { task, since, challenger, incumbent, record }: Trial,
  { watchLog }: { watchLog: Pick<WatchLog, "observations"> },
): Promise<{ challenger: Tally; incumbent: Tally }> {
  const [ours, theirs] = await Promise.all(
    [challenger, incumbent].map((route) => observedSince({ task, route, since }, watchLog)),
  );
  return { challenger: ours ?? noProbes, incumbent: addTallies(record, theirs ?? noProbes) };
}

/** How far a trial has come, and what its test says so far. */
export async function lookAtTrial(
  trial: Trial,
  { watching }: Policy,
  dependencies: Pick<WatchDependencies, "watchLog">,
): Promise<{ test: TestProgress; decision: TestDecision }> {
  const facts = { ...(await talliesOf(trial, dependencies)), probes: noProbes, mostAnswers: watching.answers };
  return { test: progressOf(facts), decision: decide({ ...facts, worseBy: watching.worseBy / 100 }) };
}

/** How far a trial has come. Rejects with a `UserFacingError` where the store or the policy cannot be read. */
export async function trialTest(
  trial: Trial,
  dependencies: Pick<WatchDependencies, "watchLog" | "policy">,
): Promise<TestProgress> {
  return (await lookAtTrial(trial, await dependencies.policy.read(), dependencies)).test;
}
