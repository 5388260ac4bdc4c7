import type { Configuration } from "../domain/configuration.ts";
import { messageOf, toFileError } from "../shared/file-fault.ts";
import { acquireLock, LockHeldError, type ProcessLock } from "../shared/process-lock.ts";
import { type CommitRequest, type CommitResult, commitUnderLock } from "./commit.ts";
import { checkConfiguration } from "./configuration-file.ts";
import { isInOrder, type Recovery, recoverUnderLock } from "./recovery.ts";
import { backUp, type KeptRevision, listRevisions, loadRevision, type ManualBackup } from "./revisions.ts";
import { type ConfigurationRepositoryOptions, createStore, readPresent, type Store } from "./store.ts";
import { watchConfiguration } from "./watcher.ts";

export type { CommitRequest, CommitResult } from "./commit.ts";
export { StaleConfigurationError } from "./errors.ts";
export type { Recovery } from "./recovery.ts";
export type { KeptRevision, ManualBackup } from "./revisions.ts";
export type { ConfigurationRepositoryOptions, HistoryWriter } from "./store.ts";

/** A commit takes some tens of milliseconds, so that one that is under way is worth waiting for. */
const commitWaitMs = 5_000;

/** The only thing that opens config/models.json, its backups and its journal. */
export interface ConfigurationRepository {
  /** What stands, with the sha256 of the file's bytes; null where there is no file. */
  read(): Promise<{ configuration: Configuration; hash: string } | null>;
  /**
   * Makes a configuration the next revision, whole or not at all. What a person edited before becomes a revision of its
   * own first, and is the previous one then. Rejects with a `StaleConfigurationError` where
   * another one stands than was expected, with a `LockHeldError` where another commit takes longer than 5 s, and with
   * a `UserFacingError` for a fault; the last good revision then stands.
   */
  commit(request: CommitRequest): Promise<CommitResult>;
  /** A kept revision. Rejects with a `UserFacingError` that lists those there are. */
  load(revision: number): Promise<Configuration>;
  /** The kept revisions, newest first. */
  list(): Promise<KeptRevision[]>;
  /** Makes sure that what stands is among the kept revisions; a person's edit becomes a revision of its own. */
  backup(): Promise<ManualBackup>;
  /**
   * Brings the files in order, at start and whenever it is asked for: where they are, it only reads, takes no lock and
   * says nothing. Does nothing while another process commits. `trigger` is what the history says of a restore ("start"
   * unless given). A fault is a sentence too: a configuration that cannot be written can still be read.
   */
  recover(trigger?: string): Promise<Recovery>;
  /** Calls the listener within 100 ms of a change on the disk; returns what ends that. */
  subscribe(listener: (configuration: Configuration) => void, onError?: (error: unknown) => void): () => void;
}

async function underLock<T>(store: Store, waitMs: number, work: (lock: ProcessLock) => Promise<T> | T): Promise<T> {
  const { paths, clock } = store;
  const lock = await acquireLock({ path: paths.lock, purpose: "change of the configuration", clock, waitMs });
  try {
    return await work(lock);
  } finally {
    await lock.release();
  }
}

async function explained<T>(what: string, work: () => Promise<T> | T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toFileError(error, what);
  }
}

async function recover(store: Store, trigger: string): Promise<Recovery> {
  const nothing: Recovery = { sentences: [], configurationRestored: false };
  try {
    if (isInOrder(store)) return nothing;
    return await underLock(store, 0, () => recoverUnderLock(store, trigger));
  } catch (error) {
    if (error instanceof LockHeldError) return nothing;
    const { message } = toFileError(error, "The files could not be put in order");
    return { sentences: [message], configurationRestored: false };
  }
}

function readCurrent(store: Store): { configuration: Configuration; hash: string } | null {
  const present = readPresent(store);
  return present && { configuration: present.configuration, hash: present.hash };
}

/** The configuration in the files of a home folder. */
export function createConfigurationRepository(options: ConfigurationRepositoryOptions): ConfigurationRepository {
  const store = createStore(options);
  const warn = (error: unknown) => store.logger.warn(messageOf(error));
  const unreadable = `The kept revisions in ${store.paths.backupFolder} could not be read`;
  return {
    read: async () => readCurrent(store),
    async commit(request) {
      checkConfiguration(request.configuration);
      return await explained(`${store.paths.configuration} was not changed`, () =>
        underLock(store, commitWaitMs, (lock) => commitUnderLock(store, lock, request)),
      );
    },
    load: (revision) => explained(unreadable, () => loadRevision(store, revision)),
    list: () => explained(unreadable, () => listRevisions(store)),
    backup: () => underLock(store, commitWaitMs, () => backUp(store)),
    recover: (trigger = "start") => recover(store, trigger),
    subscribe: (listener, onError = warn) => watchConfiguration(store, { listener, onError }),
  };
}
