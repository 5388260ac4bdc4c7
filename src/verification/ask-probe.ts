import { nothingKnown } from "../domain/answer.ts";
import { type TaskName, tasksWithFiles } from "../domain/task.ts";
import { timeIsSpent } from "./budget.ts";
import { type CollectedAnswer, collectAnswer } from "./collect.ts";
import type { Place } from "./contender.ts";
import { expectedCost, knownCost } from "./cost.ts";
import type { CheckResult, Probe } from "./probe.ts";
import type { CallFault, ProbeReply } from "./probe-caller.ts";
import type { ProbeRun } from "./probe-run.ts";

/** What a call that was made has taken. */
export interface CallFacts {
  /** USD nanos; null where unknown. */
  costUsdNanos: number | null;
  firstTokenMs: number | null;
  tokensPerSecond: number | null;
  /** What its host has counted of the question; null where it does not say. */
  inputTokens: number | null;
}

/** A way in which a route itself can fail. */
export type RouteFault = "gone" | "broken" | "timeout" | "busy" | "refused" | "bad-request";

/**
 * What became of one question. `not-asked`: nothing is known of the route, for a reason that is not its own, as a part of
 * a sentence; a call may have been made all the same.
 */
export type ProbeOutcome = { call: CallFacts | null } & (
  | { kind: "answered"; isRight: true }
  | { kind: "answered"; isRight: false; why: string }
  | { kind: "fault"; fault: RouteFault }
  /** `rests`: the faults after which it is left alone for longer than a question waits. */
  | { kind: "not-asked"; why: string; rests?: CallFault["outcome"] }
);

export interface Question {
  place: Place;
  task: TaskName;
  probe: Probe;
}

export const noCredit = "the account has no credit left";
export const keyRefused = "the key was not accepted";
export const isResting = "it is left alone for now, after earlier faults";
export const cannotTake = "it cannot be asked such a question";
export const ownDefect = "the call failed by a fault of Modelvane's own";
export const withoutEnd = "it went on without an end";

/** A route that rests for seconds only is waited for so long, in milliseconds. */
const longestWaitMs = 20_000;
const shortestWaitMs = 50;

/**
 * Calls of one host at once: the three best of nine tasks may well be on one, and are not to wait for each other. A
 * machine of one's own answers one after another.
 */
const mostOfHost = 27;
const mostOfLocal = 1;

const nothingMeasured = { firstTokenMs: null, tokensPerSecond: null, inputTokens: null };
const free: CallFacts = { costUsdNanos: 0, ...nothingMeasured };

/** What was cut off has to be paid for as far as it went, and nobody tells how far: 0 only where all is free. */
function cutOff({ place }: Question): CallFacts {
  return { costUsdNanos: knownCost(place, nothingKnown), ...nothingMeasured };
}

function notAsked(why: string, call: CallFacts | null = null): ProbeOutcome {
  return { kind: "not-asked", why, call };
}

/** Why the question need not be put; null where it may be. */
function obstacle({ place: { route } }: Question, { caller, notes }: ProbeRun): ProbeOutcome | null {
  const why = caller.lacks(route.provider) ?? notes.blocked(route.provider);
  if (why !== undefined) return notAsked(why);
  const death = notes.deathOf(route);
  return death === undefined ? null : { kind: "fault", fault: death, call: null };
}

/** 403 is said of a model, 401 and a missing key of the account. */
const isOfAccount = ({ outcome, code }: CallFault) =>
  outcome === "no-credit" || (outcome === "refused" && code !== "403");

/** Nothing is paid for a refusal, which has an HTTP status or comes before any answer. */
const isRefusal = ({ outcome, code }: CallFault) =>
  (outcome !== "broken" && outcome !== "timeout") || (code !== null && /^[45]\d\d$/.test(code));

/** What a fault means, and what the run learns of it. */
function outcomeOf(fault: CallFault | null, question: Question, { notes }: ProbeRun): ProbeOutcome {
  const { route } = question.place;
  if (fault === null || fault.isDefect) return notAsked(ownDefect, cutOff(question));
  const { outcome } = fault;
  if (outcome === "no-credit" || isOfAccount(fault)) {
    notes.block(route.provider, outcome === "no-credit" ? noCredit : keyRefused);
    return notAsked(outcome === "no-credit" ? noCredit : keyRefused, free);
  }
  if (outcome === "gone" || outcome === "refused") notes.bury(route, outcome);
  return { kind: "fault", fault: outcome, call: isRefusal(fault) ? free : cutOff(question) };
}

/** Null where the answer could not be judged. */
async function check(probe: Probe, { answer, isCut }: CollectedAnswer): Promise<CheckResult | null> {
  if (isCut) return { isRight: false, why: withoutEnd };
  try {
    return await probe.check(answer);
  } catch {
    return null;
  }
}

/** A timer that ends a call, and the signals that do. */
function limitsOf({ task }: Question, { clock, longestCallMs, budget, signal }: ProbeRun) {
  const controller = new AbortController();
  const isMedia = tasksWithFiles.has(task) || task === "automatic-speech-recognition";
  const milliseconds = isMedia ? longestCallMs.media : longestCallMs.text;
  const stop = clock.after(milliseconds, () => controller.abort(new Error("It took too long.")));
  return { signal: AbortSignal.any([signal, budget.timeIsUp, controller.signal]), late: controller.signal, stop };
}

type Called = Extract<ProbeReply, { kind: "called" }>;

async function read(reply: Called, question: Question, run: ProbeRun): Promise<ProbeOutcome> {
  const { place, probe } = question;
  const startedAt = run.clock.now();
  const collected = await collectAnswer(reply.events, { ...probe, clock: run.clock, startedAt });
  const { firstTokenMs, tokensPerSecond, usage } = collected;
  const costUsdNanos = knownCost(place, usage);
  const call = { costUsdNanos, firstTokenMs, tokensPerSecond, inputTokens: usage.inputTokens };
  run.notes.noteAnswer(place.route, probe.id);
  const judged = await check(probe, collected);
  return judged === null ? notAsked(ownDefect, call) : { kind: "answered", ...judged, call };
}

type Resting = Extract<ProbeReply, { kind: "resting" }>;

/** What is known of a route that cannot be called now. */
function uncalled(reply: Exclude<ProbeReply, Called>): ProbeOutcome | Resting {
  if (reply.kind === "unfit") return notAsked(cannotTake);
  // Its host has lately said that it does not serve it: that is an answer, and needs no other call.
  return reply.because === "gone" ? { kind: "fault", fault: "gone", call: null } : reply;
}

/** One try. Rejects with the reason of the run's signal alone. */
async function attempt(question: Question, run: ProbeRun): Promise<ProbeOutcome | Resting> {
  const hindrance = obstacle(question, run);
  if (hindrance !== null) return hindrance;
  const { place, task, probe } = question;
  const reservation = await run.budget.reserve(expectedCost(place, probe, task));
  if (typeof reservation === "string") return notAsked(reservation);
  const limits = limitsOf(question, run);
  const options = { temperature: 0, ...(probe.maximumTokens !== null && { max_tokens: probe.maximumTokens }) };
  const reply = run.caller.call({ route: place.route, task, ask: probe.ask, options, signal: limits.signal });
  if (reply.kind !== "called") {
    limits.stop();
    reservation.cancel();
    return uncalled(reply);
  }
  run.notes.noteCall(place.route);
  run.onCall(run.budget.calls());
  let outcome: ProbeOutcome = notAsked(ownDefect, cutOff(question));
  try {
    outcome = await read(reply, question, run);
  } catch {
    run.signal.throwIfAborted();
    if (run.budget.timeIsUp.aborted) outcome = notAsked(timeIsSpent, cutOff(question));
    else if (limits.late.aborted) outcome = { kind: "fault", fault: "timeout", call: cutOff(question) };
    else outcome = outcomeOf(reply.fault(), question, run);
  } finally {
    limits.stop();
    reservation.settle(outcome.call?.costUsdNanos ?? null);
  }
  return outcome;
}

/** Puts one question to one route, when it is its turn. Rejects with the reason of the run's signal alone. */
export async function askProbe(question: Question, run: ProbeRun): Promise<ProbeOutcome> {
  const { route, isLocal } = question.place;
  const place = { key: `${route.provider}/${route.host ?? ""}`, most: isLocal ? mostOfLocal : mostOfHost };
  const ending = AbortSignal.any([run.signal, run.budget.timeIsUp]);
  try {
    for (let waited = 0; ; ) {
      const outcome = await run.turns.take(place, () => attempt(question, run), ending);
      if (outcome.kind !== "resting") return outcome;
      const wait = Math.max(shortestWaitMs, outcome.until - run.clock.now());
      waited += wait;
      if (waited > longestWaitMs) return { kind: "not-asked", why: isResting, rests: outcome.because, call: null };
      await run.clock.sleep(wait, ending);
    }
  } catch (error) {
    run.signal.throwIfAborted();
    if (run.budget.timeIsUp.aborted) return notAsked(timeIsSpent);
    throw error;
  }
}
