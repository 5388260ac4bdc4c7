import { join } from "node:path";
import { z } from "zod";
import { type HistoryEntry, historyEntrySchema } from "../domain/history.ts";
import { type DocumentDependencies, openJsonDocument } from "../shared/json-document.ts";

const updatesSchema = z.looseObject({ entries: z.array(historyEntrySchema) });

export interface UpdateHistoryOptions extends DocumentDependencies {
  /** How many entries are kept. */
  historyLimit: () => Promise<number> | number;
}

export interface UpdateHistory {
  /** Adds an entry; one that is there already, by its id, is left as it is. Rejects with a `UserFacingError`. */
  append(entry: HistoryEntry): Promise<void>;
  /** The newest entries first. */
  list(options?: { limit?: number }): Promise<HistoryEntry[]>;
  has(id: string): Promise<boolean>;
}

function withEntry(entries: readonly HistoryEntry[], entry: HistoryEntry, limit: number): HistoryEntry[] {
  if (entries.some((each) => each.id === entry.id)) return [...entries];
  return [entry, ...entries].slice(0, Math.max(1, limit));
}

/** `history/updates.json`: the last runs, whatever became of them, newest first. */
export function createUpdateHistory(options: UpdateHistoryOptions): UpdateHistory {
  const { home, historyLimit, ...rest } = options;
  const document = openJsonDocument<z.infer<typeof updatesSchema>>({
    ...rest,
    path: join(home, "history", "updates.json"),
    backupPath: join(home, "history", "backups", "updates.json"),
    schema: updatesSchema,
    initial: { entries: [] },
  });
  return {
    async append(entry) {
      const limit = await historyLimit();
      await document.update((value) => ({ ...value, entries: withEntry(value.entries, entry, limit) }));
    },
    async list({ limit } = {}) {
      return (await document.read()).entries.slice(0, limit);
    },
    async has(id) {
      return (await document.read()).entries.some((each) => each.id === id);
    },
  };
}
