import { join } from "node:path";
import { type Clock, toTimestamp } from "../shared/clock.ts";
import { writeDurably } from "../shared/durable-file.ts";
import { messageOf } from "../shared/file-fault.ts";
import type { FileSystem } from "../shared/file-system.ts";

export interface BackupsOptions {
  folder: string;
  fileSystem: FileSystem;
  clock: Clock;
  logger: { warn(message: string): void };
}

/** The kept revisions, a file each. */
export interface Backups {
  path(revision: number): string;
  /** The kept revisions, highest first. */
  revisions(): number[];
  /** The highest revision that any file here is about; 0 where there is none. */
  highest(): number;
  /** A revision's text, or null where it is not kept. */
  readText(revision: number): string | null;
  /**
   * Makes `text` the backup of its revision. A revision never changes, so another text that stands there was damaged;
   * it is kept beside it.
   */
  ensure(revision: number, text: string): { path: string; created: boolean };
  /** Removes all but the `limit` highest revisions. Files that cannot be removed are reported and stay. */
  prune(limit: number): void;
}

/** `000007.json`, and `000007.replaced-TIME.json` beside it. */
const backupName = /^(\d{6,})(\.replaced-.*)?\.json$/;

function stemOf(revision: number): string {
  return String(revision).padStart(6, "0");
}

interface BackupFile {
  name: string;
  revision: number;
  isBesideAnother: boolean;
}

function parseName(name: string): BackupFile[] {
  const match = backupName.exec(name);
  return match ? [{ name, revision: Number(match[1]), isBesideAnother: match[2] !== undefined }] : [];
}

/** The backups in a folder. Their calls throw what the file system throws. */
export function createBackups({ folder, fileSystem, clock, logger }: BackupsOptions): Backups {
  const path = (revision: number) => join(folder, `${stemOf(revision)}.json`);
  const files = () => fileSystem.list(folder).flatMap(parseName);
  const readText = (revision: number) => fileSystem.readText(path(revision));

  function revisions(): number[] {
    const kept = files().filter((file) => !file.isBesideAnother);
    return kept.map((file) => file.revision).sort((a, b) => b - a);
  }

  /** As a copy, not by a rename: the revision must not be without a backup in between. */
  function keepBeside(revision: number, text: string): void {
    const time = toTimestamp(clock.now()).replaceAll(":", "-");
    writeDurably(fileSystem, join(folder, `${stemOf(revision)}.replaced-${time}.json`), text);
  }

  function remove(name: string): void {
    try {
      fileSystem.unlink(join(folder, name));
    } catch (error) {
      logger.warn(`The old backup ${name} could not be removed: ${messageOf(error)}`);
    }
  }

  return {
    path,
    revisions,
    readText,
    highest: () => files().reduce((highest, file) => Math.max(highest, file.revision), 0),
    ensure(revision, text) {
      const former = readText(revision);
      if (former === text) return { path: path(revision), created: false };
      fileSystem.makeFolder(folder);
      if (former !== null) keepBeside(revision, former);
      writeDurably(fileSystem, path(revision), text);
      return { path: path(revision), created: true };
    },
    prune(limit) {
      const kept = new Set(revisions().slice(0, Math.max(1, limit)));
      for (const file of files()) {
        if (!kept.has(file.revision)) remove(file.name);
      }
    },
  };
}
