import { isDeepStrictEqual } from "node:util";
import { isOneDecision, isSection } from "./differences.ts";

export interface TakenBack {
  document: unknown;
  /** The keys that the change set and that have another value now, such as "weights.recency". None: all is taken back. */
  conflicts: string[];
}

type Section = Record<string, unknown>;

/** Only its own: a document may have any key, and what is no section has none. */
function valueAt(section: unknown, key: string): unknown {
  return isSection(section) && Object.hasOwn(section, key) ? section[key] : undefined;
}

const isEmptySection = (value: unknown) => isSection(value) && Object.keys(value).length === 0;
const keysOf = (value: unknown) => (isSection(value) ? Object.keys(value) : []);
const mayBeSection = (value: unknown) => value === undefined || isSection(value);

/**
 * The document `now` without what made `after` of `before`, while what else it says stays. Lists and pins are taken as a
 * whole; what was not there before is not there again, and neither is a section that held nothing else.
 */
export function takeBack(now: unknown, { before, after }: { before: unknown; after: unknown }): TakenBack {
  const conflicts: string[] = [];

  function section(path: string, present: unknown, was: unknown, became: unknown): Section | undefined {
    const values = new Map(Object.entries((present ?? {}) as Section));
    for (const key of new Set([...keysOf(was), ...keysOf(became)])) {
      const value = restored(
        path === "" ? key : `${path}.${key}`,
        values.get(key),
        valueAt(was, key),
        valueAt(became, key),
      );
      if (value === undefined) values.delete(key);
      else values.set(key, value);
    }
    return values.size === 0 && !isEmptySection(was) ? undefined : Object.fromEntries(values);
  }

  function restored(path: string, present: unknown, was: unknown, became: unknown): unknown {
    if (isDeepStrictEqual(was, became)) return present;
    if (!isOneDecision(path) && [present, was, became].every(mayBeSection)) return section(path, present, was, became);
    if (isDeepStrictEqual(present, became)) return was;
    conflicts.push(path);
    return present;
  }

  return { document: restored("", now, before, after) ?? {}, conflicts };
}
