import type { Transformer } from "grammy";
import type { ApiResponse } from "grammy/types";
import type { Clock } from "../shared/clock.ts";

/** A call is made again so often. */
const mostRepeats = 3;
/** Who asks for a call waits for it: longer than this nobody does. In milliseconds. */
const longestRestMs = 60_000;
/** Where Telegram does not say for how long it is down, the first pause, and twice as long each time. */
const firstPauseMs = 3_000;

export interface BusyPatienceOptions {
  clock: Pick<Clock, "sleep">;
  /** Aborted when the service stops: then nothing is waited for any more. */
  signal: AbortSignal;
}

const impatient: ReadonlySet<string> = new Set(["getUpdates", "getMe"]);

/** For how long to leave Telegram alone before another try, in milliseconds; null where there is none. */
function pauseAfter(answer: ApiResponse<unknown>, repeats: number): number | null {
  if (answer.ok || repeats >= mostRepeats) return null;
  const restMs = (answer.parameters?.retry_after ?? 0) * 1_000;
  const pauseMs = answer.error_code >= 500 ? firstPauseMs * 2 ** repeats : restMs;
  return pauseMs === 0 || pauseMs > longestRestMs ? null : pauseMs;
}

/**
 * Makes a call again that Telegram was too busy for (429, after its `retry_after`) or down for (500 and more). The
 * plugin auto-retry waits by timers of its own, which would hold up the end of the service for minutes. Fetching updates
 * and the first call have a patience of their own, in src/bot/polling.ts and telegram.ts.
 */
export function createBusyPatience({ clock, signal }: BusyPatienceOptions): Transformer {
  return async (prev, method, payload, callSignal) => {
    for (let repeats = 0; ; repeats += 1) {
      const answer = await prev(method, payload, callSignal);
      const pauseMs = impatient.has(method) ? null : pauseAfter(answer, repeats);
      if (pauseMs === null || signal.aborted || callSignal?.aborted) return answer;
      await clock.sleep(pauseMs, signal).catch(() => {});
      if (signal.aborted) return answer;
    }
  };
}
