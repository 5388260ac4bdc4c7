import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeSync,
} from "node:fs";

/**
 * The few calls with which files are changed durably. Handed in, so that a test can end the process, or fail the call,
 * at any of them. They are synchronous: a durable write is a handful of calls, and a thread hop for each costs more
 * than the work does.
 */
export interface FileSystem {
  open(path: string, flags: string): number;
  write(descriptor: number, text: string): void;
  /** Forces what was written to the disk; works on a folder's descriptor too. */
  sync(descriptor: number): void;
  close(descriptor: number): void;
  rename(from: string, to: string): void;
  unlink(path: string): void;
  /** Creates the folder and those above it; does nothing where it exists. */
  makeFolder(path: string): void;
  /** The names in a folder; empty where there is no such folder. */
  list(path: string): string[];
  /** The file's text, or null where there is no such file. */
  readText(path: string): string | null;
}

/** The code that Node gives a failed call ("ENOENT"), or null where the error carries none. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}

function withoutMissing<T>(call: () => T, missing: T): T {
  try {
    return call();
  } catch (error) {
    if (errorCode(error) === "ENOENT") return missing;
    throw error;
  }
}

/** The disk takes as much as it likes at a time, so the rest is written until nothing is left. */
function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text, "utf8");
  let written = 0;
  while (written < bytes.length) written += writeSync(descriptor, bytes, written);
}

/** The machine's own files. */
export const nodeFileSystem: FileSystem = {
  open: (path, flags) => openSync(path, flags),
  write: writeAll,
  sync: (descriptor) => fsyncSync(descriptor),
  close: (descriptor) => closeSync(descriptor),
  rename: (from, to) => renameSync(from, to),
  unlink: (path) => unlinkSync(path),
  makeFolder: (path) => {
    mkdirSync(path, { recursive: true });
  },
  list: (path) => withoutMissing(() => readdirSync(path), []),
  readText: (path) => withoutMissing<string | null>(() => readFileSync(path, "utf8"), null),
};
