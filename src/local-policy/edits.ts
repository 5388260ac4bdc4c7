import { isDeepStrictEqual } from "node:util";
import type { TaskName } from "../domain/task.ts";
import type { Pin } from "../policy.ts";
import { mergeDocuments } from "../shared/merge.ts";

/** A model that updates do not choose; for one task, or (null) for all. */
export interface IgnoredModel {
  model: string;
  task: TaskName | null;
}

/** The parts of a policy document that are edited here. Other parts are as they are. */
interface Section {
  ignore?: string[];
  pin?: unknown;
}
type Document = Section & { tasks?: Record<string, Section> };

/** Where people's own file has no pin, "none" needs no word of ours, which would hide a pin that they set later. */
export function withPin(local: unknown, own: unknown, { task, pin }: { task: TaskName; pin: Pin | null }): unknown {
  const changed = mergeDocuments(local, { tasks: { [task]: { pin } } }) as Required<Document>;
  if (pin === null && !(own as Document).tasks?.[task]?.pin) delete changed.tasks[task]?.pin;
  return changed;
}

function sectionOf(document: unknown, task: TaskName | null): Section | undefined {
  return task === null ? (document as Document) : (document as Document).tasks?.[task];
}

/**
 * A local list takes the place of people's own, so it holds all that is to count; where that is what their own says, no
 * word of ours is needed, which would hide what they change later.
 */
export function withIgnored(
  local: unknown,
  own: unknown,
  { model, task, isIgnored }: IgnoredModel & { isIgnored: boolean },
): unknown {
  const theirs = sectionOf(own, task)?.ignore ?? [];
  const standing = sectionOf(local, task)?.ignore ?? theirs;
  const others = standing.filter((each) => each !== model);
  const ignore = isIgnored ? [...others, model] : others;
  const changed = mergeDocuments(local, task === null ? { ignore } : { tasks: { [task]: { ignore } } });
  const section = sectionOf(changed, task);
  if (section && isDeepStrictEqual(new Set(ignore), new Set(theirs))) delete section.ignore;
  return changed;
}
