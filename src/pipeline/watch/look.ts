import { chatInterface, type Route } from "../../domain/route.ts";
import { type TaskName, tasksWithFiles } from "../../domain/task.ts";
import type { CheckOutcome, WatchCheck } from "../../domain/watch.ts";
import { factsOfRoute, indexRoutes, type RouteIndex } from "../../routing/known-routes.ts";
import { messageOf } from "../../shared/file-fault.ts";
import { askProbe, type ProbeOutcome, type RouteFault } from "../../verification/ask-probe.ts";
import { type BudgetLimits, moneyIsSpent, openBudget, tooDear, tooDearForBudget } from "../../verification/budget.ts";
import { type Place, unlistedRoute } from "../../verification/contender.ts";
import { expectedCost } from "../../verification/cost.ts";
import { faultReasons } from "../../verification/judge.ts";
import type { Probe, ProbeTable } from "../../verification/probe.ts";
import type { ProbeCaller } from "../../verification/probe-caller.ts";
import type { ProbeRun } from "../../verification/probe-run.ts";
import { nothingRemembered } from "../../verification/prove.ts";
import { createRunNotes } from "../../verification/run-notes.ts";
import { createTurns } from "../../verification/turns.ts";
import type { WatchDependencies } from "./dependencies.ts";

/** Calls at once: a look is in no hurry, and people's own questions go before it. */
const mostAtOnce = 8;
/** The longest that a call may take, in milliseconds: whoever keeps people waiting for longer does not answer. */
const longestCallMs = { text: 60_000, media: 60_000 };

export interface LookQuestion {
  route: Route;
  /** Whose question it is. */
  task: TaskName;
  probe: Probe;
  /** It is put many times a day, so that it must not be dear. */
  isRoutine?: boolean;
}

/** What became of a question, and what it took. */
export interface Asked {
  outcome: ProbeOutcome;
  calls: number;
  /** USD nanos; what was expected of it where its host does not say. */
  costUsdNanos: number;
}

/** Questions to routes, within a budget. */
export interface Look {
  /** Rejects with the signal's reason alone. */
  ask(question: LookQuestion): Promise<Asked>;
  /** Whether something was not asked because the money is used up. */
  isOutOfMoney(): boolean;
  /** No timer is left behind. */
  end(): void;
}

export interface LookOptions {
  caller: ProbeCaller;
  index: RouteIndex;
  limits: BudgetLimits;
  /** What a question of the routine may cost at the most, in USD nanos, beside what the limits say. */
  mostNanos?: number;
  clock: WatchDependencies["clock"];
  signal: AbortSignal;
}

/** What the sources have said of routes; nothing, where it cannot be read: then all prices are unknown. */
export async function readRouteIndex({ routes, logger }: WatchDependencies): Promise<RouteIndex> {
  const facts = await routes.routeFacts().catch((error: unknown) => {
    logger.warn(`What is known of prices could not be read: ${messageOf(error)}`);
    return [];
  });
  return indexRoutes(facts);
}

function placeOf(route: Route, index: RouteIndex): Place {
  const facts = factsOfRoute(index, route);
  const served = facts && { ...facts, status: "unknown" as const, isAdapter: false };
  return { route, served: served ?? unlistedRoute(route), isLocal: facts?.isLocal ?? false };
}

function unasked(why: string): Asked {
  return { outcome: { kind: "not-asked", why, call: null }, calls: 0, costUsdNanos: 0 };
}

/** Opens a look: its time begins now. */
export function openLook({ caller, index, limits, mostNanos, clock, signal }: LookOptions): Look {
  const run: ProbeRun = {
    caller,
    budget: openBudget(limits, clock),
    turns: createTurns(mostAtOnce),
    notes: createRunNotes(),
    clock,
    longestCallMs,
    remembered: nothingRemembered,
    hasPassedLately: () => false,
    onCall: () => {},
    signal,
  };
  let isOutOfMoney = false;
  return {
    isOutOfMoney: () => isOutOfMoney,
    end: () => run.budget.end(),
    async ask({ route, task, probe, isRoutine = false }) {
      const place = placeOf(route, index);
      const isTooDear = isRoutine && expectedCost(place, probe, task) > (mostNanos ?? Number.POSITIVE_INFINITY);
      if (isTooDear) return unasked(tooDearForBudget);
      const outcome = await askProbe({ place, task, probe }, run);
      if (outcome.kind === "not-asked" && outcome.why === moneyIsSpent) isOutOfMoney = true;
      const { call } = outcome;
      if (call === null) return { outcome, calls: 0, costUsdNanos: 0 };
      return { outcome, calls: 1, costUsdNanos: call.costUsdNanos ?? expectedCost(place, probe, task) };
    },
  };
}

/** The shortest question that there is: of its answer a single token is wanted, and whatever it says is right. */
const oneToken: Probe = {
  id: "watch-one-token",
  ask: { kind: "chat", messages: [{ role: "user", content: "Hi" }], options: {} },
  maximumTokens: 1,
  check: () => ({ isRight: true }),
  reference: { text: "Hi", files: [], data: null },
};

/** Whether a task is dear to ask: files are made, or heard, for cents. */
export function isDear(task: TaskName): boolean {
  return tasksWithFiles.has(task) || task === "automatic-speech-recognition";
}

/** The cheapest question that shows whether a route answers; null where each would be dear. */
export function shortestQuestion(route: Route, task: TaskName, probes: ProbeTable): Probe | null {
  if (route.interface === chatInterface) return oneToken;
  return isDear(task) ? null : { ...probes[task].smoke, check: oneToken.check };
}

const reasonsOfMoney: ReadonlySet<string> = new Set([moneyIsSpent, tooDear, tooDearForBudget]);

/** Whether a question was not put because it may cost too much. */
export function isForWantOfMoney(why: string): boolean {
  return reasonsOfMoney.has(why);
}

/** What a question has shown of a route, with a part of a sentence that follows "it". */
export interface Shown {
  outcome: CheckOutcome;
  reason: string | null;
  /** It is said by the host itself and needs no second look. */
  isCertain: boolean;
}

const doubtful = { outcome: "down", isCertain: false } as const;
const busyReason = "was too busy, or could not be reached";

function shownByFault(fault: RouteFault): Shown {
  // It took exception to the question, and so it is there.
  if (fault === "bad-request") return { outcome: "unknown", reason: faultReasons[fault], isCertain: true };
  if (fault === "busy") return { ...doubtful, reason: busyReason };
  return { outcome: "down", reason: faultReasons[fault], isCertain: fault === "gone" || fault === "refused" };
}

/** What became of a question, as it speaks for or against its route. */
export function shownBy(outcome: ProbeOutcome): Shown {
  if (outcome.kind === "answered") return { outcome: "up", reason: null, isCertain: true };
  if (outcome.kind === "fault") return shownByFault(outcome.fault);
  const { why, rests } = outcome;
  if (rests === "busy" || rests === "timeout" || rests === "broken") {
    return { ...doubtful, reason: rests === "busy" ? busyReason : faultReasons[rests] };
  }
  return { outcome: "unknown", reason: why, isCertain: false };
}

/** What is kept of what was asked, beside what it was for. */
export type Measured = Pick<
  WatchCheck,
  "calls" | "firstTokenMs" | "tokensPerSecond" | "inputTokens" | "asked" | "right" | "costUsdNanos"
>;

/** Nothing was asked. */
export const nothingAsked: Measured = {
  calls: 0,
  firstTokenMs: null,
  tokensPerSecond: null,
  inputTokens: null,
  asked: null,
  right: null,
  costUsdNanos: 0,
};

/** What several questions to a route have taken: measures of the last that has any, `asked` where answers are judged. */
export function measuredBy(asked: readonly Asked[], { isJudged }: { isJudged: boolean }): Measured {
  const calls = asked.flatMap(({ outcome }) => outcome.call ?? []);
  const last = (name: "firstTokenMs" | "tokensPerSecond") =>
    calls.map((call) => call[name]).findLast((value) => value !== null) ?? null;
  const answers = asked.filter(({ outcome }) => outcome.kind === "answered");
  const right = answers.filter(({ outcome }) => outcome.kind === "answered" && outcome.isRight);
  return {
    calls: asked.reduce((sum, each) => sum + each.calls, 0),
    firstTokenMs: last("firstTokenMs"),
    tokensPerSecond: last("tokensPerSecond"),
    inputTokens: calls[0]?.inputTokens ?? null,
    asked: isJudged ? answers.length : null,
    right: isJudged ? right.length : null,
    costUsdNanos: asked.reduce((sum, each) => sum + each.costUsdNanos, 0),
  };
}
