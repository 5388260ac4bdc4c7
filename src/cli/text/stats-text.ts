import { describeRoute } from "../../domain/route.ts";
import { type CallOutcome, callOutcomes } from "../../domain/usage.ts";
import type { ModelStats, StatsReport } from "../../store/store.ts";
import type { Styles } from "../terminal.ts";
import { renderTable } from "./table.ts";
import { countText } from "./words.ts";

function percent(share: number | null): string {
  return share === null ? "?" : `${Math.round(share * 100)}%`;
}

function milliseconds(value: number | null): string {
  if (value === null) return "?";
  return value < 1_000 ? `${value} ms` : `${(value / 1_000).toFixed(1)} s`;
}

/** USD nanos as dollars, with as many places as are needed to see them. */
export function costText(nanos: number | null): string {
  if (nanos === null) return "?";
  const usd = nanos / 1_000_000_000;
  return usd === 0 ? "$0" : `$${usd.toFixed(usd >= 1 ? 2 : 6)}`;
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
    `${describeRoute(model)}${vain === "" ? "" : `\n${styles.faint(vain)}`}`,
    model.calls.toLocaleString("en"),
    `${percent(success.rate)} (≥ ${percent(success.lower)})`,
    milliseconds(latencyMs.p50),
    milliseconds(latencyMs.p95),
    costText(model.costUsdNanos),
  ];
}

/** The use of the models, for people. */
export function statsText(report: StatsReport, styles: Styles): string {
  const span = report.days === 1 ? "the last day" : `the last ${report.days} days`;
  if (report.total === 0) return `No call in ${span}. Try one: modelvane ask "Why is the sky blue?"`;
  const head = ["Task", "Model", "Calls", "Success", "Half within", "95% within", "Cost"];
  const rows = report.models.map((model) => rowOf(model, styles));
  const table = renderTable({ head, rows, wrapped: { 1: 1 }, alignRight: [2, 3, 4, 5, 6] }, styles);
  return `${table}\n\n${countText(report.total, "call")} in ${span}. "≥" is the lower end of what the calls allow to say (95 %).`;
}
