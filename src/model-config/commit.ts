import { randomUUID } from "node:crypto";
import type { Configuration } from "../domain/configuration.ts";
import { UserFacingError } from "../domain/errors.ts";
import type { HistoryEntry } from "../domain/history.ts";
import { toTimestamp } from "../shared/clock.ts";
import { writeDurably } from "../shared/durable-file.ts";
import { messageOf, toFileError } from "../shared/file-fault.ts";
import type { ProcessLock } from "../shared/process-lock.ts";
import { hashOf, serializeConfiguration } from "./configuration-file.ts";
import { StaleConfigurationError } from "./errors.ts";
import type { Intent } from "./journal.ts";
import { settleOpenIntents } from "./settlement.ts";
import { keepStanding, nextRevision } from "./standing.ts";
import { type PresentConfiguration, readPresent, readPresentText, type Store } from "./store.ts";

export interface CommitRequest {
  /** The hash of the configuration that the change was made from; null where there was none. */
  expectedHash: string | null;
  /** What is to stand; its `revision` is assigned by the commit. */
  configuration: Configuration;
  /** What the history gets; its `revision` is filled in. */
  entry: HistoryEntry;
}

export interface CommitResult {
  revision: number;
  /** What stood before; a person's edit has a number of its own. Null where nothing stood. */
  previousRevision: number | null;
  /** As the history has it. */
  entry: HistoryEntry;
}

interface Attempt {
  store: Store;
  lock: ProcessLock;
  present: PresentConfiguration | null;
  intent: Intent;
  text: string;
}

function presentUnlessStale(store: Store, expectedHash: string | null): PresentConfiguration | null {
  const text = readPresentText(store);
  if ((text === null ? null : hashOf(text)) !== expectedHash) throw new StaleConfigurationError();
  return readPresent(store);
}

/** Keeps what stands, and says what is to stand. */
function prepare(store: Store, lock: ProcessLock, request: CommitRequest): Attempt {
  const present = presentUnlessStale(store, request.expectedHash);
  const previousRevision = present === null ? null : keepStanding(store, present).revision;
  const revision = nextRevision(store, previousRevision ?? 0);
  const text = serializeConfiguration({ ...request.configuration, revision });
  const intent: Intent = {
    type: "intent",
    kind: "commit",
    id: randomUUID(),
    at: toTimestamp(store.clock.now()),
    revision,
    previousRevision,
    previousHash: present?.hash ?? null,
    hash: hashOf(text),
    entry: { ...request.entry, revision },
  };
  return { store, lock, present, intent, text };
}

function putBack({ store, present }: Attempt): void {
  const { fileSystem, paths } = store;
  try {
    if (present === null) fileSystem.unlink(paths.configuration);
    else writeDurably(fileSystem, paths.configuration, present.text);
  } catch (error) {
    const what = `${paths.configuration} read back differently from what was written, and the former revision could not be put back`;
    throw toFileError(error, what);
  }
}

/** Null where the file cannot be read just now: that proves nothing against what was written. */
function isAsWritten({ store, text }: Attempt): boolean | null {
  try {
    return readPresentText(store) === text;
  } catch (error) {
    store.logger.warn(`The new revision is written, but could not be read back: ${messageOf(error)}`);
    return null;
  }
}

/** The last look before the rename: the lock is still ours, and nobody has edited the file since the first look. */
function assertUndisturbed({ store, lock, present }: Attempt): void {
  lock.assertHeld();
  if (readPresentText(store) !== (present?.text ?? null)) throw new StaleConfigurationError();
}

/** Throws as long as the old revision stands; what fails after the rename is only logged. */
function replaceFile(attempt: Attempt): void {
  const { store, text } = attempt;
  const { fileSystem, paths, logger } = store;
  fileSystem.makeFolder(paths.configFolder);
  const { folderFault } = writeDurably(fileSystem, paths.configuration, text, () => assertUndisturbed(attempt));
  if (folderFault) {
    logger.warn(`The new revision is written, but not yet certain to survive a loss of power: ${folderFault.message}`);
  }
  if (isAsWritten(attempt) !== false) return;
  putBack(attempt);
  throw new UserFacingError(
    `${paths.configuration} read back differently from what was written, so the former revision was put back. Check the disk.`,
  );
}

function noteAborted({ store, intent }: Attempt, reason: string): void {
  const at = toTimestamp(store.clock.now());
  try {
    store.journal.append({ type: "outcome", id: intent.id, at, outcome: "aborted", reason });
  } catch (error) {
    const fault = messageOf(error);
    store.logger.warn(
      `Revision ${intent.revision} was given up (${reason}) and the journal cannot hold that: ${fault}`,
    );
  }
}

function writeRevision(attempt: Attempt): void {
  const { store, intent } = attempt;
  try {
    store.journal.append(intent);
    replaceFile(attempt);
  } catch (error) {
    const fault = toFileError(error, `${store.paths.configuration} was not changed`);
    noteAborted(attempt, fault.message);
    throw fault;
  }
}

async function attemptStep(store: Store, what: string, step: () => Promise<void> | void): Promise<boolean> {
  try {
    await step();
    return true;
  } catch (error) {
    store.logger.warn(`${what} failed and is made up for by the next start: ${messageOf(error)}`);
    return false;
  }
}

/** The revision stands: nothing here may turn it into a failure. What is not done stays an open intent. */
async function noteApplied({ store, intent, text }: Attempt): Promise<void> {
  const { revision, entry, id } = intent;
  const isInHistory = await attemptStep(store, `Adding revision ${revision} to the history`, () =>
    store.history.append(entry),
  );
  const isBackedUp = await attemptStep(store, `The backup of revision ${revision}`, () => {
    store.backups.ensure(revision, text);
  });
  if (isInHistory && isBackedUp) {
    const at = toTimestamp(store.clock.now());
    await attemptStep(store, `Closing revision ${revision} in the journal`, () =>
      store.journal.append({ type: "outcome", id, at, outcome: "applied", reason: "" }),
    );
  }
  await attemptStep(store, "Removing old backups", async () => {
    const limit = await store.revisionLimit();
    store.backups.prune(limit);
    store.journal.compact(limit);
  });
}

/**
 * Makes a configuration the next revision, only under the commit lock. Throws a `StaleConfigurationError`, or a
 * `UserFacingError` that says why the last good revision still stands.
 */
export async function commitUnderLock(store: Store, lock: ProcessLock, request: CommitRequest): Promise<CommitResult> {
  for (const sentence of await settleOpenIntents(store)) store.logger.warn(sentence);
  const attempt = prepare(store, lock, request);
  writeRevision(attempt);
  await noteApplied(attempt);
  const { revision, previousRevision, entry } = attempt.intent;
  return { revision, previousRevision, entry };
}
