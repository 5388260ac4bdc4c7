import type { Configuration, TaskConfiguration } from "../../../domain/configuration.ts";
import type { Change } from "../../../domain/history.ts";
import { describeRoute, isSameModel, isSameRoute } from "../../../domain/route.ts";
import type { TestProgress, Trial } from "../../../domain/watch.ts";
import { StaleConfigurationError } from "../../../model-config/repository.ts";
import { toTimestamp } from "../../../shared/clock.ts";
import { messageOf } from "../../../shared/file-fault.ts";
import { LockHeldError } from "../../../shared/process-lock.ts";
import { createEntry } from "../../history-entry.ts";
import type { TrialDependencies } from "./trial-test.ts";

export interface Promotion {
  trial: Trial;
  test: TestProgress;
}

function reasonOf({ trial, test }: Promotion): string {
  const { challenger: ours, incumbent: theirs } = test;
  const [all, allOfTheirs] = [ours, theirs].map(({ good, bad }) => Math.round(good + bad));
  return `Won its trial: ${Math.round(ours.good)} of ${all} answers were good, and ${Math.round(theirs.good)} of ${allOfTheirs} of ${describeRoute(trial.incumbent)}.`;
}

/** The challenger in the first place, and what stood there behind it. */
function entryAfter(
  entry: TaskConfiguration,
  promotion: Promotion,
  { fallbacks, now }: { fallbacks: number; now: string },
): TaskConfiguration {
  const primary = { ...promotion.trial.challenger, verifiedAt: now };
  const behind = [entry.primary, ...entry.fallbacks].filter((each) => !isSameModel(each, primary));
  const reason = reasonOf(promotion);
  return { ...entry, primary, fallbacks: behind.slice(0, fallbacks), trial: null, since: now, reason };
}

/** Answers the revision; null where something else has taken the task since. */
async function commit(promotion: Promotion, dependencies: TrialDependencies): Promise<number | null> {
  const { repository, clock } = dependencies;
  const { task, incumbent } = promotion.trial;
  const { fallbacks } = await dependencies.policy.read();
  const present = await repository.read();
  const entry = present?.configuration.tasks[task];
  if (!present || !entry || !isSameRoute(entry.primary, incumbent)) return null;
  const now = toTimestamp(clock.now());
  const next = entryAfter(entry, promotion, { fallbacks, now });
  const change = { task, action: "replace", from: entry.primary, to: next.primary, reason: next.reason };
  const counts = { discovered: 0, qualified: 0, errors: [], revision: null };
  const { configuration, hash } = present;
  const { revision } = await repository.commit({
    expectedHash: hash,
    configuration: { ...configuration, generatedAt: now, tasks: { ...configuration.tasks, [task]: next } },
    entry: createEntry(clock, { kind: "trial", trigger: "watch", outcome: "applied", changes: [change], ...counts }),
  });
  return revision;
}

async function lockUnlessHeld({ lockRuns }: TrialDependencies) {
  try {
    return await lockRuns("change of the configuration");
  } catch (error) {
    if (error instanceof LockHeldError) return null;
    throw error;
  }
}

/**
 * Puts a trial's challenger in the first place of its task, as a revision that a rollback can take back. `isStillRight` is
 * asked once nobody else changes the configuration. Answers the revision; null where it was not done: an update is under
 * way, changes are paused, or it is not right any more.
 */
export async function promoteChallenger(
  promotion: Promotion,
  dependencies: TrialDependencies,
  isStillRight: () => Promise<boolean>,
): Promise<number | null> {
  if (await dependencies.isPaused()) return null;
  const lock = await lockUnlessHeld(dependencies);
  if (lock === null) return null;
  try {
    if (!(await isStillRight())) return null;
    const revision = await commit(promotion, dependencies);
    if (revision !== null) await release(promotion.trial, dependencies);
    return revision;
  } catch (error) {
    // A person was faster by a moment: the next look sees what they have done.
    if (error instanceof StaleConfigurationError) return null;
    throw error;
  } finally {
    await lock.release();
  }
}

/** What people's use has spoken for is no longer held from updates. */
async function release({ task, challenger }: Trial, { holds, logger }: TrialDependencies): Promise<void> {
  await holds.release(challenger, task).catch((error: unknown) => logger.warn(messageOf(error)));
}

function isPromotion({ task, from, to }: Change, trial: Trial): boolean {
  const { challenger, incumbent } = trial;
  return task === trial.task && !!from && !!to && isSameRoute(from, incumbent) && isSameRoute(to, challenger);
}

/** The revision by which the trial's challenger took over, where a crash has left the trial behind; null where none did. */
export async function promotionOf(
  trial: Trial,
  configuration: Configuration | null,
  { history }: TrialDependencies,
): Promise<number | null> {
  const primary = configuration?.tasks[trial.task]?.primary;
  if (!primary || !isSameRoute(primary, trial.challenger)) return null;
  const made = (await history.list()).find(
    ({ kind, outcome, at, changes }) =>
      kind === "trial" &&
      outcome === "applied" &&
      Date.parse(at) >= trial.since &&
      changes.some((change) => isPromotion(change, trial)),
  );
  return made?.revision ?? null;
}
