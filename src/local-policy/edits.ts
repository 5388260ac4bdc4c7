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
type Document = Section & { approved?: string[]; tasks?: Record<string, Section> };

/** Where people's own file has no pin, "none" needs no word of ours, which would hide a pin that they set later. */
export function withPin(local: unknown, own: unknown, { task, pin }: { task: TaskName; pin: Pin | null }): unknown {
  const changed = mergeDocuments(local, { tasks: { [task]: { pin } } }) as Required<Document>;
  if (pin === null && !(own as Document).tasks?.[task]?.pin) delete changed.tasks[task]?.pin;
  return changed;
}

function sectionOf(document: unknown, task: TaskName | null): Section | undefined {
  return task === null ? (document as Document) : (document as Document).tasks?.[task];
}

/** A list with a model in it, or without it. */
function listed(standing: readonly string[], model: string, isListed: boolean): string[] {
  const others = standing.filter((each) => each !== model);
  return isListed ? [...others, model] : others;
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
  const ignore = listed(sectionOf(local, task)?.ignore ?? theirs, model, isIgnored);
  const changed = mergeDocuments(local, task === null ? { ignore } : { tasks: { [task]: { ignore } } });
  const section = sectionOf(changed, task);
  if (section && isDeepStrictEqual(new Set(ignore), new Set(theirs))) delete section.ignore;
  return changed;
}

/** As `withIgnored`, with the models that a person has approved. */
export function withApproved(
  local: unknown,
  own: unknown,
  { model, isApproved }: { model: string; isApproved: boolean },
): unknown {
  const theirs = (own as Document).approved ?? [];
  const approved = listed((local as Document).approved ?? theirs, model, isApproved);
  const changed = mergeDocuments(local, { approved }) as Document;
  if (isDeepStrictEqual(new Set(approved), new Set(theirs))) delete changed.approved;
  return changed;
}
