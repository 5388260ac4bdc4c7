import type { HistoryEntry } from "../domain/history.ts";
import { toTimestamp } from "../shared/clock.ts";
import { messageOf } from "../shared/file-fault.ts";
import { type Intent, type Outcome, openIntents } from "./journal.ts";
import { type PresentConfiguration, readPresent, type Store } from "./store.ts";

function presentOrNull(store: Store): PresentConfiguration | null {
  try {
    return readPresent(store);
  } catch {
    return null;
  }
}

/**
 * Whether the intent's bytes came to stand. A revision's number is given out once and its backup is made only when it
 * stands, so a backup proves it too, as does the number in a file that a person has edited since.
 */
function cameToStand(store: Store, intent: Intent, present: PresentConfiguration | null): boolean {
  if (present?.hash === intent.hash) return true;
  if (intent.kind === "restore") return false;
  return present?.configuration.revision === intent.revision || store.backups.readText(intent.revision) !== null;
}

function close(store: Store, { id }: Intent, result: Pick<Outcome, "outcome" | "reason">): void {
  store.journal.append({ type: "outcome", id, at: toTimestamp(store.clock.now()), ...result });
}

function interruptedEntry(intent: Intent, revision: number | null, sentence: string): HistoryEntry {
  const { entry } = intent;
  return {
    ...entry,
    success: false,
    outcome: "failed",
    revision,
    updated: 0,
    changes: [],
    errors: [...entry.errors, sentence],
  };
}

/** Null for a backup put in place of a corrupt file: whoever put it there has said so. */
async function complete(store: Store, intent: Intent, present: PresentConfiguration | null): Promise<string | null> {
  if (!(await store.history.has(intent.entry.id))) await store.history.append(intent.entry);
  // What a person has edited since becomes a revision of its own at the next commit.
  if (present?.hash === intent.hash) store.backups.ensure(intent.revision, present.text);
  close(store, intent, { outcome: "applied", reason: "completed after an interruption" });
  if (intent.kind === "restore") return null;
  return `Revision ${intent.revision} had been written when the program was interrupted; its history is now complete.`;
}

async function abandon(store: Store, intent: Intent, present: PresentConfiguration | null): Promise<string> {
  const standing = present?.configuration.revision ?? null;
  const stands = standing === null ? "nothing was changed" : `revision ${standing} stands`;
  const sentence = `Writing revision ${intent.revision} was interrupted before it was done: ${stands}.`;
  if (!(await store.history.has(intent.entry.id))) {
    await store.history.append(interruptedEntry(intent, standing, sentence));
  }
  close(store, intent, { outcome: "aborted", reason: sentence });
  return sentence;
}

/**
 * Gives every open intent its outcome, only under the commit lock: what came to stand gets its history and backup, the
 * rest is closed as aborted. Returns a sentence for each. One that cannot be closed now stays open for the next time.
 */
export async function settleOpenIntents(store: Store): Promise<string[]> {
  const open = openIntents(store.journal.read());
  if (open.length === 0) return [];
  const present = presentOrNull(store);
  const sentences: string[] = [];
  for (const intent of open) {
    try {
      const settle = cameToStand(store, intent, present) ? complete : abandon;
      const sentence = await settle(store, intent, present);
      if (sentence !== null) sentences.push(sentence);
    } catch (error) {
      sentences.push(`What became of revision ${intent.revision} could not be noted yet: ${messageOf(error)}`);
    }
  }
  return sentences;
}
