import type { Configuration } from "../domain/configuration.ts";
import { UserFacingError } from "../domain/errors.ts";
import { isSameModel } from "../domain/route.ts";
import type { TaskName } from "../domain/task.ts";
import type { HeldForTask } from "../history/holds.ts";
import type { PipelineDependencies } from "./dependencies.ts";
import { describeMaking } from "./last-change.ts";
import { differences, hasSameContent, type TaskChange } from "./rollback-changes.ts";

export interface RollbackTarget {
  /** The revision to bring back; null for the one before the present, or the last that differs for the task. */
  to: number | null;
  /** Null for all tasks. */
  task: TaskName | null;
}

export interface ExpectedRollback extends RollbackTarget {
  /** The revision that stood when somebody decided on this; where another one stands by now, nothing is done. */
  expectedRevision?: number | undefined;
}

/** A rollback as it is about to be done. */
export interface RollbackStep {
  present: Configuration;
  /** The hash of what is present. */
  hash: string;
  target: Configuration;
  changes: readonly TaskChange[];
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
  // What the watch has replaced is what a rollback after it is about.
  const held = restored === null ? (await holds.list()).filter(({ isRepair }) => !isRepair) : [];
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

async function findTarget(
  present: Configuration,
  { to, task }: RollbackTarget,
  dependencies: PipelineDependencies,
): Promise<Configuration> {
  return to === null ? await findPrevious(present, task, dependencies) : await dependencies.repository.load(to);
}

async function nothingThere({ repository }: PipelineDependencies): Promise<UserFacingError> {
  const [newest] = await repository.list();
  const advice = newest
    ? `"update" puts revision ${newest.revision}, the newest that is kept, back first.`
    : 'Run "update".';
  return new UserFacingError(`There is no configuration yet, so there is nothing to roll back. ${advice}`);
}

async function expectRevision(
  revision: number,
  expected: number | undefined,
  dependencies: PipelineDependencies,
): Promise<void> {
  if (expected === undefined || revision === expected) return;
  const made = await describeMaking(revision, dependencies);
  throw new UserFacingError(
    `The configuration has changed since: it is revision ${revision} now${made}, not ${expected}, so nothing was rolled back. Look again at what a rollback would change.`,
  );
}

/** Finds what a rollback would do. Rejects with a `UserFacingError` where there is nothing to bring back. */
export async function prepareRollback(
  request: ExpectedRollback,
  dependencies: PipelineDependencies,
): Promise<RollbackStep> {
  const base = await dependencies.repository.read();
  if (!base) throw await nothingThere(dependencies);
  const present = base.configuration;
  await expectRevision(present.revision, request.expectedRevision, dependencies);
  const target = await findTarget(present, request, dependencies);
  const changes = differences(present, target, request.task);
  if (changes.length === 0 && (request.task !== null || hasSameContent(present, target))) {
    const same = `Revision ${target.revision} holds the same choices as the present one`;
    throw new UserFacingError(`${same}: there is nothing to roll back.`);
  }
  return { present, hash: base.hash, target, changes };
}
