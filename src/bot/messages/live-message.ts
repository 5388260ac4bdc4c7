import type { Clock } from "../../shared/clock.ts";
import type { Content } from "./content.ts";

/** Telegram wants at most one change a second in a chat, edits counted (Bots FAQ, "limits"); a margin on top. */
const pauseMs = 1_200;

/** A message that tells how a piece of work goes on: edited in place, at most once a second, never twice the same. */
export interface LiveMessage {
  /** Shows this as soon as it may; what a later call says before then is shown instead. Never throws. */
  show(content: Content): void;
  /** Shows the last word, after what is under way; nothing else is shown from then on. */
  finish(content: Content): Promise<void>;
}

export interface LiveMessageOptions {
  edit(content: Content): Promise<unknown>;
  clock: Clock;
  logger: { debug(message: string): void };
}

export function createLiveMessage({ edit, clock, logger }: LiveMessageOptions): LiveMessage {
  let waiting: Content | null = null;
  let shown = "";
  let isFinished = false;
  let turning: Promise<void> | null = null;
  const stopping = new AbortController();

  async function turn(): Promise<void> {
    while (waiting !== null && !isFinished) {
      const next: Content = waiting;
      waiting = null;
      if (next.text.text !== shown) {
        shown = next.text.text;
        // A progress that could not be shown harms nothing: the next one, or the last word, will.
        await edit(next).catch((error: Error) => logger.debug(`The progress was not shown: ${error.message}`));
        await clock.sleep(pauseMs, stopping.signal).catch(() => {});
      }
    }
    turning = null;
  }

  return {
    show(content) {
      if (isFinished) return;
      waiting = content;
      turning ??= turn();
    },
    async finish(content) {
      isFinished = true;
      stopping.abort();
      await turning;
      await edit(content);
    },
  };
}
