import { randomUUID } from "node:crypto";
import type { WatchEvent } from "../domain/watch-event.ts";
import type { KeptEvent, WatchEvents } from "../pipeline/watch/events.ts";
import type { PolicyReader } from "../policy-file.ts";
import type { Clock } from "../shared/clock.ts";
import type { Notice } from "./notice.ts";
import { isQuiet } from "./quiet-hours.ts";

export interface WatchNoticesDependencies {
  clock: Pick<Clock, "now">;
  policy: PolicyReader;
  /** What the watch has done and seen. */
  watchEvents: Pick<WatchEvents, "list" | "claim" | "told">;
}

/** What people are told of the watch. */
export interface WatchNotices {
  /**
   * What to tell of the last two days that nobody was told of, the oldest first; null where there is nothing. In quiet
   * hours that is only what is critical: the rest waits for their end. To be asked every minute. What is answered here
   * is told by nobody else in the next half hour.
   */
  checkWatch(): Promise<Notice | null>;
  /** Remembers that somebody was told. */
  toldWatch(events: readonly WatchEvent[]): Promise<void>;
}

/** What is older says nothing about today. */
const longestMs = 2 * 86_400_000;
/** Each administrator is tried for minutes. */
const tellingMs = 30 * 60_000;

/** The notices of the watch, over what it keeps. */
export function createWatchNotices({ clock, policy, watchEvents }: WatchNoticesDependencies): WatchNotices {
  const teller = { id: randomUUID(), patienceMs: tellingMs };

  /** While the policy cannot be read, nobody is disturbed by what can wait. */
  async function isQuietNow(): Promise<boolean> {
    const read = await policy.read().catch(() => null);
    if (read === null) return true;
    return isQuiet(clock.now(), { hours: read.watching.quietHours, timeZone: read.schedule.timeZone });
  }

  const isUntold = ({ event, toldAt }: KeptEvent) => toldAt === null && clock.now() - event.at < longestMs;

  return {
    async checkWatch() {
      const untold = (await watchEvents.list()).filter(isUntold).map(({ event }) => event);
      if (untold.length === 0) return null;
      const quiet = await isQuietNow();
      const due = untold.filter(({ severity }) => !quiet || severity === "critical");
      const events = await watchEvents.claim(due.toReversed(), teller);
      return events.length === 0 ? null : { kind: "watch", events };
    },
    toldWatch: (events) => watchEvents.told(events),
  };
}
