import type { MiddlewareFn } from "grammy";
import { authorIdOf } from "./author.ts";
import type { BotContext } from "./context.ts";
import { isPart, mostParts } from "./message-parts.ts";

/** More at once than a person types: what comes beyond it is dropped. */
const mostWaiting = 10;

export interface CrowdGateOptions {
  /** Whose updates are never dropped. */
  isExempt(context: BotContext): boolean;
  logger: { debug(message: string): void };
}

/**
 * Keeps one person from filling the places in which everybody's updates are handled: a chat's updates wait for each
 * other, and Telegram lets a bot answer a chat about once a second. An app sends the parts of a long text all at once:
 * they have places of their own.
 */
export function createCrowdGate({ isExempt, logger }: CrowdGateOptions): MiddlewareFn<BotContext> {
  const waiting = new Map<string, number>();

  return async (context, next) => {
    const id = authorIdOf(context);
    const [key, most] = isPart(context.message) ? [`${id} parts`, mostParts] : [`${id}`, mostWaiting];
    const count = waiting.get(key) ?? 0;
    if (count >= most && !isExempt(context)) {
      logger.debug(`An update of ${id} is dropped: ${count} wait already.`);
      return;
    }
    waiting.set(key, count + 1);
    try {
      await next();
    } finally {
      const left = (waiting.get(key) ?? 1) - 1;
      if (left > 0) waiting.set(key, left);
      else waiting.delete(key);
    }
  };
}
