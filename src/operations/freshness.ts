import type { HistoryEntry } from "../domain/history.ts";
import { isUpdate } from "./status.ts";

/** Without a success for so long, people are told: three nights of the default schedule. */
export const silenceHours = 72;

/** The last update that succeeded, of entries that come newest first. */
export function lastSuccessOf(entries: readonly HistoryEntry[]): HistoryEntry | undefined {
  return entries.find((entry) => isUpdate(entry) && entry.success);
}
