import type { MiddlewareFn } from "grammy";
import type { BotContext } from "./context.ts";

/** More at once than a person types: what comes beyond it is dropped. */
const mostWaiting = 10;

export interface CrowdGateOptions {
  /** Whose updates are never dropped. */
  isExempt(context: BotContext): boolean;
  logger: { debug(message: string): void };
}

/**
 * Keeps one person from filling the places in which everybody's updates are handled: a chat's updates wait for each
 * other, and Telegram lets a bot answer a chat about once a second.
 */
export function createCrowdGate({ isExempt, logger }: CrowdGateOptions): MiddlewareFn<BotContext> {
  const waiting = new Map<number, number>();

  return async (context, next) => {
    const id = context.from?.id ?? context.chat?.id ?? 0;
    const count = waiting.get(id) ?? 0;
    if (count >= mostWaiting && !isExempt(context)) {
      logger.debug(`An update of ${id} is dropped: ${count} wait already.`);
      return;
    }
    waiting.set(id, count + 1);
    try {
      await next();
    } finally {
      const left = (waiting.get(id) ?? 1) - 1;
      if (left > 0) waiting.set(id, left);
      else waiting.delete(id);
    }
  };
}
