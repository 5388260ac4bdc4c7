import type { Telegram, TelegramEvent } from "../../demo/world/telegram/telegram.ts";

export interface AwaitedEvent<Found> {
  found: Promise<Found>;
  /** Ends the waiting where nobody wants it any more. */
  end(): void;
}

/**
 * Waits for the next event in which `find` finds something; to be called before what sets it off. Rejects after 15
 * seconds with what `reason` tells then.
 */
export function awaitEvent<Found>(
  telegram: Telegram,
  { find, reason }: { find: (event: TelegramEvent) => Found | null; reason: () => string },
): AwaitedEvent<Found> {
  const { promise, resolve, reject } = Promise.withResolvers<Found>();
  const end = telegram.subscribe((event) => {
    const found = find(event);
    if (found !== null) resolve(found);
  });
  const timer = setTimeout(() => reject(new Error(reason())), 15_000);
  const over = () => {
    clearTimeout(timer);
    end();
  };
  return { found: promise.finally(over), end: over };
}
