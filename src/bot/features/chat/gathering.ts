import type { Clock } from "../../../shared/clock.ts";
import type { BotContext } from "../../context.ts";
import { placeKey, threadOf } from "./open-answers.ts";
import type { Order } from "./order.ts";

/** What comes in several messages, and is one for the person who has sent it. */
export interface Gathering {
  /**
   * Null where the message stands for itself; "joined" where it belongs to one that came before; else the whole, when no
   * more of it comes.
   */
  take(context: BotContext, order: Order): Promise<Order> | "joined" | null;
}

/** Apps cut a long text into messages of 4096 characters at most, at a blank where there is one. */
const longPart = 3_500;
/** The parts come within moments of each other. */
const patienceMs = 800;
/** Parts of one text, or pictures of an album (Telegram allows ten); what comes beyond stands for itself. */
const mostParts = 40;

interface Pending {
  order: Order;
  parts: number;
  finish(): void;
  callOff(): void;
}

/** By what the parts are known to belong together; null for a message that can have none. */
function keyOf({ message, from }: BotContext, order: Order): { key: string; isPart: boolean } | null {
  if (message === undefined) return null;
  if (message.media_group_id !== undefined) return { key: `album ${message.media_group_id}`, isPart: true };
  if (message.text === undefined || order.attachments.length > 0) return null;
  return {
    key: `text ${placeKey(message.chat.id, threadOf(message))} ${from?.id}`,
    isPart: message.text.length >= longPart,
  };
}

function joined(first: Order, next: Order): Order {
  return {
    ...first,
    text: [first.text, next.text].filter((text) => text !== "").join("\n"),
    attachments: [...first.attachments, ...next.attachments],
    isSpoken: false,
  };
}

export function createGathering(clock: Pick<Clock, "after">): Gathering {
  const pending = new Map<string, Pending>();

  function wait(key: string, order: Order): Promise<Order> {
    const { promise, resolve } = Promise.withResolvers<Order>();
    const entry: Pending = {
      order,
      parts: 1,
      callOff: () => {},
      finish() {
        entry.callOff();
        pending.delete(key);
        resolve(entry.order);
      },
    };
    entry.callOff = clock.after(patienceMs, entry.finish);
    pending.set(key, entry);
    return promise;
  }

  function join(entry: Pending, order: Order, isPart: boolean): void {
    entry.order = joined(entry.order, order);
    entry.parts += 1;
    entry.callOff();
    // A short one is the last of a text.
    if (!isPart || entry.parts >= mostParts) entry.finish();
    else entry.callOff = clock.after(patienceMs, entry.finish);
  }

  return {
    take(context, order) {
      const found = keyOf(context, order);
      if (found === null) return null;
      const entry = pending.get(found.key);
      if (entry === undefined) return found.isPart ? wait(found.key, order) : null;
      join(entry, order, found.isPart);
      return "joined";
    },
  };
}
