import type { Route } from "./route.ts";
import type { TaskName } from "./task.ts";

/**
 * How an attempt ended. `gone`: the route no longer serves the model. `no-credit`: the account has run out. `busy`: too
 * many requests, or the server is down for the moment. `refused`: the key does not open it. `broken`: an answer that is
 * none. `timeout`: no first token, or silence within a stream. `bad-request`: the caller's own fault. `cancelled`: the
 * caller went away.
 */
export const callOutcomes = [
  "answered",
  "gone",
  "no-credit",
  "busy",
  "refused",
  "broken",
  "timeout",
  "cancelled",
  "bad-request",
] as const;
export type CallOutcome = (typeof callOutcomes)[number];

/** Why a route was tried: first choice, stand-in, on trial, the person's own choice, or to see whether it is back. */
export const callRoles = ["primary", "fallback", "trial", "own-choice", "probe"] as const;
export type CallRole = (typeof callRoles)[number];

/** One attempt, as it is stored. It holds no text of a prompt or an answer. */
export interface UsageRecord {
  /** A UUID of version 7, so that ids sort by time. */
  id: string;
  /** When the attempt began: milliseconds since the epoch. */
  at: number;
  /** One id for all attempts of a request. */
  request: string;
  /** 1 for the first. */
  attempt: number;
  role: CallRole;
  /** Null where a concrete model was asked for. */
  task: TaskName | null;
  route: Route;
  /** Of the configuration that was followed; null where none was. */
  revision: number | null;
  /** Who asked, as the surface names them ("telegram:123"); null where it does not say. */
  chat: string | null;
  person: string | null;
  outcome: CallOutcome;
  /** The error's finer kind, such as an HTTP status ("429") or a code ("ECONNRESET"); null where it ended well. */
  error: string | null;
  /** Milliseconds from the start of the attempt; null where nothing came. */
  firstTokenMs: number | null;
  durationMs: number;
  inputTokens: number | null;
  outputTokens: number | null;
  /** USD micros per million tokens at the time; null where unknown. */
  inputPrice: number | null;
  outputPrice: number | null;
  /** USD nanos; null where tokens or price are unknown. */
  inputCost: number | null;
  outputCost: number | null;
  /** The call was paid by a key of the user's own (a declared endpoint), and not by the provider's account. */
  ownKey: boolean;
}

/** The cost in USD nanos of so many tokens at a price in USD micros per million; null where either is unknown. */
export function costOf(tokens: number | null, price: number | null): number | null {
  return tokens === null || price === null ? null : Math.round((tokens * price) / 1_000);
}
