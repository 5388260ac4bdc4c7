import type { HistoryEntry } from "../domain/history.ts";
import { lastSuccessOf, silenceHours } from "../operations/freshness.ts";
import { toTimestamp } from "../shared/clock.ts";
import type { Notice } from "./notice.ts";
import type { NoticeState } from "./notice-store.ts";

const millisecondsPerHour = 3_600_000;
const repeatHours = 24;
/** The check comes hourly but never to the millisecond: half an hour early is a day. */
const toleranceMs = millisecondsPerHour / 2;

export interface SilenceFacts {
  state: NoticeState;
  /** Newest first. */
  entries: readonly HistoryEntry[];
  isPaused: boolean;
  /** Milliseconds since the epoch. */
  now: number;
}

/** The later of two moments, of which either may be unknown. */
export function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return Date.parse(a) > Date.parse(b) ? a : b;
}

function lastErrorOf(entries: readonly HistoryEntry[]): string | null {
  const last = entries.find((entry) => entry.kind === "update");
  return last && !last.success ? (last.errors[0] ?? null) : null;
}

/**
 * Whether it is time to say that no update succeeds, and what is to be remembered whether or not anybody can be told. A place where none ever
 * has succeeded is given as long as any other, from the moment when somebody first looked.
 */
export function judgeSilence({ state, entries, isPaused, now }: SilenceFacts): {
  notice: Notice | null;
  state: NoticeState;
} {
  const since = later(lastSuccessOf(entries)?.at ?? null, state.lastSuccess);
  const watchedSince = state.watchedSince ?? toTimestamp(now);
  const hours = Math.floor((now - Date.parse(since ?? watchedSince)) / millisecondsPerHour);
  const known: NoticeState = { ...state, watchedSince, lastSuccess: since };
  if (hours < silenceHours) return { notice: null, state: { ...known, silenceToldAt: null } };
  const toldAt = state.silenceToldAt === null ? Number.NEGATIVE_INFINITY : Date.parse(state.silenceToldAt);
  if (now - toldAt < repeatHours * millisecondsPerHour - toleranceMs) return { notice: null, state: known };
  const notice: Notice = { kind: "silence", since, hours, isPaused, lastError: lastErrorOf(entries) };
  return { notice, state: known };
}
