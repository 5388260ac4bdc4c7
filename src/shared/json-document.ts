import { dirname } from "node:path";
import { Low } from "lowdb";
import type { z } from "zod";
import { UserFacingError } from "../domain/errors.ts";
import { type Clock, toTimestamp } from "./clock.ts";
import { setAside, writeDurably } from "./durable-file.ts";
import { messageOf, toFileError } from "./file-fault.ts";
import type { FileSystem } from "./file-system.ts";
import { acquireLock } from "./process-lock.ts";
import { describeIssue } from "./validation.ts";

/** What every document of the home folder's needs. */
export interface DocumentDependencies {
  /** The folder that holds `config/` and `history/`. */
  home: string;
  fileSystem: FileSystem;
  clock: Clock;
  /** Takes what a person should know although work goes on. */
  logger?: { warn(message: string): void };
  /**
   * True by default: reading sets a corrupt file aside and puts its copy in the place of a lost one. False for one who
   * only looks: then reading changes nothing, and rejects where the file is corrupt.
   */
  mends?: boolean;
}

export interface JsonDocumentOptions<T> extends Omit<DocumentDependencies, "home"> {
  path: string;
  schema: z.ZodType<T>;
  /** What the document holds where there is no file yet. */
  initial: T;
  /** A copy that follows every update; it is used when the file is lost or corrupt. */
  backupPath?: string;
}

export interface JsonDocument<T> {
  /** Rejects with a `UserFacingError` where the file cannot be read, or is corrupt and must not be mended. */
  read(): Promise<T>;
  /** Changes what stands on the disk now, under a lock between processes, and returns the new value. */
  update(change: (value: T) => T): Promise<T>;
}

/** A text read against a schema, or why it cannot be. */
export type Parsed<T> = { kind: "value"; value: T } | { kind: "corrupt"; reason: string };

type Found<T> = Parsed<T> | { kind: "missing" };

/** Parses a JSON text against a schema; a byte order mark, as some editors write it, is passed over. */
export function parseJson<T>(text: string, schema: z.ZodType<T>): Parsed<T> {
  try {
    const parsed = schema.safeParse(JSON.parse(text.replace(/^\uFEFF/, "")), { reportInput: true });
    if (parsed.success) return { kind: "value", value: parsed.data };
    const [issue] = parsed.error.issues;
    return { kind: "corrupt", reason: issue === undefined ? "it has another shape" : describeIssue(issue) };
  } catch (error) {
    return { kind: "corrupt", reason: messageOf(error) };
  }
}

function look<T>({ fileSystem, schema }: JsonDocumentOptions<T>, path: string): Found<T> {
  try {
    const text = fileSystem.readText(path);
    return text === null ? { kind: "missing" } : parseJson(text, schema);
  } catch (error) {
    throw toFileError(error, `${path} could not be read`);
  }
}

function write<T>(options: JsonDocumentOptions<T>, path: string, value: T): void {
  const { fileSystem, logger } = options;
  try {
    fileSystem.makeFolder(dirname(path));
    const { folderFault } = writeDurably(fileSystem, path, `${JSON.stringify(value, null, 2)}\n`);
    if (folderFault)
      logger?.warn(`${path} is written, but not yet certain to survive a loss of power: ${folderFault.message}`);
  } catch (error) {
    throw toFileError(error, `${path} could not be written`);
  }
}

function writeCopy<T>(options: JsonDocumentOptions<T>, value: T): void {
  if (options.backupPath === undefined) return;
  try {
    write(options, options.backupPath, value);
  } catch (error) {
    options.logger?.warn(`The copy of ${options.path} is out of date: ${messageOf(error)}`);
  }
}

function fallback<T>(options: JsonDocumentOptions<T>): { value: T; source: string | null } {
  const { backupPath, initial } = options;
  const copy = backupPath === undefined ? null : look(options, backupPath);
  if (copy?.kind === "value") return { value: copy.value, source: backupPath ?? null };
  return { value: structuredClone(initial), source: null };
}

/** What one who only looks gets to see of a document whose file is lost. Throws a `UserFacingError` for a corrupt one. */
function withoutMending<T>(options: JsonDocumentOptions<T>, found: Exclude<Found<T>, { kind: "value" }>): T {
  const { value, source } = fallback(options);
  if (found.kind === "missing") return value;
  const instead = source === null ? "begins anew" : `uses its copy ${source}`;
  throw new UserFacingError(
    `${options.path} is not valid (${found.reason}). The next command that needs it sets it aside and ${instead}.`,
  );
}

/** Only under the lock. Sets a corrupt file aside and puts its copy in its place, where there is one. */
function mend<T>(options: JsonDocumentOptions<T>): T {
  const { path, fileSystem, clock, logger } = options;
  const found = look(options, path);
  if (found.kind === "value") return found.value;
  const { value, source } = fallback(options);
  const instead = source === null ? "It begins anew." : `Its copy ${source} is used instead.`;
  if (found.kind === "corrupt") {
    const aside = setAside(fileSystem, path, toTimestamp(clock.now()));
    logger?.warn(`${path} is not valid (${found.reason}). It was set aside as ${aside}. ${instead}`);
  }
  if (source !== null) write(options, path, value);
  return value;
}

/** A small validated JSON file that several processes may read and change. */
export function openJsonDocument<T>(options: JsonDocumentOptions<T>): JsonDocument<T> {
  const { path, clock } = options;

  async function underLock<R>(work: () => Promise<R>): Promise<R> {
    const lock = await acquireLock({ path: `${path}.lock`, purpose: `change of ${path}`, clock, waitMs: 10_000 });
    try {
      return await work();
    } catch (error) {
      throw toFileError(error, `${path} could not be changed`);
    } finally {
      await lock.release();
    }
  }

  const adapter = {
    read: async () => mend(options),
    write: async (value: T) => {
      write(options, path, value);
      writeCopy(options, value);
    },
  };

  return {
    async read() {
      const found = look(options, path);
      if (found.kind === "value") return found.value;
      if (options.mends === false) return withoutMending(options, found);
      if (found.kind === "missing" && fallback(options).source === null) return structuredClone(options.initial);
      return await underLock(async () => mend(options));
    },
    update: (change) =>
      underLock(async () => {
        const document = new Low<T>(adapter, structuredClone(options.initial));
        await document.read();
        document.data = change(document.data);
        await document.write();
        return document.data;
      }),
  };
}
