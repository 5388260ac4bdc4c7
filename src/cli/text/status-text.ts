import type { HistoryEntry } from "../../domain/history.ts";
import type { Status } from "../../operations/status.ts";
import type { Styles } from "../terminal.ts";
import { renderTable } from "./table.ts";
import { agoText, choiceText, countText, scoreText, timeText } from "./words.ts";

/** One fault stands for all: they are mostly the same one, met by each listing. */
function firstOf(errors: readonly string[]): string {
  const more = errors.length - 1;
  return more > 0 ? `${errors[0]} (and ${more} more)` : (errors[0] ?? "no reason is known");
}

function outcomeText(entry: HistoryEntry): string {
  const what = entry.kind === "update" ? "update" : entry.kind;
  if (entry.outcome === "failed") return `${what} failed: ${firstOf(entry.errors)}`;
  if (entry.kind === "recovery") return `recovery: revision ${entry.revision} put back (${firstOf(entry.errors)})`;
  if (entry.outcome === "applied") {
    const restored = entry.restored === undefined ? "" : ` to revision ${entry.restored}`;
    return `${what}${restored}: ${countText(entry.changes.length, "task")} changed, revision ${entry.revision}`;
  }
  return `${what}: ${entry.outcome}`;
}

/** The history as lines, newest first. */
export function historyText(entries: readonly HistoryEntry[], styles: Styles): string {
  if (entries.length === 0) return "Nothing has happened yet.";
  const rows = entries.map((entry) => [
    timeText(entry.at),
    entry.trigger,
    entry.success ? outcomeText(entry) : styles.bad(outcomeText(entry)),
    entry.kind === "update" ? `${entry.discovered.toLocaleString("en")} / ${entry.qualified.toLocaleString("en")}` : "",
  ]);
  return renderTable({ head: ["When", "By", "What", "Candidates / qualified"], rows, wrapped: { 2: 1 } }, styles);
}

function serviceText({ running, enabled, schedule, timeZone, nextUpdate }: Status): string {
  const service = running ? "The service is running" : "The service is not running (start it with: modelvane run)";
  if (!enabled) return `${service}; the schedule is paused.`;
  const next =
    nextUpdate === null ? "" : `; ${running ? "next update" : "the next update would be"} ${timeText(nextUpdate)}`;
  return `${service}${next} (schedule "${schedule}", ${timeZone}).`;
}

function lastText({ lastUpdate, history }: Status, now: number): string {
  if (lastUpdate === null) return "No update yet.";
  const failed = history.find((entry) => entry.kind === "update")?.success === false ? " (it failed)" : "";
  return `Last update ${agoText(lastUpdate, now)}${failed}.`;
}

/** Where things stand, for people. `now` is in ms since the epoch. */
export function statusText(status: Status, styles: Styles, now: number): string {
  const rows = status.tasks.map(({ task, primary, fallbacks, since }) => [
    styles.strong(task),
    choiceText(primary),
    primary.origin === "update" ? scoreText(primary.score) : primary.origin,
    agoText(since, now),
    fallbacks.map(choiceText).join(", ") || styles.faint("none"),
  ]);
  const table = renderTable(
    { head: ["Task", "Model", "Score", "Since", "Behind it"], rows, wrapped: { 1: 1, 4: 1 } },
    styles,
  );
  const last = lastText(status, now);
  const revision = status.revision === null ? "No configuration yet." : `Revision ${status.revision}.`;
  const facts = `${revision} ${last} Threshold: ${status.minScoreThreshold} points.`;
  const body = status.tasks.length === 0 ? [] : [table, ""];
  return [...body, serviceText(status), facts, "", historyText(status.history, styles)].join("\n");
}
