import { join } from "node:path";
import type { Update } from "grammy/types";
import { type Clock, toTimestamp } from "../shared/clock.ts";
import { removeLeftovers, setAside, writeAndSync, writeDurably } from "../shared/durable-file.ts";
import { messageOf, toFileError } from "../shared/file-fault.ts";
import { errorCode, type FileSystem } from "../shared/file-system.ts";
import { batchText, begunMark, doneMark, parseBatch, type StoredBatch } from "./inbox-batch.ts";

/** A batch and the file that holds it. */
export interface FiledBatch extends StoredBatch {
  path: string;
}

/** The folder of the inbox. What it throws is a `UserFacingError`. */
export interface InboxFiles {
  /** Every batch on the disk. Files that cannot be read are set aside, or left, with a warning. */
  load(): FiledBatch[];
  /** Writes a batch durably under its first update's id and returns its path. */
  store(updates: readonly Update[]): string;
  /** Marks an update as done. A crash of the program cannot undo it, a loss of power can. */
  markDone(path: string, updateId: number): void;
  /** Marks, durably, that the rest of a batch is handed out again. */
  markBegun(path: string): void;
  /** Removes a batch that is over, where it is still there. */
  remove(path: string): void;
}

/** Opens the folder; nothing is read or written yet. */
export function openInboxFiles(options: {
  folder: string;
  fileSystem: FileSystem;
  clock: Clock;
  logger: { warn(message: string): void };
}): InboxFiles {
  const { folder, fileSystem, clock, logger } = options;

  function guarded<T>(what: string, call: () => T): T {
    try {
      return call();
    } catch (error) {
      throw toFileError(error, what);
    }
  }

  function loadOne(path: string): FiledBatch[] {
    const text = guarded(`${path} could not be read`, () => fileSystem.readText(path));
    if (text === null) return [];
    const parsed = parseBatch(text);
    if (parsed.kind === "value") return [{ ...parsed.value, path }];
    const aside = guarded(`${path} could not be set aside`, () => setAside(fileSystem, path, toTimestamp(clock.now())));
    logger.warn(`${path} is not valid (${parsed.reason}). It was set aside as ${aside}; its updates are not handled.`);
    return [];
  }

  /** One file's fault must not keep the others from being handled. */
  function loadOrWarn(path: string): FiledBatch[] {
    try {
      return loadOne(path);
    } catch (error) {
      logger.warn(messageOf(error));
      return [];
    }
  }

  function append(path: string, text: string): void {
    const descriptor = fileSystem.open(path, "a");
    try {
      fileSystem.write(descriptor, text);
    } finally {
      fileSystem.close(descriptor);
    }
  }

  return {
    load() {
      const names = guarded(`${folder} could not be read`, () => {
        removeLeftovers(fileSystem, folder);
        return fileSystem.list(folder).filter((name) => /^\d+\.jsonl$/.test(name));
      });
      return names.flatMap((name) => loadOrWarn(join(folder, name)));
    },
    store(updates) {
      const path = join(folder, `${updates[0]?.update_id}.jsonl`);
      return guarded(`${path} could not be written`, () => {
        fileSystem.makeFolder(folder);
        const { folderFault } = writeDurably(fileSystem, path, batchText(updates));
        if (folderFault)
          logger.warn(`${path} is written, but not yet certain to survive a loss of power: ${folderFault.message}`);
        return path;
      });
    },
    markDone: (path, updateId) => guarded(`${path} could not be written`, () => append(path, doneMark(updateId))),
    markBegun: (path) =>
      guarded(`${path} could not be written`, () => writeAndSync(fileSystem, { path, flags: "a", text: begunMark })),
    remove(path) {
      try {
        fileSystem.unlink(path);
      } catch (error) {
        if (errorCode(error) !== "ENOENT") throw toFileError(error, `${path} could not be removed`);
      }
    },
  };
}
