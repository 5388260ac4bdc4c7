import { z } from "zod";
import type { WatchEvent } from "../../domain/watch-event.ts";
import type { WatchLog } from "../../store/store.ts";
import type { WatchDependencies } from "./dependencies.ts";
import { type Notes, openNotes } from "./notes.ts";

/** An event with what has become of it. */
export interface KeptEvent {
  event: WatchEvent;
  /** When people were told: milliseconds since the epoch; null where they were not. */
  toldAt: number | null;
  /** Who is about to tell them, and since when (milliseconds since the epoch); absent where nobody is. */
  teller?: { id: string; at: number } | undefined;
}

/** Who is about to tell people, and for how long (ms) nobody else does: after that they count as gone. */
export interface EventTeller {
  id: string;
  patienceMs: number;
}

/** What the program itself has written, so that only its frame is looked at. */
const eventSchema = z.custom<WatchEvent>(
  (value) =>
    typeof value === "object" &&
    value !== null &&
    "id" in value &&
    "at" in value &&
    typeof value.at === "number" &&
    "kind" in value &&
    "severity" in value,
);

/** What the watch has done and seen, kept until the cleanup. */
export interface WatchEvents {
  /** Keeps an event; the same one (by its id) is kept once. Answers whether it is new. */
  add(event: WatchEvent): Promise<boolean>;
  /** All that are kept, the newest first. */
  list(): Promise<KeptEvent[]>;
  /** Those of these that the teller may tell now: untold, and nobody else is about to. Of two who ask, one gets each. */
  claim(events: readonly WatchEvent[], teller: EventTeller): Promise<WatchEvent[]>;
  /** Notes that people were told of these just now. */
  told(events: readonly WatchEvent[]): Promise<void>;
}

/** The events over the store. */
export function openWatchEvents(options: { log: Pick<WatchLog, "notes" | "writeNote">; now(): number }): WatchEvents {
  const notes: Notes<KeptEvent> = openNotes({
    ...options,
    kind: "event",
    schema: z.object({
      event: eventSchema,
      toldAt: z.number().nullable(),
      teller: z.object({ id: z.string(), at: z.number() }).optional(),
    }),
  });

  /** A clock that was set back must not keep an event back until it has caught up. */
  function isFree({ toldAt, teller }: KeptEvent, { id, patienceMs }: EventTeller): boolean {
    if (toldAt !== null) return false;
    return teller === undefined || teller.id === id || Math.abs(options.now() - teller.at) >= patienceMs;
  }

  return {
    async add(event) {
      // Where it is there already, somebody else has told it.
      return await notes.write(event.id, { event, toldAt: null }, null);
    },
    async list() {
      const all = [...(await notes.all()).values()].map(({ body }) => body);
      return all.sort((a, b) => b.event.at - a.event.at);
    },
    async claim(events, teller) {
      const all = await notes.all();
      const claimed: WatchEvent[] = [];
      for (const event of events) {
        const kept = all.get(event.id);
        if (!kept || !isFree(kept.body, teller)) continue;
        const body = { ...kept.body, teller: { id: teller.id, at: options.now() } };
        if (await notes.write(event.id, body, kept.version)) claimed.push(event);
      }
      return claimed;
    },
    async told(events) {
      const all = await notes.all();
      for (const { id } of events) {
        const kept = all.get(id);
        if (kept) await notes.write(id, { ...kept.body, toldAt: options.now() }, kept.version);
      }
    },
  };
}

/** Keeps events for whoever tells people of them; answers those that were not known before. */
export async function keepNew(
  events: readonly WatchEvent[],
  { watchLog: log, clock }: Pick<WatchDependencies, "watchLog" | "clock">,
): Promise<WatchEvent[]> {
  const kept = openWatchEvents({ log, now: clock.now });
  const fresh: WatchEvent[] = [];
  for (const event of events) if (await kept.add(event)) fresh.push(event);
  return fresh;
}
