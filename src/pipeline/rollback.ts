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
import { differences, removedModels, restore, returnedModels, type TaskChange } from "./rollback-changes.ts";

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
 * The newest kept revision that differs from the present one, in one task or in any, and does not bring back what an
 * earlier rollback took out: so a second rollback goes a step further back. `--to` goes anywhere.
 */
async function findPrevious(
  present: Configuration,
  task: TaskName | null,
  dependencies: PipelineDependencies,
): Promise<Configuration> {
  const { repository, holds } = dependencies;
  const held = await holds.list();
  for (const { revision, isCurrent } of await repository.list()) {
    // The present number itself may be an earlier state: a person has edited the file since.
    if (isCurrent || revision > present.revision) continue;
    const earlier = await repository.load(revision);
    const changes = differences(present, earlier, task);
    if (changes.length > 0 && !bringsBackHeld(changes, held)) return earlier;
  }
  const what = task ? `another choice for ${task}` : "another state";
  throw new UserFacingError(
    `There is nothing to roll back to: no kept revision has ${what} that was not rolled back before. "history" shows what happened, and "rollback --to REVISION" goes to any kept revision.`,
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
 * hides its sentence.
 */
async function commitWithHolds(step: Step, hash: string, dependencies: PipelineDependencies): Promise<number> {
  const { holds, logger } = dependencies;
  const { rollbackHoldDays } = await dependencies.policy.read();
  const remove = async (models: readonly HeldForTask[]) =>
    await holds
      .remove(models)
      .catch((fault) => logger.warn(`Some holds stay although they should end: ${messageOf(fault)}`));
  const removed = step.changes.flatMap(removedModels);
  await holds.add(removed, rollbackHoldDays);
  try {
    const revision = await commitStep(step, hash, dependencies);
    await remove(step.changes.flatMap(returnedModels));
    return revision;
  } catch (error) {
    await remove(removed);
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
  if (changes.length === 0) {
    const same = `Revision ${target.revision} holds the same choices as the present one`;
    throw new UserFacingError(`${same}: there is nothing to roll back.`);
  }
  const revision = await commitWithHolds({ request, present, target, changes }, base.hash, dependencies);
  return { outcome: "applied", revision, restored: target.revision, tasks: shownChanges(changes) };
}
