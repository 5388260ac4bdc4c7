import type { Choice, Route } from "./route.ts";
import type { TaskName } from "./task.ts";
import type { CallOutcome } from "./usage.ts";
import type { WatchEvent } from "./watch-event.ts";

/**
 * What a look at a configured route was for: whether it answers, how fast it does, whether it is still what it was, or to
 * fill up what real use has not yet told of a new choice.
 */
export const checkKinds = ["availability", "speed", "drift", "probation"] as const;
export type CheckKind = (typeof checkKinds)[number];

/**
 * `up`: it answers. `down`: it does not, or wrongly. `unknown`: it could not be asked for a reason that is not its doing
 * (no key, no credit, no network, the day's budget is used up).
 */
export const checkOutcomes = ["up", "down", "unknown"] as const;
export type CheckOutcome = (typeof checkOutcomes)[number];

/** One look at one route, as it is kept. */
export interface WatchCheck {
  /** Milliseconds since the epoch. */
  at: number;
  kind: CheckKind;
  /** The task whose question was asked; null where the look was for all tasks that the route serves. */
  task: TaskName | null;
  route: Route;
  outcome: CheckOutcome;
  /**
   * For people, a part of a sentence that follows "it": "was no longer served there"; null where it has answered. What is up
   * by its catalogue alone says so.
   */
  reason: string | null;
  /** Calls that were made; 0 where a catalogue, or people's use, has told enough. */
  calls: number;
  firstTokenMs: number | null;
  tokensPerSecond: number | null;
  /** What the host counted of the one fixed question, which changes only with the model behind the name. */
  inputTokens: number | null;
  /** Questions with a known answer, and how many were answered rightly; null where none was asked. */
  asked: number | null;
  right: number | null;
  /** USD nanos; null where unknown. */
  costUsdNanos: number | null;
}

/** Successes and failures, which may be weighted: then they are no whole numbers. */
export interface Tally {
  good: number;
  bad: number;
}

/** What is believed of a model of which nothing is known: 95 of 100, with the weight of ten answers. */
export const priorTally: Tally = { good: 9.5, bad: 0.5 };

/** What somebody thought of an answer, or that they asked for another one. */
export interface AnswerOpinion {
  person: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** 1 good, -1 bad, 0 another answer was asked for. */
  rating: number;
}

/** One attempt of a route in real use, with what people thought of it. */
export interface Observation {
  /** Milliseconds since the epoch. */
  at: number;
  outcome: CallOutcome;
  opinions: readonly AnswerOpinion[];
}

/** A new choice that has to keep its promise in real use. */
export interface Probation {
  task: TaskName;
  /** Milliseconds since the epoch. */
  since: number;
  /** The revision that brought the choice, and the one that stood before it. */
  revision: number;
  previousRevision: number;
  route: Route;
  /** What it has replaced, with its record at that moment. */
  incumbent: Route;
  record: Tally;
  /** When a way back is tried again that was closed (milliseconds since the epoch); absent where none was. */
  retryAt?: number | undefined;
}

/** A challenger that gets a share of a task's traffic. */
export interface Trial {
  task: TaskName;
  /** Milliseconds since the epoch. */
  since: number;
  challenger: Choice;
  incumbent: Route;
  /** The incumbent's record at the beginning. */
  record: Tally;
  /** 0 to 1: what it gets now. */
  share: number;
  /** `fixed` keeps the share; `thompson` gives each conversation to whom a draw from what is known prefers. */
  method: "fixed" | "thompson";
  /** Who has begun it ("telegram:42"). */
  trigger: string;
}

/** How far a sequential test has come. */
export interface TestProgress {
  challenger: Tally;
  incumbent: Tally;
  /** Answers that count, of so many at the most. */
  answers: number;
  mostAnswers: number;
  /** Success, 0 to 1, with the ends of its 95 % interval by Wilson; null where nothing is known. */
  challengerSuccess: SuccessInterval | null;
  incumbentSuccess: SuccessInterval | null;
}

/** 0 to 1. */
export interface SuccessInterval {
  rate: number;
  low: number;
  high: number;
}

/** How one configured route is, as far as the watch knows. */
export interface RouteHealth {
  route: Route;
  tasks: { task: TaskName; role: "primary" | "fallback" | "trial" }[];
  /** Of the newest look; null where there was none. */
  state: CheckOutcome | null;
  reason: string | null;
  /** When it was last looked at, and since when it is in that state: milliseconds since the epoch. */
  checkedAt: number | null;
  since: number | null;
  /** The median of the last day's looks. */
  firstTokenMs: number | null;
  tokensPerSecond: number | null;
  /** Of real use in the days that are kept. */
  success: SuccessInterval | null;
  answers: number;
  driftCheckedAt: number | null;
  /** What the last look for drift has found; empty where it is what it was. */
  drift: string[];
}

/** All that is watched, with its schedule. */
export interface WatchReport {
  enabled: boolean;
  /** When what happens next: ISO 8601, UTC; null where it is not scheduled. */
  next: { availability: string | null; speed: string | null; drift: string | null };
  /** Since midnight UTC. */
  today: { calls: number; costUsdNanos: number; budgetUsd: number };
  routes: RouteHealth[];
  probations: (Probation & { test: TestProgress })[];
  trials: (Trial & { test: TestProgress })[];
  /** The newest first; of the days that are kept. */
  events: WatchEvent[];
}

/** How a model did on one day. */
export interface TimelineDay {
  /** When the day began (UTC): milliseconds since the epoch. */
  day: number;
  /** The median until the first token, of looks and of real use. */
  firstTokenMs: number | null;
  tokensPerSecond: number | null;
  /** Of real use, by the rules of `countAnswers`. */
  use: Tally;
  /** Looks that found it up, and those that found it down. */
  looks: Tally;
}

/** A model's last days, the oldest first; days of which nothing is known are there, too. */
export interface Timeline {
  provider: string;
  model: string;
  days: TimelineDay[];
}
