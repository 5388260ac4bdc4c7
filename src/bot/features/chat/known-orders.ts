import type { ModelIdentity } from "../../../domain/route.ts";
import type { Order } from "./order.ts";

/** What an answer was given to, for it to be made anew. */
export interface KnownOrder {
  /** Where it was asked, as the store names it: nobody else's answer is made anew. */
  chat: string;
  order: Order;
  /** Who has asked, as the store names them; null where that is not known any more. */
  person: string | null;
  /** Those that have answered it before. */
  models: readonly ModelIdentity[];
}

/** The last orders, by the requests that answered them; gone at a restart, for they hold what people write. */
export interface KnownOrders {
  remember(request: string, known: KnownOrder): void;
  /** Of this chat only. */
  find(request: string, chat: string): KnownOrder | undefined;
}

const most = 2_000;

export function createKnownOrders(): KnownOrders {
  const byRequest = new Map<string, KnownOrder>();
  return {
    remember(request, known) {
      byRequest.set(request, known);
      const [oldest] = byRequest.keys();
      if (byRequest.size > most && oldest !== undefined) byRequest.delete(oldest);
    },
    find(request, chat) {
      const known = byRequest.get(request);
      return known?.chat === chat ? known : undefined;
    },
  };
}
