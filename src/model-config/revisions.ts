import type { Configuration } from "../domain/configuration.ts";
import { UserFacingError } from "../domain/errors.ts";
import { messageOf, toFileError } from "../shared/file-fault.ts";
import { readPresent, type Store } from "./store.ts";

/** A revision that can be restored. */
export interface KeptRevision {
  revision: number;
  generatedAt: string;
  /** It is the one that stands. */
  isCurrent: boolean;
}

export interface ManualBackup {
  revision: number;
  path: string;
  /** False where what stands had its backup already. */
  created: boolean;
}

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

function currentOrNull(store: Store): Configuration | null {
  try {
    return readPresent(store)?.configuration ?? null;
  } catch (error) {
    store.logger.warn(messageOf(error));
    return null;
  }
}

/** The kept revisions, newest first; what stands counts even before it has a backup. Corrupt ones are passed over. */
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

/** Only under the commit lock. Makes sure that what stands has a backup. */
export function backUp(store: Store): ManualBackup {
  const present = readPresent(store);
  if (present === null)
    throw new UserFacingError("There is no config/models.json to back up yet. Run an update first.");
  const { revision } = present.configuration;
  try {
    return { revision, ...store.backups.ensure(revision, present.text) };
  } catch (error) {
    throw toFileError(error, `The backup of revision ${revision} could not be written`);
  }
}
