import { isDeepStrictEqual } from "node:util";
import type { PolicyChange } from "./policy-history.ts";

export interface SettleOptions {
  /** config/policy.local.json as it stands. */
  present: unknown;
  /** What became of the policy between this document and the present one; null where that is nothing. */
  describeEdit(before: unknown, trigger: string): PolicyChange | null;
}

/** The change as it is kept once the file is known to hold it. */
export function closed({ state: _state, ...change }: PolicyChange): PolicyChange {
  return change;
}

/**
 * What the record is to say, newest first, in view of the file: an open change is kept where the file holds it and
 * dropped where it does not, and what somebody else has made of the file since is a change of its own. The record
 * itself is answered where it is right. Without any change on record, the file is nobody's.
 */
export function settleChanges(
  recorded: readonly PolicyChange[],
  { present, describeEdit }: SettleOptions,
): readonly PolicyChange[] {
  const [newest, ...older] = recorded;
  if (newest === undefined) return recorded;
  const isHeld = isDeepStrictEqual(present, newest.after);
  if (newest.state === undefined) {
    const edit = isHeld ? null : describeEdit(newest.after, "person");
    return edit === null ? recorded : [edit, ...recorded];
  }
  if (isHeld) return [closed(newest), ...older];
  // What was edited since may have been the change or the file without it, so nobody is made its author.
  const edit = describeEdit(newest.before, "unknown");
  return edit === null ? older : [edit, ...older];
}
