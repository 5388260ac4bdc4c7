import { isSameModel } from "../domain/route.ts";
import type { HeldForTask } from "../history/holds.ts";
import { toTimestamp } from "../shared/clock.ts";
import { messageOf } from "../shared/file-fault.ts";
import type { PipelineDependencies } from "./dependencies.ts";
import { createEntry } from "./history-entry.ts";
import type { RollbackPreview, RollbackResult } from "./results.ts";
import {
  type PinChange,
  pinChanges,
  removedModels,
  restore,
  returnedModels,
  type TaskChange,
} from "./rollback-changes.ts";
import { type ExpectedRollback, prepareRollback, type RollbackStep, type RollbackTarget } from "./rollback-target.ts";

export interface RollbackRequest extends ExpectedRollback {
  trigger: string;
}

function shownChanges(changes: readonly TaskChange[]): RollbackResult["tasks"] {
  return changes.map(({ task, from, to }) => ({ task, from: from?.primary ?? null, to: to?.primary ?? null }));
}

/** Makes the restored state the next revision. */
async function commitStep(
  { present, hash, target, changes }: RollbackStep,
  request: RollbackRequest,
  { repository, clock }: PipelineDependencies,
): Promise<number> {
  const reason = `Rolled back to revision ${target.revision}.`;
  const entry = createEntry(clock, {
    kind: "rollback",
    trigger: request.trigger,
    outcome: "applied",
    revision: null,
    restored: target.revision,
    restoredTask: request.task,
    changes: shownChanges(changes).map((each) => ({ ...each, action: "rollback", reason })),
    discovered: 0,
    qualified: 0,
    errors: [],
  });
  const restored = restore(present, target, { changes, task: request.task });
  const configuration = { ...restored, generatedAt: toTimestamp(clock.now()) };
  return (await repository.commit({ expectedHash: hash, configuration, entry })).revision;
}

/** How many models a rollback holds. */
function heldCount({ changes }: RollbackStep, days: number): number {
  return days === 0 ? 0 : changes.flatMap(removedModels).length;
}

/**
 * Commits between two changes of the holds. What goes is held first: if this process dies in between, the next night
 * still does not bring it back. A hold too many is harmless to what stands, so no fault of a hold's undoes a commit or
 * hides its sentence. Answers the revision, and how many models are held now.
 */
async function commitWithHolds(
  step: RollbackStep,
  request: RollbackRequest,
  dependencies: PipelineDependencies,
): Promise<{ revision: number; held: number }> {
  const { holds, logger } = dependencies;
  const { rollbackHoldDays } = await dependencies.policy.read();
  const remove = async (models: readonly HeldForTask[]) =>
    await holds
      .remove(models)
      .catch((fault) => logger.warn(`Some holds stay although they should end: ${messageOf(fault)}`));
  const removed = step.changes.flatMap(removedModels);
  // What an earlier rollback holds stays held, whatever becomes of this one.
  const earlier = await holds.list();
  const added = removed.filter((each) => !earlier.some((hold) => hold.task === each.task && isSameModel(hold, each)));
  await holds.add(removed, rollbackHoldDays);
  try {
    const revision = await commitStep(step, request, dependencies);
    await remove(step.changes.flatMap(returnedModels));
    return { revision, held: heldCount(step, rollbackHoldDays) };
  } catch (error) {
    await remove(added);
    throw error;
  }
}

function unpinnedTasks(pins: readonly PinChange[]): string[] {
  return pins.filter(({ after }) => after === null).map(({ task }) => task);
}

/**
 * The policy's pins follow the state that comes back, before it does: if this process dies in between, the next update
 * carries the person's word out. Answers the tasks that are no longer pinned.
 */
async function withPins<T>(
  { changes, trigger }: { changes: readonly TaskChange[]; trigger: string },
  dependencies: PipelineDependencies,
  work: () => Promise<T>,
): Promise<{ result: T; unpinned: string[] }> {
  const { localPolicy, policy, logger } = dependencies;
  const pins = pinChanges(changes, await policy.read());
  try {
    for (const { task, after } of pins) await localPolicy.setPin(task, after, trigger);
    const result = await work();
    return { result, unpinned: unpinnedTasks(pins) };
  } catch (error) {
    for (const { task, before } of pins) {
      // The sentence of the fault itself must not be lost over another one.
      await localPolicy
        .setPin(task, before, trigger)
        .catch((fault) => logger.warn(`The pin of ${task} is not as it was: ${messageOf(fault)}`));
    }
    throw error;
  }
}

/** What `runRollback` would do, without doing it. Rejects as it does. */
export async function previewRollback(
  target: RollbackTarget,
  dependencies: PipelineDependencies,
): Promise<RollbackPreview> {
  const step = await prepareRollback(target, dependencies);
  const policy = await dependencies.policy.read();
  return {
    present: step.present.revision,
    restored: step.target.revision,
    tasks: shownChanges(step.changes),
    unpinned: unpinnedTasks(pinChanges(step.changes, policy)),
    held: heldCount(step, policy.rollbackHoldDays),
  };
}

/**
 * Brings an earlier revision back, whole or for one task, as a new revision. What is taken out is held from updates
 * for the policy's days; what is brought back is released. Rejects with a `UserFacingError` where there is nothing to
 * bring back, or another revision stands than was expected; on any failure the present revision stands.
 */
export async function runRollback(
  request: RollbackRequest,
  dependencies: PipelineDependencies,
): Promise<RollbackResult> {
  const step = await prepareRollback(request, dependencies);
  const { target, changes } = step;
  const { result, unpinned } = await withPins({ changes, trigger: request.trigger }, dependencies, () =>
    commitWithHolds(step, request, dependencies),
  );
  return { outcome: "applied", restored: target.revision, tasks: shownChanges(changes), unpinned, ...result };
}
