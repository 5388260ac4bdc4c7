import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, unlinkSync, writeSync } from "node:fs";

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
