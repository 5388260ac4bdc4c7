import { ExponentialBackoff, type IBackoff, noJitterGenerator } from "cockatiel";
import type { CallOutcome } from "../domain/usage.ts";

/** The outcomes that speak against a route. The others are the caller's doing. */
export type Fault = Exclude<CallOutcome, "answered" | "cancelled" | "bad-request">;

const minute = 60_000;
const hour = 60 * minute;

/** What does not pass by itself within minutes: a model that was dropped, a key that does not open, an empty account. */
const longRestsMs: Partial<Record<Fault, number>> = { gone: 6 * hour, refused: 30 * minute, "no-credit": hour };

/** A server nearby answers at once that it still lacks the model, and has it as soon as somebody has put it there. */
const goneNearbyMs = minute;

/** Where nothing else can serve, a model that was dropped is looked at again after so long. */
const lastResortMs = hour;

/** However long the other side wants to be left alone, it is looked at once an hour. */
const longestRetryAfterMs = hour;

/** A probe of which nothing was heard for so long is taken for lost, so that it keeps nobody else away. */
const probeLeaseMs = 5 * minute;

/** Where a probe is under way, it pays to look again after so long. */
const probeLookMs = 1_000;

/** The share by which chance lengthens a rest, so that many programs do not come back at the same instant. */
const jitterShare = 0.2;

/**
 * Only the durations are cockatiel's: its circuit breaker reads the system's time and wraps promises, whereas answers
 * stream and the clock is handed in.
 */
const shortRests = new ExponentialBackoff({
  initialDelay: 1_000,
  maxDelay: 5 * minute,
  exponent: 2,
  generator: noJitterGenerator,
});

/** Whether a call may go where something went wrong before. */
export type Admission = { kind: "open" } | { kind: "probe" } | { kind: "resting"; until: number; because: Fault };

/** What is remembered of a route, or of an account, since its last success. */
export interface Gate {
  because: Fault;
  /** 0 where it does not rest. */
  restsSince: number;
  until: number;
  /** The turn in which the last rest began: calls of earlier turns tell nothing new. */
  turn: number;
  rests: IBackoff<unknown> | null;
  /** Broken answers so far. */
  broken: number;
  probeSince: number | null;
  touchedAt: number;
}

export function createGate(because: Fault, now: number): Gate {
  return {
    because,
    restsSince: 0,
    until: 0,
    turn: 0,
    rests: null,
    broken: 0,
    probeSince: null,
    touchedAt: now,
  };
}

const open: Admission = { kind: "open" };
const probe: Admission = { kind: "probe" };

/** Times of a clock that was set back since lie in the future: what they began is over, lest it last for ever. */
function followClock(gate: Gate, now: number): void {
  if (now < gate.restsSince) {
    gate.restsSince = now;
    gate.until = Math.min(gate.until, now);
  }
  if (gate.probeSince !== null && now < gate.probeSince) gate.probeSince = null;
}

/** Of two gates that a call has to pass, what the narrower one says. */
export function narrower(a: Admission, b: Admission): Admission {
  if (a.kind === "resting" && b.kind === "resting") return a.until >= b.until ? a : b;
  if (a.kind === "resting" || b.kind === "open") return a;
  return b;
}

/** Whether a call may pass now: freely, as the one probe after a rest, or not yet. */
export function lookAtGate(gate: Gate, now: number): Admission {
  if (gate.until === 0) return open;
  followClock(gate, now);
  if (now < gate.until) return { kind: "resting", until: gate.until, because: gate.because };
  const isProbed = gate.probeSince !== null && now < gate.probeSince + probeLeaseMs;
  return isProbed ? { kind: "resting", until: now + probeLookMs, because: gate.because } : probe;
}

/** As `lookAtGate`, for a request that nothing else can serve. */
export function lookAtLastResort(gate: Gate, now: number): Admission {
  const admission = lookAtGate(gate, now);
  if (admission.kind !== "resting" || gate.because !== "gone" || now >= gate.until) return admission;
  const until = Math.min(gate.until, gate.restsSince + lastResortMs);
  if (now < until) return { ...admission, until };
  endRest(gate, now);
  return probe;
}

/** The rest is over: the next call may be the probe. */
export function endRest(gate: Gate, now: number): void {
  gate.until = Math.min(gate.until, now);
}

/** Lets everybody through again, without forgetting: a fault from here on makes the next rest a longer one. */
export function openGate(gate: Gate): void {
  gate.until = 0;
  gate.probeSince = null;
}

export interface FaultReport {
  fault: Fault;
  /** What the other side asked for; null where it did not. */
  retryAfterMs: number | null;
  /** From 0 to 1. */
  chance: number;
  now: number;
  /** The call began before the last rest did. */
  isStale: boolean;
  /** It went to a machine of the user's own. */
  isLocal: boolean;
  isProbe: boolean;
}

/** Milliseconds for which a fault makes a gate rest; 0 where it is passed over. */
function restOf(gate: Gate, { fault, retryAfterMs, chance, isStale, isProbe, isLocal }: FaultReport): number {
  const long = fault === "gone" && isLocal ? goneNearbyMs : longRestsMs[fault];
  if (long !== undefined) return long;
  const wanted = Math.min(Math.max(retryAfterMs ?? 0, 0), longestRetryAfterMs);
  if (fault === "broken") {
    gate.broken += 1;
    if (gate.broken < 2 && !isProbe) return wanted;
  }
  // Calls that were under way together and fail together are one fault.
  if (isStale) return wanted;
  gate.rests = gate.rests === null ? shortRests.next() : gate.rests.next(undefined);
  return Math.max(wanted, Math.round(gate.rests.duration * (1 + jitterShare * chance)));
}

/** Takes note of a fault. Answers whether a new rest begins. */
export function noteFault(gate: Gate, report: FaultReport): boolean {
  const { now, fault } = report;
  const rest = restOf(gate, report);
  gate.touchedAt = now;
  if (report.isProbe) gate.probeSince = null;
  followClock(gate, now);
  if (rest === 0 || now + rest <= gate.until) return false;
  gate.because = fault;
  gate.restsSince = now;
  gate.until = now + rest;
  return true;
}
