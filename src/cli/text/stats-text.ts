import type { TaskName } from "../../domain/task.ts";
import { type CallOutcome, callOutcomes } from "../../domain/usage.ts";
import type { ModelStats, StatsReport } from "../../store/store.ts";
import type { Styles } from "../terminal.ts";
import { renderTable } from "./table.ts";
import { countText, routeText, timeText } from "./words.ts";

/** Rounded down: 997 of 1,000 are not all, and a lower bound of 20.8 % is none of 21 %. */
const shares = new Intl.NumberFormat("en", { style: "percent", roundingMode: "floor" });
/** Below so many USD, six places show less than two digits. */
const smallUsd = 0.00001;
const dayMs = 86_400_000;

function percent(share: number | null): string {
  return share === null ? "?" : shares.format(share);
}

function milliseconds(value: number | null): string {
  if (value === null) return "?";
  return value < 1_000 ? `${value} ms` : `${(value / 1_000).toFixed(1)} s`;
}

/** USD nanos as dollars, with as many places as are needed to see them. */
export function costText(nanos: number | null): string {
  if (nanos === null) return "?";
  const usd = nanos / 1_000_000_000;
  if (usd === 0) return "$0";
  if (usd < smallUsd) return `$${usd.toFixed(9).replace(/0+$/, "")}`;
  return `$${usd.toFixed(usd >= 1 ? 2 : 6)}`;
}

function faults(outcomes: Record<CallOutcome, number>): string {
  return callOutcomes
    .filter((outcome) => outcome !== "answered" && outcomes[outcome] > 0)
    .map((outcome) => `${outcomes[outcome]} ${outcome}`)
    .join(", ");
}

function rowOf(model: ModelStats, styles: Styles): string[] {
  const { success, latencyMs } = model;
  const vain = faults(model.outcomes);
  return [
    model.task ?? "-",
    `${routeText(model)}${vain === "" ? "" : `\n${styles.faint(vain)}`}`,
    model.calls.toLocaleString("en"),
    `${percent(success.rate)} (≥ ${percent(success.lower)})`,
    model.popularityScore?.toLocaleString("en") ?? "?",
    milliseconds(latencyMs.p50),
    milliseconds(latencyMs.p95),
    costText(model.costUsdNanos),
  ];
}

export interface StatsWords {
  /** Null for all. */
  task: TaskName | null;
  /** Milliseconds since the epoch. */
  now: number;
}

function spanText(days: number): string {
  return days === 1 ? "the last day" : `the last ${days.toLocaleString("en")} days`;
}

/** Where less is kept than was asked for. */
function keptText({ days, keptSince }: StatsReport, now: number): string {
  const isShort = keptSince !== null && Date.parse(keptSince) - (now - days * dayMs) >= dayMs;
  return isShort ? ` The oldest that is kept is of ${timeText(keptSince)}.` : "";
}

function emptyText({ days }: StatsReport, task: TaskName | null): string {
  if (task === null) return `No call in ${spanText(days)}. Try one: modelvane ask "Why is the sky blue?"`;
  return `No call for ${task} in ${spanText(days)}. Try one: modelvane ask --task ${task}`;
}

/** The use of the models, for people. */
export function statsText(report: StatsReport, { task, now }: StatsWords, styles: Styles): string {
  if (report.total === 0) return emptyText(report, task);
  const head = ["Task", "Model", "Calls", "Success", "Popularity score", "Half within", "95% within", "Cost"];
  const rows = report.models.map((model) => rowOf(model, styles));
  const table = renderTable({ head, rows, wrapped: { 1: 1 }, alignRight: [2, 3, 4, 5, 6, 7] }, styles);
  const total = `${countText(report.total, "call")} in ${spanText(report.days)}.${keptText(report, now)}`;
  const certainty = '"≥": with 95 % certainty the true share is at least this.';
  const popularity = "Popularity score: calls × success × 100; it is not used to choose.";
  return `${table}\n\n${total} ${certainty}\n${popularity}`;
}
