import type { Configuration } from "../domain/configuration.ts";
import { UserFacingError } from "../domain/errors.ts";
import { messageOf, toFileError } from "../shared/file-fault.ts";
import { findStanding, type KeptStanding, keepStanding } from "./standing.ts";
import { readPresent, type Store } from "./store.ts";

/** A revision that can be restored. */
export interface KeptRevision {
  revision: number;
  generatedAt: string;
  /** It is the one that stands. */
  isCurrent: boolean;
}

/** The revision that stands, as a backup by hand has it. */
export type ManualBackup = KeptStanding;

function readKept(store: Store, revision: number): Configuration | null {
  const path = store.backups.path(revision);
  try {
    const text = store.backups.readText(revision);
    return text === null ? null : store.parse(text, path);
  } catch (error) {
    store.logger.warn(toFileError(error, `The backup ${path} could not be read`).message);
    return null;
  }
}

/** What stands, under its number among the revisions; null where it cannot be used, or is an edit without a number. */
function currentOrNull(store: Store): Configuration | null {
  try {
    const present = readPresent(store);
    const standing = present && findStanding(store, present);
    return standing && { ...present.configuration, revision: standing.revision };
  } catch (error) {
    store.logger.warn(messageOf(error));
    return null;
  }
}

/**
 * The kept revisions, newest first; what stands counts even before it has a backup, but for a person's edit that no
 * commit or backup has given a number yet. Corrupt ones are passed over.
 */
export function listRevisions(store: Store): KeptRevision[] {
  const current = currentOrNull(store);
  const kept = store.backups.revisions().flatMap((revision) => readKept(store, revision) ?? []);
  const byRevision = new Map(kept.map((each) => [each.revision, each]));
  if (current && !byRevision.has(current.revision)) byRevision.set(current.revision, current);
  const all = [...byRevision.values()].sort((a, b) => b.revision - a.revision);
  return all.map(({ revision, generatedAt }) => ({ revision, generatedAt, isCurrent: revision === current?.revision }));
}

/** A kept revision. Throws a `UserFacingError` that lists those there are. */
export function loadRevision(store: Store, revision: number): Configuration {
  const kept = readKept(store, revision);
  if (kept) return kept;
  const current = currentOrNull(store);
  if (current?.revision === revision) return current;
  const others = listRevisions(store).map((each) => each.revision);
  const choice = others.length === 0 ? "No revision is kept yet." : `Kept are: ${others.join(", ")}.`;
  throw new UserFacingError(`Revision ${revision} is not kept. ${choice}`);
}

/**
 * Makes sure that what stands is among the kept revisions, only under the commit lock. Throws a `UserFacingError` where
 * there is nothing to keep, or where the backup cannot be written.
 */
export function backUp(store: Store): ManualBackup {
  const present = readPresent(store);
  if (present === null)
    throw new UserFacingError("There is no config/models.json to back up yet. Run an update first.");
  try {
    return keepStanding(store, present);
  } catch (error) {
    throw toFileError(error, `The backup of ${store.paths.configuration} could not be written`);
  }
}
