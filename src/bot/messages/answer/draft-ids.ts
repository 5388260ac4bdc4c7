import type { Clock } from "../../../shared/clock.ts";

/** Telegram takes 32 bits (Bot API, sendMessageDraft). */
const most = 2 ** 31 - 1;

/** Numbers for drafts. They begin with the seconds of the clock, so that those of an earlier process are others. */
export function createDraftIds({ now }: Pick<Clock, "now">): () => number {
  let last = Math.floor(now() / 1_000) % most;
  return () => {
    last = (last % most) + 1;
    return last;
  };
}
