import { randomUUID } from "node:crypto";
import type { HistoryEntry } from "../domain/history.ts";
import { toTimestamp } from "../shared/clock.ts";
import { findLeftovers, removeLeftovers, setAside, writeDurably } from "../shared/durable-file.ts";
import { messageOf } from "../shared/file-fault.ts";
import { hashOf } from "./configuration-file.ts";
import { CorruptConfigurationError } from "./errors.ts";
import { openIntents } from "./journal.ts";
import { settleOpenIntents } from "./settlement.ts";
import { readPresentText, type Store, secondLookMs } from "./store.ts";

export interface Recovery {
  /** What a person should know; empty where all was in order. */
  sentences: string[];
  /** A kept revision took the place of a corrupt file. */
  configurationRestored: boolean;
}

interface ValidBackup {
  revision: number;
  text: string;
}

function newestValidBackup(store: Store): ValidBackup | null {
  for (const revision of store.backups.revisions()) {
    const text = store.backups.readText(revision);
    try {
      if (text !== null && store.parse(text, store.backups.path(revision))) return { revision, text };
    } catch (error) {
      store.logger.warn(messageOf(error));
    }
  }
  return null;
}

/** Why the file cannot be used; null where it can, or where it is only of another version. */
function corruption(store: Store, text: string): string | null {
  try {
    store.parse(text, store.paths.configuration);
    return null;
  } catch (error) {
    if (error instanceof CorruptConfigurationError) return error.message;
    return null;
  }
}

/** The file's text. A person's editor may write it in place just now, so a corrupt one is looked at twice. */
async function readSettledText(store: Store): Promise<string | null> {
  const text = readPresentText(store);
  if (text === null || corruption(store, text) === null) return text;
  await store.clock.sleep(secondLookMs);
  return readPresentText(store);
}

/** Why a file is given up, and who asked for it to be mended. */
interface Cause {
  reason: string;
  trigger: string;
}

function recoveryEntry(at: string, revision: number, { reason, trigger }: Cause): HistoryEntry {
  const counts = { discovered: 0, qualified: 0, updated: 0 };
  const run = { id: randomUUID(), at, kind: "recovery" as const, trigger };
  return { ...run, ...counts, success: true, outcome: "applied", revision, changes: [], errors: [reason] };
}

function noteRestore(store: Store, backup: ValidBackup, cause: Cause): void {
  const at = toTimestamp(store.clock.now());
  const entry = recoveryEntry(at, backup.revision, cause);
  const hashes = { previousRevision: null, previousHash: null, hash: hashOf(backup.text) };
  store.journal.append({
    type: "intent",
    kind: "restore",
    id: randomUUID(),
    at,
    revision: backup.revision,
    ...hashes,
    entry,
  });
}

function restore(store: Store, backup: ValidBackup): Recovery {
  writeDurably(store.fileSystem, store.paths.configuration, backup.text);
  const sentence = `Revision ${backup.revision}, the newest valid backup, now stands in ${store.paths.configuration}.`;
  return { sentences: [sentence], configurationRestored: true };
}

function replaceCorrupt(store: Store, cause: Cause): Recovery {
  const { paths, fileSystem, clock } = store;
  const backup = newestValidBackup(store);
  // Noted first: between setting aside and putting in place there is no file, and a start must know why.
  if (backup) noteRestore(store, backup, cause);
  const aside = setAside(fileSystem, paths.configuration, toTimestamp(clock.now()));
  const sentence = `${cause.reason} It was set aside as ${aside}.`;
  if (backup === null) {
    return {
      sentences: [`${sentence} No valid backup is kept, so the configuration begins anew.`],
      configurationRestored: false,
    };
  }
  const restored = restore(store, backup);
  return { ...restored, sentences: [`${sentence} ${restored.sentences.join(" ")}`] };
}

async function mendConfiguration(store: Store, trigger: string): Promise<Recovery> {
  const nothing: Recovery = { sentences: [], configurationRestored: false };
  const text = await readSettledText(store);
  if (text !== null) {
    const reason = corruption(store, text);
    return reason === null ? nothing : replaceCorrupt(store, { reason, trigger });
  }
  const wasInterrupted = openIntents(store.journal.read()).some((intent) => intent.kind === "restore");
  const backup = wasInterrupted ? newestValidBackup(store) : null;
  return backup === null ? nothing : restore(store, backup);
}

function foldersOf({ paths }: Store): string[] {
  return [paths.configFolder, paths.historyFolder, paths.backupFolder];
}

/** Whether there is nothing to recover. Looks only, so it needs no lock. Throws what the file system throws. */
export function isInOrder(store: Store): boolean {
  const text = readPresentText(store);
  return (
    (text === null || corruption(store, text) === null) &&
    openIntents(store.journal.read()).length === 0 &&
    foldersOf(store).every((folder) => findLeftovers(store.fileSystem, folder).length === 0)
  );
}

/**
 * Brings the files in order after whatever ended the last process, or damaged the configuration since, only under the
 * commit lock: temporary files of dead writers go, a corrupt file is set aside for the newest valid backup, and open
 * intents get their outcome. `trigger` is who asked for it, as the history says it.
 */
export async function recoverUnderLock(store: Store, trigger: string): Promise<Recovery> {
  for (const folder of foldersOf(store)) removeLeftovers(store.fileSystem, folder);
  const mended = await mendConfiguration(store, trigger);
  return { ...mended, sentences: [...mended.sentences, ...(await settleOpenIntents(store))] };
}
