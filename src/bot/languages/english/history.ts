import type { HistoryEntry } from "../../../domain/history.ts";
import { bold, code, fmt } from "../../messages/formatting.ts";
import { count } from "./count.ts";

function outcome(entry: HistoryEntry): string {
  const { kind, changes, revision } = entry;
  if (entry.outcome === "failed") return `${kind} failed`;
  if (entry.outcome === "unchanged") return `${kind}: nothing to change`;
  if (entry.outcome === "planned") return `${kind}: waits for Apply`;
  if (entry.outcome === "dry-run") return `${kind}: a dry run`;
  if (kind === "seed") return `built-in choices for ${count(changes.length, "task")}, revision ${revision}`;
  if (kind === "rollback") return `rolled back to ${entry.restored ?? "an earlier revision"}, now revision ${revision}`;
  if (kind === "recovery") return `revision ${revision} put back after a fault`;
  return `${kind}: ${count(changes.length, "task")} changed, revision ${revision}`;
}

/** What a run was, in words. */
export const historyTexts = {
  outcome,
  /** Who or what did something; `reader` is whoever is told so, as the history writes them. */
  trigger(trigger: string, reader: string): string {
    if (trigger === reader) return "by you";
    if (trigger === "schedule") return "on schedule";
    if (trigger === "start") return "at the start";
    if (trigger === "watch") return "by the watch";
    if (trigger === "command line") return "from the command line";
    if (trigger === "person") return "by hand";
    if (trigger === "unknown") return "by somebody";
    return trigger.startsWith("telegram:") ? `by administrator ${trigger.slice("telegram:".length)}` : `by ${trigger}`;
  },
  head: bold("History"),
  empty: fmt`Nothing has happened yet. /test_update is a safe first step: it looks, and changes nothing.`,
  change: {
    added: (task: string, model: string) => `${task}: ${model}, new`,
    dropped: (task: string, model: string) => `${task}: ${model} dropped`,
    replaced: (task: string, from: string, to: string) => `${task}: ${from} → ${to}`,
    moved: (task: string, model: string, from: string, to: string) => `${task}: ${model}, ${from} → ${to}`,
    kept: (task: string, model: string) => `${task}: ${model} stays, other fallbacks`,
  },
  andMore: (amount: number) => `and ${amount} more`,
  wrongNumber: (text: string, most: number) =>
    fmt`${code(text)} is not a number from 1 to ${String(most)}. For example: ${code("/history 20")}`,
  more: "Show more",
};
