import type { Configuration, TaskConfiguration } from "../domain/configuration.ts";
import { UserFacingError } from "../domain/errors.ts";
import { type Choice, isSameModel, type ModelIdentity } from "../domain/route.ts";
import type { TaskName } from "../domain/task.ts";
import { toTimestamp } from "../shared/clock.ts";
import type { PipelineDependencies } from "./dependencies.ts";
import { createEntry } from "./history-entry.ts";
import type { RollbackResult } from "./results.ts";

export interface RollbackRequest {
  /** The revision to bring back; null for the one before the present, or the last that differs for the task. */
  to: number | null;
  /** Null for all tasks. */
  task: TaskName | null;
  trigger: string;
}

type TaskChange = { task: string; from: TaskConfiguration | null; to: TaskConfiguration | null };

function hasSameChoices(a: TaskConfiguration | null, b: TaskConfiguration | null): boolean {
  const shape = (entry: TaskConfiguration | null) => entry && [entry.primary, entry.fallbacks, entry.trial];
  return JSON.stringify(shape(a)) === JSON.stringify(shape(b));
}

/** The tasks in which two configurations differ. */
function differences(from: Configuration, to: Configuration, only: TaskName | null): TaskChange[] {
  const names = only ? [only] : [...new Set([...Object.keys(from.tasks), ...Object.keys(to.tasks)])];
  return names
    .map((task) => ({ task, from: from.tasks[task] ?? null, to: to.tasks[task] ?? null }))
    .filter((change) => !hasSameChoices(change.from, change.to));
}

/**
 * The revision whose state the present one holds, whole or for a task. After a rollback that is the restored one, so
 * that a second rollback goes a step further back and does not bring back what the first took out.
 */
async function stateOf(
  present: Configuration,
  task: TaskName | null,
  { history }: PipelineDependencies,
): Promise<number> {
  const made = (await history.list()).find((entry) => entry.revision === present.revision && entry.kind === "rollback");
  return made?.restored !== undefined && made.restoredTask === task ? made.restored : present.revision;
}

/** The newest kept revision before the present state that differs from it: in one task, or in any. */
async function findPrevious(
  present: Configuration,
  task: TaskName | null,
  dependencies: PipelineDependencies,
): Promise<Configuration> {
  const { repository } = dependencies;
  const state = await stateOf(present, task, dependencies);
  for (const { revision } of await repository.list()) {
    if (revision >= state) continue;
    const earlier = await repository.load(revision);
    if (differences(present, earlier, task).length > 0) return earlier;
  }
  const what = task ? `another choice for ${task}` : "another state";
  throw new UserFacingError(
    `There is nothing to roll back to: no kept revision has ${what}. "history" shows what happened.`,
  );
}

function restore(
  present: Configuration,
  target: Configuration,
  { changes, task }: { changes: TaskChange[]; task: TaskName | null },
): Configuration {
  if (task === null) return { ...target };
  const tasks = { ...present.tasks };
  for (const { task: name, to } of changes) {
    if (to) tasks[name] = to;
    else delete tasks[name];
  }
  return { ...present, tasks };
}

function choicesOf(entry: TaskConfiguration | null): Choice[] {
  return entry ? [entry.primary, ...entry.fallbacks] : [];
}

type TaskModel = ModelIdentity & { task: string };

/**
 * The models that a rollback takes out of a task, or out of its first place: one that falls back behind the restored
 * primary keeps that place, but must not come forward again by itself.
 */
function removedModels({ task, from, to }: TaskChange): TaskModel[] {
  const isBack = (choice: Choice) =>
    choice === from?.primary
      ? to && isSameModel(choice, to.primary)
      : choicesOf(to).some((kept) => isSameModel(kept, choice));
  return choicesOf(from)
    .filter((choice) => !isBack(choice))
    .map(({ provider, model }) => ({ task, provider, model }));
}

/** What a person has put back is no longer held. */
function returnedModels(change: TaskChange): TaskModel[] {
  const removed = removedModels(change);
  return choicesOf(change.to)
    .filter((choice) => !removed.some((each) => isSameModel(each, choice)))
    .map(({ provider, model }) => ({ task: change.task, provider, model }));
}

async function releaseAll(models: readonly TaskModel[], { holds }: PipelineDependencies): Promise<void> {
  for (const model of models) await holds.release(model, model.task);
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
  const { repository, holds, clock } = dependencies;
  const { rollbackHoldDays } = await dependencies.policy.read();
  const present = await repository.read();
  if (!present)
    throw new UserFacingError('There is no configuration yet, so there is nothing to roll back. Run "update".');
  const target =
    request.to === null
      ? await findPrevious(present.configuration, request.task, dependencies)
      : await repository.load(request.to);
  const changes = differences(present.configuration, target, request.task);
  if (changes.length === 0) {
    throw new UserFacingError(
      `Revision ${target.revision} holds the same choices as the present one: there is nothing to roll back.`,
    );
  }
  const removed = changes.flatMap(removedModels);
  // Held before the change: if this process dies between the two, the next night still does not bring them back.
  await holds.add(removed, rollbackHoldDays);
  const shown = changes.map(({ task, from, to }) => ({ task, from: from?.primary ?? null, to: to?.primary ?? null }));
  const reason = `Rolled back to revision ${target.revision}.`;
  const entry = createEntry(clock, {
    kind: "rollback",
    trigger: request.trigger,
    outcome: "applied",
    revision: null,
    restored: target.revision,
    restoredTask: request.task,
    changes: shown.map((each) => ({ ...each, action: "rollback", reason })),
    discovered: 0,
    qualified: 0,
    errors: [],
  });
  const configuration = restore(present.configuration, target, { changes, task: request.task });
  try {
    const committed = await repository.commit({
      expectedHash: present.hash,
      configuration: { ...configuration, generatedAt: toTimestamp(clock.now()) },
      entry,
    });
    await releaseAll(changes.flatMap(returnedModels), dependencies);
    return { outcome: "applied", revision: committed.revision, restored: target.revision, tasks: shown };
  } catch (error) {
    await releaseAll(removed, dependencies);
    throw error;
  }
}
