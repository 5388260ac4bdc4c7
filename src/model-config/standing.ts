import { isDeepStrictEqual } from "node:util";
import { serializeConfiguration } from "./configuration-file.ts";
import { highestRevision } from "./journal.ts";
import type { PresentConfiguration, Store } from "./store.ts";

/** The revision that stands. */
export interface Standing {
  revision: number;
  /** It has its backup. */
  isKept: boolean;
}

/** What stands, among the kept revisions. */
export interface KeptStanding {
  revision: number;
  path: string;
  /** False where it had its backup already. */
  created: boolean;
}

/** Whether the revision's backup holds what stands; how it is laid out and which number it bears do not count. */
function isKeptAs(store: Store, revision: number, { text, configuration }: PresentConfiguration): boolean {
  const kept = store.backups.readText(revision);
  if (kept === null) return false;
  if (kept === text && revision === configuration.revision) return true;
  try {
    return isDeepStrictEqual(store.parse(kept, store.backups.path(revision)), { ...configuration, revision });
  } catch {
    return false;
  }
}

/** Whether what stands is the revision whose number it bears, although no backup says so. */
function bearsItsOwnNumber(store: Store, { hash, configuration }: PresentConfiguration): boolean {
  const { revision } = configuration;
  const records = store.journal.read();
  const hashes = records.flatMap((each) => (each.type === "intent" && each.revision === revision ? [each.hash] : []));
  if (hashes.length > 0) return hashes.includes(hash);
  // A number that was never given out is taken from the file: a person brought it along from elsewhere.
  const highest = Math.max(store.backups.highest(), highestRevision(records));
  return revision >= highest && store.backups.readText(revision) === null;
}

/** Which revision stands; null for a person's edit that has not become a revision yet. */
export function findStanding(store: Store, present: PresentConfiguration): Standing | null {
  const { revision } = present.configuration;
  if (isKeptAs(store, revision, present)) return { revision, isKept: true };
  if (bearsItsOwnNumber(store, present)) return { revision, isKept: false };
  const recorded = store.backups.revisions().find((each) => isKeptAs(store, each, present));
  return recorded === undefined ? null : { revision: recorded, isKept: true };
}

/** The number after every one that was ever given out; `standing` is that of what stands, or 0. */
export function nextRevision({ backups, journal }: Store, standing: number): number {
  return 1 + Math.max(standing, backups.highest(), highestRevision(journal.read()));
}

/**
 * Makes sure that what stands is among the kept revisions, only under the commit lock. A revision never changes: what a
 * person edited is kept under the next number, and the revision that it came from stays as it was. Throws what the file
 * system throws.
 */
export function keepStanding(store: Store, present: PresentConfiguration): KeptStanding {
  const { configuration, text } = present;
  const standing = findStanding(store, present);
  const revision = standing?.revision ?? nextRevision(store, configuration.revision);
  if (standing?.isKept) return { revision, path: store.backups.path(revision), created: false };
  const kept = standing ? text : serializeConfiguration({ ...configuration, revision });
  return { revision, ...store.backups.ensure(revision, kept) };
}
