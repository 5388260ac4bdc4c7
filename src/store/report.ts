import { type CallOutcome, callOutcomes } from "../domain/usage.ts";
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

/** Of the normal distribution: 95 % lie within so many standard deviations. */
const z = 1.96;
/** They say nothing of the model. */
const callersDoing: readonly CallOutcome[] = ["cancelled", "bad-request"];

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The lower bound of Wilson's score interval (E. B. Wilson, 1927) for `successes` of `calls`; null where there are none. */
export function wilsonLowerBound(successes: number, calls: number): number | null {
  if (calls === 0) return null;
  const rate = successes / calls;
  const margin = z * Math.sqrt((rate * (1 - rate) + z ** 2 / (4 * calls)) / calls);
  // With no success the difference is 0 but for a rounding error.
  return Math.max(0, (rate + z ** 2 / (2 * calls) - margin) / (1 + z ** 2 / calls));
}

function successOf(outcomes: Record<CallOutcome, number>): ModelStats["success"] {
  const calls = sum(callOutcomes.filter((outcome) => !callersDoing.includes(outcome)).map((each) => outcomes[each]));
  return { rate: calls === 0 ? null : outcomes.answered / calls, lower: wilsonLowerBound(outcomes.answered, calls) };
}

function everyOutcome(counted: SeriesCalls["outcomes"]): Record<CallOutcome, number> {
  return Object.fromEntries(callOutcomes.map((outcome) => [outcome, counted[outcome] ?? 0])) as Record<
    CallOutcome,
    number
  >;
}

function statsOf(series: SeriesCalls, mostCalls: number): ModelStats {
  const { task, provider, model, host, latencyMs, costs } = series;
  const calls = sum(Object.values(series.outcomes));
  const outcomes = everyOutcome(series.outcomes);
  return {
    task,
    provider,
    model,
    host,
    calls,
    outcomes,
    success: successOf(outcomes),
    latencyMs,
    costUsdNanos: costs.length === 0 ? null : sum(costs),
    popularityScore: (100 * Math.log10(1 + calls)) / Math.log10(1 + mostCalls),
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

export function createReport(days: number, series: readonly SeriesCalls[]): StatsReport {
  const most = new Map<string | null, number>();
  for (const { task, outcomes } of series) {
    most.set(task, Math.max(most.get(task) ?? 0, sum(Object.values(outcomes))));
  }
  const models = series.map((each) => statsOf(each, most.get(each.task) ?? 0)).sort(compare);
  return { days, total: sum(models.map(({ calls }) => calls)), models };
}
