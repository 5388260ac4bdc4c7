import { OperationError } from "../domain/errors.ts";
import { messageOf } from "../shared/file-fault.ts";
import { errorCode } from "../shared/file-system.ts";

/**
 * What can be wrong with the database. `locked`: another program writes for too long. `full`: no space. `closed`: no
 * right to the file, or something else in its place. `disk`: the disk reports a fault. `damaged`: the file is no whole
 * database. `newer`: a later version of this program has changed it. `foreign`: its tables are another program's.
 * `driver`: the library cannot be loaded. `worker`: the thread that works on it has died. `other`: anything else, such as
 * a row that it does not take, which is a defect of the program.
 */
export type StoreFaultKind =
  | "locked"
  | "full"
  | "closed"
  | "disk"
  | "damaged"
  | "newer"
  | "foreign"
  | "driver"
  | "worker"
  | "other";

/** A fault as it passes between threads. */
export interface StoreFault {
  kind: StoreFaultKind;
  /** What the system said. */
  message: string;
}

/** Work on the database failed. */
export class StoreError extends Error {
  override name = "StoreError";
  readonly kind: StoreFaultKind;

  constructor(kind: StoreFaultKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** By the beginning of SQLite's names for its result codes (sqlite.org/rescode.html), or of the system's; the longest first. */
const kindsByCode: readonly (readonly [string, StoreFaultKind])[] = [
  ["SQLITE_IOERR_CORRUPTFS", "damaged"],
  ["SQLITE_IOERR_SHORT_READ", "damaged"],
  ["SQLITE_CORRUPT", "damaged"],
  ["SQLITE_NOTADB", "damaged"],
  ["SQLITE_BUSY", "locked"],
  ["SQLITE_LOCKED", "locked"],
  ["SQLITE_PROTOCOL", "locked"],
  ["SQLITE_FULL", "full"],
  ["SQLITE_READONLY", "closed"],
  ["SQLITE_CANTOPEN", "closed"],
  ["SQLITE_PERM", "closed"],
  ["SQLITE_AUTH", "closed"],
  ["SQLITE_IOERR", "disk"],
  ["ENOSPC", "full"],
  ["EDQUOT", "full"],
  ["EIO", "disk"],
  ["EACCES", "closed"],
  ["EPERM", "closed"],
  ["EROFS", "closed"],
  ["ENOTDIR", "closed"],
  ["EISDIR", "closed"],
  ["EEXIST", "closed"],
];

/** How SQLite says that tables are not as this program makes them; its code (SQLITE_ERROR) is that of every wrong query. */
const foreignTables = /^(no such (table|column)|table \S+ (already exists|has no column|has \d+ columns))/;

function kindOf(error: unknown): StoreFaultKind {
  const code = errorCode(error) ?? "";
  const kind = kindsByCode.find(([beginning]) => code.startsWith(beginning))?.[1];
  if (kind !== undefined) return kind;
  return code === "SQLITE_ERROR" && foreignTables.test(messageOf(error)) ? "foreign" : "other";
}

/** What is wrong, by an error that was thrown. */
export function faultOf(error: unknown): StoreFault {
  if (error instanceof StoreError) return { kind: error.kind, message: error.message };
  return { kind: kindOf(error), message: messageOf(error) };
}

/** Trying again is in vain for as long as this process runs. */
export function isLasting({ kind }: StoreFault): boolean {
  return kind === "newer" || kind === "driver";
}

const explanations: Readonly<Record<StoreFaultKind, string>> = {
  locked: "another program has locked it. End that program if this goes on.",
  full: "the disk is full. Free some space.",
  closed:
    "this user has no right to it, its file system is read-only, or something else stands in its place. Give the user that runs Modelvane access to it.",
  disk: "the disk reported a fault. Check the disk.",
  damaged: "the file is damaged and could not be set aside. Move it away.",
  newer: "a newer version of Modelvane has written it. Use that version, or move the file away.",
  foreign: "another program has made it, or changed its tables. Move it away.",
  driver: "the database library better-sqlite3 cannot be loaded here. Install again with Node.js 24: npm ci.",
  worker: "the thread that works on it ended.",
  other: "this is a defect of the program.",
};

/** The fault as a sentence: what was wrong and what to do. */
export function describeFault(fault: StoreFault, path: string): string {
  return `The database ${path} cannot be used: ${explanations[fault.kind]} (${fault.message})`;
}

/** The fault as an error whose message is that sentence. */
export function toUserFacing(fault: StoreFault, path: string): OperationError {
  return new OperationError(describeFault(fault, path));
}
