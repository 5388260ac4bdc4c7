import { type CallOutcome, callOutcomes } from "../domain/usage.ts";
import { wilsonInterval } from "../shared/statistics.ts";
import type { ModelStats, StatsReport } from "./store.ts";

/** The calls of one route for one task, as they are counted. */
export interface SeriesCalls {
  task: string | null;
  provider: string;
  model: string;
  host: string | null;
  /** Only those that occurred. */
  outcomes: Partial<Record<CallOutcome, number>>;
  /** USD nanos, as far as they are known. */
  costs: number[];
  latencyMs: { p50: number | null; p95: number | null };
}

/** They say nothing of the model. */
const callersDoing: readonly CallOutcome[] = ["cancelled", "bad-request"];

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function successOf(outcomes: Record<CallOutcome, number>): ModelStats["success"] {
  const calls = sum(callOutcomes.filter((outcome) => !callersDoing.includes(outcome)).map((each) => outcomes[each]));
  if (calls === 0) return { rate: null, lower: null };
  return { rate: outcomes.answered / calls, lower: wilsonInterval(outcomes.answered, calls).low };
}

function everyOutcome(counted: SeriesCalls["outcomes"]): Record<CallOutcome, number> {
  return Object.fromEntries(callOutcomes.map((outcome) => [outcome, counted[outcome] ?? 0])) as Record<
    CallOutcome,
    number
  >;
}

function statsOf(series: SeriesCalls): ModelStats {
  const { task, provider, model, host, latencyMs, costs } = series;
  const calls = sum(Object.values(series.outcomes));
  const outcomes = everyOutcome(series.outcomes);
  const success = successOf(outcomes);
  return {
    task,
    provider,
    model,
    host,
    calls,
    outcomes,
    success,
    latencyMs,
    costUsdNanos: costs.length === 0 ? null : sum(costs),
    popularityScore: success.rate === null ? null : Math.round(calls * success.rate * 100),
  };
}

function compareTexts(a: string | null, b: string | null): number {
  if (a === b) return 0;
  // Calls for no task stand last.
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

function compare(a: ModelStats, b: ModelStats): number {
  return (
    compareTexts(a.task, b.task) ||
    b.calls - a.calls ||
    compareTexts(a.provider, b.provider) ||
    compareTexts(a.model, b.model) ||
    compareTexts(a.host, b.host)
  );
}

export interface ReportFacts {
  days: number;
  /** When the oldest call that is kept was made, in milliseconds since the epoch; null where none is. */
  keptSince: number | null;
  series: readonly SeriesCalls[];
}

/** The moment in ISO 8601; null where it is none that a calendar has. */
function momentOf(milliseconds: number | null): string | null {
  const date = new Date(milliseconds ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** The report of the calls of some days: their success, popularity scores, and order. */
export function createReport({ days, keptSince, series }: ReportFacts): StatsReport {
  const models = series.map(statsOf).sort(compare);
  return {
    days,
    keptSince: momentOf(keptSince),
    total: sum(models.map(({ calls }) => calls)),
    models,
  };
}
