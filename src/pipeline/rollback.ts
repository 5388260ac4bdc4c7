import type { Configuration } from "../domain/configuration.ts";
import { UserFacingError } from "../domain/errors.ts";
import { isSameModel } from "../domain/route.ts";
import type { TaskName } from "../domain/task.ts";
import type { HeldForTask } from "../history/holds.ts";
import { toTimestamp } from "../shared/clock.ts";
import { messageOf } from "../shared/file-fault.ts";
import type { PipelineDependencies } from "./dependencies.ts";
import { createEntry } from "./history-entry.ts";
import type { RollbackResult } from "./results.ts";
import {
  differences,
  hasSameContent,
  pinChanges,
  removedModels,
  restore,
  returnedModels,
  type TaskChange,
} from "./rollback-changes.ts";

export interface RollbackRequest {
  /** The revision to bring back; null for the one before the present, or the last that differs for the task. */
  to: number | null;
  /** Null for all tasks. */
  task: TaskName | null;
  trigger: string;
}

/** Whether going there would put a model first that was rolled back before. */
function bringsBackHeld(changes: readonly TaskChange[], holds: readonly HeldForTask[]): boolean {
  return changes.some(({ task, to }) =>
    holds.some((hold) => hold.task === task && to && isSameModel(to.primary, hold)),
  );
}

/**
 * The revision whose state a rollback has put where it still stands, for a task or for all: a further rollback goes on
 * from there. Null where nothing was rolled back since, or the history no longer says so.
 */
async function restoredState(
  present: Configuration,
  task: TaskName | null,
  dependencies: PipelineDependencies,
): Promise<number | null> {
  const { history, repository } = dependencies;
  const made = (await history.list()).find(
    ({ kind, success, restoredTask = null }) =>
      kind === "rollback" && success && (restoredTask === null || restoredTask === task),
  );
  if (made?.restored === undefined || made.revision === null) return null;
  const then = await repository.load(made.revision).catch(() => null);
  return then !== null && differences(then, present, task).length === 0 ? made.restored : null;
}

/**
 * The newest kept revision before the present state that differs from it, in one task or in any. Where it is not known
 * how the present state came to be, what an earlier rollback took out is passed over. `--to` goes anywhere.
 */
async function findPrevious(
  present: Configuration,
  task: TaskName | null,
  dependencies: PipelineDependencies,
): Promise<Configuration> {
  const { repository, holds } = dependencies;
  const restored = await restoredState(present, task, dependencies);
  const held = restored === null ? await holds.list() : [];
  for (const { revision, isCurrent } of await repository.list()) {
    // The present number itself may be an earlier state: a person has edited the file since.
    if (isCurrent || (restored === null ? revision > present.revision : revision >= restored)) continue;
    const earlier = await repository.load(revision);
    const changes = differences(present, earlier, task);
    if (changes.length > 0 && !bringsBackHeld(changes, held)) return earlier;
  }
  const what = task ? `another choice for ${task}` : "another state";
  throw new UserFacingError(
    `There is nothing to roll back to: no earlier kept revision has ${what} that was not rolled back before. "history" shows what happened, and "rollback --to REVISION" goes to any kept revision.`,
  );
}

/** A rollback as it is about to be done. */
interface Step {
  request: RollbackRequest;
  present: Configuration;
  target: Configuration;
  changes: readonly TaskChange[];
}

async function findTarget(
  present: Configuration,
  { to, task }: RollbackRequest,
  dependencies: PipelineDependencies,
): Promise<Configuration> {
  return to === null ? await findPrevious(present, task, dependencies) : await dependencies.repository.load(to);
}

function shownChanges(changes: readonly TaskChange[]): RollbackResult["tasks"] {
  return changes.map(({ task, from, to }) => ({ task, from: from?.primary ?? null, to: to?.primary ?? null }));
}

/** Makes the restored state the next revision. */
async function commitStep(
  { request, present, target, changes }: Step,
  hash: string,
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

/**
 * Commits between two changes of the holds. What goes is held first: if this process dies in between, the next night
 * still does not bring it back. A hold too many is harmless to what stands, so no fault of a hold's undoes a commit or
 * hides its sentence. Answers the revision, and how many models are held now.
 */
async function commitWithHolds(
  step: Step,
  hash: string,
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
    const revision = await commitStep(step, hash, dependencies);
    await remove(step.changes.flatMap(returnedModels));
    return { revision, held: rollbackHoldDays === 0 ? 0 : removed.length };
  } catch (error) {
    await remove(added);
    throw error;
  }
}

/**
 * The policy's pins follow the state that comes back, before it does: if this process dies in between, the next update
 * carries the person's word out. Answers the tasks that are no longer pinned.
 */
async function withPins<T>(
  changes: readonly TaskChange[],
  dependencies: PipelineDependencies,
  work: () => Promise<T>,
): Promise<{ result: T; unpinned: string[] }> {
  const { localPolicy, policy, logger } = dependencies;
  const pins = pinChanges(changes, await policy.read());
  try {
    for (const { task, after } of pins) await localPolicy.setPin(task, after);
    const result = await work();
    return { result, unpinned: pins.filter(({ after }) => after === null).map(({ task }) => task) };
  } catch (error) {
    for (const { task, before } of pins) {
      // The sentence of the fault itself must not be lost over another one.
      await localPolicy
        .setPin(task, before)
        .catch((fault) => logger.warn(`The pin of ${task} is not as it was: ${messageOf(fault)}`));
    }
    throw error;
  }
}

async function nothingThere({ repository }: PipelineDependencies): Promise<UserFacingError> {
  const [newest] = await repository.list();
  const advice = newest
    ? `"update" puts revision ${newest.revision}, the newest that is kept, back first.`
    : 'Run "update".';
  return new UserFacingError(`There is no configuration yet, so there is nothing to roll back. ${advice}`);
}

/**
 * Brings an earlier revision back, whole or for one task, as a new revision. What is taken out is held from updates
 * for the policy's days; what is brought back is released. Rejects with a `UserFacingError` where there is nothing to
 * bring back; on any failure the present revision stands.
 */
export async function runRollback(
  request: RollbackRequest,
  dependencies: PipelineDependencies,
): Promise<RollbackResult> {
  const base = await dependencies.repository.read();
  if (!base) throw await nothingThere(dependencies);
  const present = base.configuration;
  const target = await findTarget(present, request, dependencies);
  const changes = differences(present, target, request.task);
  if (changes.length === 0 && (request.task !== null || hasSameContent(present, target))) {
    const same = `Revision ${target.revision} holds the same choices as the present one`;
    throw new UserFacingError(`${same}: there is nothing to roll back.`);
  }
  const step = { request, present, target, changes };
  const { result, unpinned } = await withPins(changes, dependencies, () =>
    commitWithHolds(step, base.hash, dependencies),
  );
  return { outcome: "applied", restored: target.revision, tasks: shownChanges(changes), unpinned, ...result };
}
