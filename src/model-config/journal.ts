import { dirname } from "node:path";
import { z } from "zod";
import { historyEntrySchema } from "../domain/history.ts";
import { syncFolder, writeAndSync, writeDurably } from "../shared/durable-file.ts";
import type { FileSystem } from "../shared/file-system.ts";
import { parseJson } from "../shared/json-document.ts";

const intentSchema = z.object({
  type: z.literal("intent"),
  /** `restore`: a kept revision takes the place of a corrupt file; it keeps its number. */
  kind: z.enum(["commit", "restore"]),
  id: z.string(),
  at: z.iso.datetime(),
  revision: z.int(),
  previousRevision: z.int().nullable(),
  previousHash: z.string().nullable(),
  /** Of the bytes that are to stand. */
  hash: z.string(),
  /** What the history gets once they stand. */
  entry: historyEntrySchema,
});

const outcomeSchema = z.object({
  type: z.literal("outcome"),
  id: z.string(),
  at: z.iso.datetime(),
  outcome: z.enum(["applied", "aborted"]),
  reason: z.string(),
});

const recordSchema = z.discriminatedUnion("type", [intentSchema, outcomeSchema]);

/** What is about to be written: appended before the file is touched. */
export type Intent = z.infer<typeof intentSchema>;
/** What became of it. */
export type Outcome = z.infer<typeof outcomeSchema>;
export type JournalRecord = z.infer<typeof recordSchema>;

/** `history/journal.jsonl`: what was about to be written and what became of it, a JSON object a line. */
export interface Journal {
  read(): JournalRecord[];
  /** Appends a record and forces it to the disk; throws what the file system throws. */
  append(record: JournalRecord): void;
  /** Rewrites a journal that has grown long, with its last `keep` intents, the open ones, and their outcomes. */
  compact(keep: number): void;
}

/**
 * The records of a journal's text. A line that does not parse was torn by a crash and is passed over: its append never
 * returned, so nothing was done on the strength of it.
 */
export function parseJournal(text: string): JournalRecord[] {
  return text.split("\n").flatMap((line) => {
    const found = parseJson(line, recordSchema);
    return found.kind === "value" ? [found.value] : [];
  });
}

/** The intents whose outcome is not known, oldest first. */
export function openIntents(records: readonly JournalRecord[]): Intent[] {
  const closed = new Set(records.flatMap((record) => (record.type === "outcome" ? [record.id] : [])));
  return records.flatMap((record) => (record.type === "intent" && !closed.has(record.id) ? [record] : []));
}

/** The highest revision that was ever about to be written; 0 where there is none. */
export function highestRevision(records: readonly JournalRecord[]): number {
  return records.reduce((highest, each) => (each.type === "intent" ? Math.max(highest, each.revision) : highest), 0);
}

function serialize(records: readonly JournalRecord[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join("");
}

/** The journal in a file. Its calls throw what the file system throws. */
export function createJournal({ path, fileSystem }: { path: string; fileSystem: FileSystem }): Journal {
  const read = () => parseJournal(fileSystem.readText(path) ?? "");
  return {
    read,
    append(record) {
      fileSystem.makeFolder(dirname(path));
      const present = fileSystem.readText(path);
      // A torn last line must not take the new record with it.
      const isTorn = present !== null && present !== "" && !present.endsWith("\n");
      writeAndSync(fileSystem, { path, flags: "a", text: `${isTorn ? "\n" : ""}${serialize([record])}` });
      if (present === null) syncFolder(fileSystem, dirname(path));
    },
    compact(keep) {
      const records = read();
      const intents = records.filter((record) => record.type === "intent");
      if (intents.length <= 2 * keep) return;
      const kept = new Set([...intents.slice(-Math.max(1, keep)), ...openIntents(records)].map((record) => record.id));
      writeDurably(fileSystem, path, serialize(records.filter((record) => kept.has(record.id))));
    },
  };
}
