import type { Clock } from "../../../shared/clock.ts";
import { authorIdOf, isOwnWord } from "../../author.ts";
import { readCommand } from "../../called-command.ts";
import type { BotContext } from "../../context.ts";
import { isPart, mostParts } from "../../message-parts.ts";
import { placeKey, threadOf } from "./open-answers.ts";
import type { Order } from "./order.ts";

/** An order whose turn has come, or that was refused. */
export interface Begun {
  /** Resolves when it is dealt with; rejects with a `CutOff` where the end of the service came first. */
  ended: Promise<void>;
}

/** What comes in several messages, and is one for the person who has sent it. */
export interface Gathering {
  /**
   * Null where the message stands for itself. Else the end of what it is a part of: `begin` is called with the whole when
   * no more of it comes, once, for all its parts. A command begins something new, whatever it follows.
   */
  take(context: BotContext, order: Order, begin: (whole: Order) => Promise<Begun>): Promise<Begun | null>;
  /** Waits no longer for more of what this person says here; resolves when it has begun. */
  finish(context: BotContext): Promise<void>;
}

/** The parts come within moments of each other. */
const patienceMs = 800;

interface Pending {
  order: Order;
  parts: number;
  begun: Promise<Begun>;
  finish(): void;
  callOff(): void;
}

/** All that a person says in a place has keys that begin alike. */
function ownerOf(context: BotContext): string {
  const { chat, msg } = context;
  return `${placeKey(chat?.id ?? 0, threadOf(msg))} ${authorIdOf(context)} `;
}

/** By what the parts are known to belong together; null for a message that can have none. */
function keyOf(context: BotContext, order: Order): string | null {
  const { message } = context;
  if (message?.media_group_id !== undefined) return `${ownerOf(context)}album ${message.media_group_id}`;
  if (message?.text === undefined || order.attachments.length > 0) return null;
  return `${ownerOf(context)}text`;
}

/** What a question is about, where that stands below it, goes on below it. */
function joined(first: Order, next: Order): Order {
  const grown = first.context === null ? "text" : "context";
  return {
    ...first,
    [grown]: [first[grown], next.text].filter((text) => text !== "").join("\n"),
    attachments: [...first.attachments, ...next.attachments],
    isSpoken: false,
    asWritten: null,
  };
}

export function createGathering(clock: Pick<Clock, "after">): Gathering {
  const pending = new Map<string, Pending>();

  function wait(key: string, order: Order, begin: (whole: Order) => Promise<Begun>): Pending {
    const { promise, resolve } = Promise.withResolvers<Order>();
    const entry: Pending = {
      order,
      parts: 1,
      begun: promise.then(begin),
      callOff: () => {},
      finish() {
        entry.callOff();
        pending.delete(key);
        resolve(entry.order);
      },
    };
    entry.callOff = clock.after(patienceMs, entry.finish);
    pending.set(key, entry);
    return entry;
  }

  function join(entry: Pending, order: Order, mayGoOn: boolean): void {
    entry.order = joined(entry.order, order);
    entry.parts += 1;
    entry.callOff();
    // A short one is the last of a text.
    if (!mayGoOn || entry.parts >= mostParts) entry.finish();
    else entry.callOff = clock.after(patienceMs, entry.finish);
  }

  async function finish(context: BotContext): Promise<void> {
    const owner = ownerOf(context);
    const own = [...pending].filter(([key]) => key.startsWith(owner)).map(([, entry]) => entry);
    for (const entry of own) entry.finish();
    // Whoever has sent it is told of its faults.
    await Promise.allSettled(own.map(({ begun }) => begun));
  }

  return {
    finish,
    async take(context, order, begin) {
      if (isOwnWord(context) && readCommand(context) !== null) await finish(context);
      const key = keyOf(context, order);
      if (key === null) return null;
      const mayGoOn = isPart(context.message);
      const known = pending.get(key);
      if (known !== undefined) join(known, order, mayGoOn);
      else if (!mayGoOn) return null;
      const { begun } = known ?? wait(key, order, begin);
      return { ended: begun.then(({ ended }) => ended) };
    },
  };
}
