import { isDeepStrictEqual } from "node:util";
import type { Configuration, TaskConfiguration } from "../domain/configuration.ts";
import { type Choice, isSameModel } from "../domain/route.ts";
import { isTaskName, type TaskName } from "../domain/task.ts";
import type { HeldForTask } from "../history/holds.ts";
import { type Pin, type Policy, taskPolicyOf } from "../policy.ts";

/** What a rollback does with one task; null stands for no entry. */
export type TaskChange = { task: string; from: TaskConfiguration | null; to: TaskConfiguration | null };

function hasSameChoices(a: TaskConfiguration | null, b: TaskConfiguration | null): boolean {
  const shape = (entry: TaskConfiguration | null) => entry && [entry.primary, entry.fallbacks, entry.trial];
  return JSON.stringify(shape(a)) === JSON.stringify(shape(b));
}

/** The tasks in which two configurations differ: all, or only one. */
export function differences(from: Configuration, to: Configuration, only: TaskName | null): TaskChange[] {
  const names = only ? [only] : [...new Set([...Object.keys(from.tasks), ...Object.keys(to.tasks)])];
  return names
    .map((task) => ({ task, from: from.tasks[task] ?? null, to: to.tasks[task] ?? null }))
    .filter((change) => !hasSameChoices(change.from, change.to));
}

/** The present configuration with the target's state: as a whole, or in one task. */
export function restore(
  present: Configuration,
  target: Configuration,
  { changes, task }: { changes: readonly TaskChange[]; task: TaskName | null },
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

/**
 * The models that a rollback takes out of a task, or out of its first place: one that falls back behind the restored
 * primary keeps that place, but must not come forward again by itself.
 */
export function removedModels({ task, from, to }: TaskChange): HeldForTask[] {
  const isBack = (choice: Choice) =>
    choice === from?.primary
      ? to && isSameModel(choice, to.primary)
      : choicesOf(to).some((kept) => isSameModel(kept, choice));
  return choicesOf(from)
    .filter((choice) => !isBack(choice))
    .map(({ provider, model }) => ({ task, provider, model }));
}

/** What a person has put back is no longer held. */
export function returnedModels(change: TaskChange): HeldForTask[] {
  const removed = removedModels(change);
  return choicesOf(change.to)
    .filter((choice) => !removed.some((each) => isSameModel(each, choice)))
    .map(({ provider, model }) => ({ task: change.task, provider, model }));
}

/** Whether two configurations hold the same, but for their number and time. */
export function hasSameContent(a: Configuration, b: Configuration): boolean {
  return isDeepStrictEqual({ ...a, revision: 0, generatedAt: "" }, { ...b, revision: 0, generatedAt: "" });
}

/** A task whose pin in the policy is another than the one that its restored entry has. */
export interface PinChange {
  task: TaskName;
  before: Pin | null;
  after: Pin | null;
}

/** What has to change in the policy, so that the next update leaves the restored choices where they are. */
export function pinChanges(changes: readonly TaskChange[], policy: Policy): PinChange[] {
  return changes.flatMap(({ task, from, to }) => {
    const isOfPins = from?.primary.origin === "pin" || to?.primary.origin === "pin";
    if (!isOfPins || !isTaskName(task)) return [];
    const { pin: before } = taskPolicyOf(policy, task);
    const primary = to?.primary.origin === "pin" ? to.primary : null;
    const after = primary && { provider: primary.provider, model: primary.model, host: primary.host };
    return isDeepStrictEqual(before, after) ? [] : [{ task, before, after }];
  });
}
