import type { Route } from "../domain/route.ts";
import type { TaskName } from "../domain/task.ts";
import type { Verdict } from "../domain/verification.ts";
import type { Clock } from "../shared/clock.ts";
import { type BudgetLimits, openBudget } from "./budget.ts";
import { judgePlace } from "./judge.ts";
import type { ProbeTable } from "./probe.ts";
import type { ProbeCaller } from "./probe-caller.ts";
import type { ProbeRun, RememberedGrade } from "./probe-run.ts";
import { bestOf, judgeModel, proveTask, type TaskResults, type TaskToProve } from "./prove-task.ts";
import { createRunNotes, type RunNotes } from "./run-notes.ts";
import { createTurns } from "./turns.ts";

export interface ProveOptions {
  tasks: readonly TaskToProve[];
  probes: ProbeTable;
  caller: ProbeCaller;
  limits: BudgetLimits;
  /** The longest that a call may take whose answer is a file, in milliseconds. */
  mediaMs: number;
  remembered: ProbeRun["remembered"];
  hasPassedLately: ProbeRun["hasPassedLately"];
  /** Told after each call how many were made. */
  onCall?: ((calls: number) => void) | undefined;
  clock: Clock;
  signal: AbortSignal;
}

/** What the models of a task have proved. */
export interface TaskProof {
  task: TaskName;
  /** By `modelKey`. */
  models: ReadonlyMap<string, Verdict>;
  /** Route by route. */
  routes: readonly Verdict[];
  /** Of the configured route that no listing names any more; null where there is none. */
  missing: Verdict | null;
}

/** What a run of probes has done. */
export interface ProofSummary {
  /** Models that were called. */
  models: number;
  calls: number;
  /** USD nanos, as far as they are known; null where nothing is. */
  costUsdNanos: number | null;
  durationMs: number;
  /** Why models were not called, each reason once, as parts of sentences. */
  skipped: string[];
}

/**
 * So many calls at once at the most: enough for three models of each of nine tasks, so that a run takes hardly longer
 * than the slowest of them.
 */
const mostAtOnce = 32;
/** Three minutes of thinking and writing: at 20 tokens a second, 3,600 tokens. */
const longestTextMs = 180_000;

function openRun(options: ProveOptions, ending: AbortSignal): ProbeRun {
  const { caller, limits, clock, mediaMs, remembered, hasPassedLately, onCall } = options;
  return {
    caller,
    budget: openBudget(limits, clock),
    turns: createTurns(mostAtOnce),
    notes: createRunNotes(),
    clock,
    longestCallMs: { text: longestTextMs, media: mediaMs },
    remembered,
    hasPassedLately,
    onCall: onCall ?? (() => {}),
    signal: AbortSignal.any([options.signal, ending]),
  };
}

function proofOf(task: TaskName, results: TaskResults, facts: { notes: RunNotes; at: number }): TaskProof {
  const models = new Map<string, Verdict>();
  const routes: Verdict[] = [];
  for (const [key, places] of results.models) {
    const verdicts = judgeModel(places, facts);
    const best = bestOf(verdicts);
    if (best) models.set(key, best);
    routes.push(...verdicts);
  }
  const missing = results.missing && judgePlace(results.missing, facts);
  return { task, models, routes, missing };
}

/** All verdicts of a task's routes. */
export function verdictsOf({ routes, missing }: TaskProof): Verdict[] {
  return missing === null ? [...routes] : [...routes, missing];
}

function summaryOf(proofs: readonly TaskProof[], { budget, notes }: ProbeRun, durationMs: number): ProofSummary {
  const verdicts = proofs.flatMap(verdictsOf);
  const costs = verdicts.flatMap(({ calls, costUsdNanos }) => (calls > 0 ? (costUsdNanos ?? []) : []));
  const skipped = verdicts.filter(({ calls, outcome }) => calls === 0 && outcome === "unproven");
  return {
    models: notes.models(),
    calls: budget.calls(),
    costUsdNanos: costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0),
    durationMs,
    skipped: [...new Set(skipped.map(({ reason }) => reason))],
  };
}

/** What a route has answered before, of which nothing is known. */
export const nothingRemembered = (_task: TaskName, _route: Route): RememberedGrade | undefined => undefined;

/**
 * Lets models prove themselves by real calls, all tasks side by side, within the budget. Rejects with the signal's
 * reason alone.
 */
export async function prove(options: ProveOptions): Promise<{ proofs: TaskProof[]; summary: ProofSummary }> {
  const { tasks, probes, clock } = options;
  const startedAt = clock.now();
  const ending = new AbortController();
  const run = openRun(options, ending.signal);
  try {
    const proved = await Promise.all(
      tasks.map(async (job) => ({ task: job.task, results: await proveTask(job, probes[job.task], run) })),
    );
    const at = clock.now();
    // Only now: what one model has failed with says more where it is known how the others did.
    const proofs = proved.map(({ task, results }) => proofOf(task, results, { notes: run.notes, at }));
    return { proofs, summary: summaryOf(proofs, run, Math.max(0, at - startedAt)) };
  } finally {
    run.budget.end();
    // Where one has thrown, the others stop too.
    ending.abort(new Error("The run of probes has ended."));
  }
}
