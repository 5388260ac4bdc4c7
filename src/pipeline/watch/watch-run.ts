import type { Configuration } from "../../domain/configuration.ts";
import type { WatchEvent } from "../../domain/watch-event.ts";
import type { Policy } from "../../policy.ts";
import type { RouteIndex } from "../../routing/known-routes.ts";
import { noQuestions } from "../../verification/no-questions.ts";
import type { ProbeTable } from "../../verification/probe.ts";
import type { ProbeCaller } from "../../verification/probe-caller.ts";
import type { WatchDependencies } from "./dependencies.ts";
import { type Look, openLook, readRouteIndex } from "./look.ts";
import { openTrials } from "./notes.ts";
import { type WatchedRoute, watchedRoutes } from "./watched-routes.ts";

const dayMs = 86_400_000;
const nanosOfDollar = 1_000_000_000;

/** When the day (UTC) of a moment began; both in milliseconds since the epoch. */
export function startOfDay(at: number): number {
  return Math.floor(at / dayMs) * dayMs;
}

/** What one round of looking at things works with. */
export interface WatchRun {
  dependencies: WatchDependencies;
  policy: Policy;
  configuration: Configuration;
  watched: readonly WatchedRoute[];
  /** Opened when the first question is to be put: most rounds put none. */
  questions(): Promise<Questions>;
  signal: AbortSignal;
}

/** What can be asked, and how. */
export interface Questions {
  probes: ProbeTable;
  /** On the day's budget. */
  look: Look;
  /** What a repair depends on: that is little, and does not wait for the next day's money, but has an end, too. */
  repair: Look;
}

export const nobodyAsks = "nobody can be asked here";

/** Where nobody can be asked. */
const nobody: ProbeCaller = { call: () => ({ kind: "unfit" }), lacks: () => nobodyAsks };

/**
 * A call of the routine takes so much of the day's money at the most: what is dear, such as a pipeline of unknown price,
 * would leave nothing for all that is cheap. Of it the catalogue speaks alone.
 */
const largestShare = 0.2;

/** What a look may take, beside its money. */
const limits = { calls: 400, seconds: 900 };

/**
 * Where the day's money is spent, a repair may cost so much more, in USD a day or times as much: what stays broken is tried
 * again and again, and must not cost without end.
 */
const mostForRepairs = { dollars: 0.01, times: 5 };

function leftForRepairs({ watching }: Policy, spent: number): number {
  return Math.max(0, Math.max(mostForRepairs.dollars, mostForRepairs.times * watching.dailyBudget) - spent);
}

async function openQuestions(
  policy: Policy,
  { share = 1, signal }: WatchRunOptions,
  dependencies: WatchDependencies,
): Promise<Questions> {
  const { proving, clock } = dependencies;
  const caller = (await proving?.caller()) ?? nobody;
  const index: RouteIndex = await readRouteIndex(dependencies);
  const spent = await spentToday(dependencies);
  const left = Math.max(0, policy.watching.dailyBudget - spent) * share;
  return {
    probes: (await proving?.probes()) ?? noQuestions,
    look: openLook({
      caller,
      index,
      limits: { budget: left, ...limits },
      mostNanos: largestShare * policy.watching.dailyBudget * nanosOfDollar,
      clock,
      signal,
    }),
    repair: openLook({ caller, index, limits: { budget: leftForRepairs(policy, spent), ...limits }, clock, signal }),
  };
}

export interface WatchRunOptions {
  /** Of what is left of the day's money, 0 to 1. */
  share?: number;
  signal: AbortSignal;
}

/**
 * Does the work with all that a round needs; answers what it has to tell. Nothing, where watching is turned off, or
 * nothing is configured.
 */
export async function withWatchRun(
  options: WatchRunOptions,
  dependencies: WatchDependencies,
  work: (run: WatchRun) => Promise<WatchEvent[]>,
): Promise<WatchEvent[]> {
  const policy = await dependencies.policy.read();
  const configuration = (await dependencies.repository.read())?.configuration ?? null;
  if (!policy.watching.enabled || configuration === null) return [];
  const { clock, watchLog } = dependencies;
  const trials = [...(await openTrials({ log: watchLog, now: clock.now }).all()).values()].map(({ body }) => body);
  let opened: Promise<Questions> | null = null;
  const questions = () => {
    opened ??= openQuestions(policy, options, dependencies);
    return opened;
  };
  const watched = watchedRoutes(configuration, trials);
  try {
    const { signal } = options;
    const events = await work({ dependencies, policy, configuration, watched, questions, signal });
    const isRefused = opened !== null && (await questions()).look.isOutOfMoney();
    return isRefused && (await isSpent(policy, dependencies)) ? [...events, budgetSpent(policy, clock.now())] : events;
  } finally {
    if (opened !== null) await questions().then(endAll, () => {});
  }
}

function endAll({ look, repair }: Questions): void {
  look.end();
  repair.end();
}

/** What is left may still be too little for what is dear: that is nothing to tell of. */
const spentShare = 0.9;

async function spentToday({ watchLog, clock }: WatchDependencies): Promise<number> {
  const now = clock.now();
  return (await watchLog.checkTotals(startOfDay(now), now)).costUsdNanos / nanosOfDollar;
}

async function isSpent({ watching }: Policy, dependencies: WatchDependencies): Promise<boolean> {
  return watching.dailyBudget > 0 && (await spentToday(dependencies)) >= spentShare * watching.dailyBudget;
}

/** Told once a day. */
function budgetSpent({ watching }: Policy, now: number): WatchEvent {
  const id = `budget-spent:${startOfDay(now)}`;
  return { id, at: now, severity: "info", kind: "budget-spent", budgetUsd: watching.dailyBudget };
}
