import { randomBytes } from "node:crypto";
import { dirname, join } from "node:path";
import type { FileSystem } from "./file-system.ts";
import { isProcessAlive } from "./process-identity.ts";

/** What a durable write leaves to be told. */
export interface DurableWrite {
  /**
   * The new text is in place, but the folder could not be forced to the disk: until the system does so by itself, a
   * loss of power may bring the old text back. Null where all is on the disk.
   */
  folderFault: Error | null;
}

const temporaryName = /\.(\d+)-[0-9a-f]{12}\.tmp$/;

function temporaryPath(path: string): string {
  return `${path}.${process.pid}-${randomBytes(6).toString("hex")}.tmp`;
}

/** Writes a text into a file opened with `flags`, as `open` takes them ("a" appends), and forces it to the disk. */
export function writeAndSync(
  fileSystem: FileSystem,
  { path, flags, text }: { path: string; flags: string; text: string },
): void {
  const descriptor = fileSystem.open(path, flags);
  try {
    fileSystem.write(descriptor, text);
    fileSystem.sync(descriptor);
  } finally {
    fileSystem.close(descriptor);
  }
}

function removeQuietly(fileSystem: FileSystem, path: string): void {
  try {
    fileSystem.unlink(path);
  } catch {
    // What stopped the write may stop this too; a later start removes what is left.
  }
}

/** Forces a folder's list of names to the disk, so that a rename in it survives a loss of power. */
export function syncFolder(fileSystem: FileSystem, path: string): void {
  const descriptor = fileSystem.open(path, "r");
  try {
    fileSystem.sync(descriptor);
  } finally {
    fileSystem.close(descriptor);
  }
}

function faultOf(action: () => void): Error | null {
  try {
    action();
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/**
 * Puts `text` at `path` so that a reader, or a start after a crash, finds the old text or the new one and never a part:
 * a temporary file of its own beside it, fsync, rename, fsync of the folder. The folder must exist. `beforeRename` may
 * throw to stop the write at the last moment. Throws what the file system throws as long as the old text stands; once
 * the rename is done it does not throw.
 */
export function writeDurably(
  fileSystem: FileSystem,
  path: string,
  text: string,
  beforeRename?: () => void,
): DurableWrite {
  const temporary = temporaryPath(path);
  try {
    writeAndSync(fileSystem, { path: temporary, flags: "wx", text });
    beforeRename?.();
    fileSystem.rename(temporary, path);
  } catch (error) {
    removeQuietly(fileSystem, temporary);
    throw error;
  }
  return { folderFault: faultOf(() => syncFolder(fileSystem, dirname(path))) };
}

/**
 * The names of temporary files that processes left when they ended in the middle of a durable write. A writer's own
 * process counts as ended: durable writes are synchronous, so none of ours is under way here.
 */
export function findLeftovers(fileSystem: FileSystem, folder: string): string[] {
  return fileSystem.list(folder).filter((name) => {
    const writer = Number(temporaryName.exec(name)?.[1] ?? Number.NaN);
    return !Number.isNaN(writer) && (writer === process.pid || !isProcessAlive(writer));
  });
}

/** Removes what `findLeftovers` finds, as far as it can be removed, and returns the names. */
export function removeLeftovers(fileSystem: FileSystem, folder: string): string[] {
  const leftovers = findLeftovers(fileSystem, folder);
  for (const name of leftovers) removeQuietly(fileSystem, join(folder, name));
  return leftovers;
}

/**
 * Renames a file that cannot be used to `NAME.corrupt-TIME`, so that nothing is lost, and returns its new path.
 * `timestamp` is ISO 8601; colons become hyphens, since not every file system takes them.
 */
export function setAside(fileSystem: FileSystem, path: string, timestamp: string): string {
  const aside = unusedPath(fileSystem, `${path}.corrupt-${timestamp.replaceAll(":", "-")}`);
  fileSystem.rename(path, aside);
  return aside;
}

/** The path, or the path with the first number behind it that no file bears yet. */
function unusedPath(fileSystem: FileSystem, path: string): string {
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? path : `${path}-${count}`;
    if (fileSystem.readText(candidate) === null) return candidate;
  }
}
