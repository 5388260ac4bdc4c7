import { join } from "node:path";
import type { Update } from "grammy/types";
import { UserFacingError } from "../domain/errors.ts";
import { messageOf } from "../shared/file-fault.ts";
import type { DocumentDependencies } from "../shared/json-document.ts";
import { type FiledBatch, openInboxFiles } from "./inbox-files.ts";

export interface UpdateInbox {
  /**
   * Keeps updates on the disk until `done`, and resolves with those that are new once they are durable: what is kept
   * already, or was done recently, is left out. Rejects with a `UserFacingError` where the disk refuses them, or where
   * too many are kept; then none of them is.
   */
  keep(updates: readonly Update[]): Promise<Update[]>;
  /**
   * The update is dealt with: it is forgotten on the disk, and remembered for a while, so that it is dropped when it is
   * delivered again. A disk that refuses the mark is only warned of.
   */
  done(updateId: number): Promise<void>;
  /** Whether an update is kept that the next process would begin, were it not dealt with by this one. */
  comesAgain(updateId: number): boolean;
  /**
   * What waits to be handled when a process begins, oldest first: what the last process did not finish, and what was
   * kept before this was asked. Nothing when asked again. What was begun more than three times already is dropped with
   * a warning: an update that ends the process must not do so for ever. Files that are corrupt are set aside with a
   * warning. Rejects with a `UserFacingError` where the folder cannot be read; then it may be asked again.
   */
  leftovers(): Promise<Update[]>;
}

/** So that the folder does not grow without end where nothing is dealt with any more. */
const keptLimit = 10_000;
/** Many times what may still come again: Telegram delivers again only what was not confirmed, a hundred at a time. */
const rememberedLimit = 10_000;
const beginningLimit = 3;

interface Batch extends FiledBatch {
  /** Stored by this process, which has not begun it again. */
  isNew: boolean;
  pending: Map<number, Update>;
}

function toBatch(filed: FiledBatch, isNew: boolean): Batch {
  const open = filed.updates.filter(({ update_id }) => !filed.done.has(update_id));
  return { ...filed, isNew, pending: new Map(open.map((update) => [update.update_id, update])) };
}

/** Those that come for the first time, each once. */
function unknownOf(updates: readonly Update[], isKnown: (id: number) => boolean): Update[] {
  const fresh = new Map<number, Update>();
  for (const update of updates) if (!isKnown(update.update_id)) fresh.set(update.update_id, update);
  return [...fresh.values()];
}

function overfull(count: number, folder: string): UserFacingError {
  return new UserFacingError(
    `${count} updates wait in ${folder} already, so no more are taken until some are dealt with. If that does not happen, restart the service and look at its log.`,
  );
}

/** Whether a later process would hand it out: each that has done so has marked it on the disk. */
function mayBeginAgain(batch: Batch | undefined): boolean {
  return batch !== undefined && batch.begun + (batch.isNew ? 0 : 1) <= beginningLimit;
}

function droppedText({ begun, pending }: Batch): string {
  return `Begun ${begun} times and never finished, so dropped: the updates ${[...pending.keys()].join(", ")}.`;
}

/** For a change on the disk whose refusal must not keep an update from being handled. */
function attempt(logger: { warn(message: string): void }, call: () => void): void {
  try {
    call();
  } catch (error) {
    logger.warn(`${messageOf(error)} After a restart its updates may be handled again.`);
  }
}

/** The ids that were added last, as many as `limit`. */
function createMemory(limit: number): { add(id: number): void; has(id: number): boolean } {
  const ids = new Set<number>();
  return {
    has: (id) => ids.has(id),
    add(id) {
      ids.add(id);
      const [oldest] = ids;
      if (ids.size > limit && oldest !== undefined) ids.delete(oldest);
    },
  };
}

/**
 * The updates that were delivered and are not dealt with yet, in `history/inbox/`: a file for each delivery. One
 * process at a time may use it.
 */
export function createUpdateInbox(
  options: Omit<DocumentDependencies, "mends" | "logger"> & { logger: { warn(message: string): void } },
): UpdateInbox {
  const { home, logger } = options;
  const folder = join(home, "history", "inbox");
  const files = openInboxFiles({ ...options, folder });
  const finished = createMemory(rememberedLimit);
  /** The batch of each update that is kept. */
  const kept = new Map<number, Batch>();
  /** What `leftovers` is still to give; null until the disk is read. */
  let waiting: Batch[] | null = null;
  let isAsked = false;

  /** Read before anything is kept, so that nothing is written over or handled twice. */
  function open(): Batch[] {
    if (waiting !== null) return waiting;
    waiting = files.load().map((filed) => toBatch(filed, false));
    for (const batch of waiting) {
      for (const id of batch.done) finished.add(id);
      for (const id of batch.pending.keys()) kept.set(id, batch);
    }
    return waiting;
  }

  function keep(updates: readonly Update[]): Update[] {
    const early = open();
    const fresh = unknownOf(updates, (id) => kept.has(id) || finished.has(id));
    if (fresh.length === 0) return [];
    if (kept.size + fresh.length > keptLimit) throw overfull(kept.size, folder);
    const batch = toBatch({ path: files.store(fresh), updates: fresh, done: new Set(), begun: 1 }, true);
    for (const { update_id } of fresh) kept.set(update_id, batch);
    if (!isAsked) early.push(batch);
    return fresh;
  }

  /** Takes updates of one batch off the disk. */
  function finish(batch: Batch | undefined, ids: readonly number[]): void {
    if (batch === undefined) return;
    for (const id of ids) {
      kept.delete(id);
      batch.pending.delete(id);
      finished.add(id);
    }
    attempt(logger, () => {
      if (batch.pending.size === 0) files.remove(batch.path);
      else for (const id of ids) files.markDone(batch.path, id);
    });
  }

  function beginAgain(batch: Batch): Update[] {
    const updates = [...batch.pending.values()];
    if (batch.isNew) return updates;
    if (updates.length > 0 && batch.begun <= beginningLimit) {
      attempt(logger, () => files.markBegun(batch.path));
      return updates;
    }
    if (updates.length > 0) logger.warn(droppedText(batch));
    finish(batch, [...batch.pending.keys()]);
    return [];
  }

  return {
    keep: async (updates) => keep(updates),
    done: async (updateId) => finish(kept.get(updateId), [updateId]),
    comesAgain: (updateId) => mayBeginAgain(kept.get(updateId)),
    async leftovers() {
      const batches = open();
      isAsked = true;
      waiting = [];
      return batches.flatMap(beginAgain).sort((a, b) => a.update_id - b.update_id);
    },
  };
}
