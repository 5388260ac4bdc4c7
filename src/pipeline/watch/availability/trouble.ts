import { z } from "zod";
import type { WatchDependencies } from "../dependencies.ts";
import { type Notes, openNotes } from "../notes.ts";

/** Something that goes on: since when, and why. */
export interface Trouble {
  /** Milliseconds since the epoch. */
  since: number;
  /** What it is about: a route's key. */
  about: string;
  reason: string;
}

const schema = z.object({ since: z.number(), about: z.string(), reason: z.string() });

type Dependencies = Pick<WatchDependencies, "watchLog" | "clock">;

/** The tasks of which nothing answers, by name; and the outage of everything, by `everything`. */
export function openTroubles({ watchLog, clock }: Dependencies): Notes<Trouble> {
  return openNotes({ log: watchLog, now: clock.now, kind: "trouble", schema });
}

/** The key of an outage of everything. */
export const everything = "everything";

/** Since when it goes on: noted, where it is new, so that whoever finds it again tells nothing new. */
export async function beginTrouble(
  key: string,
  { about, reason }: Omit<Trouble, "since">,
  dependencies: Dependencies,
): Promise<Trouble> {
  const troubles = openTroubles(dependencies);
  const known = await troubles.find(key);
  if (known?.body.about === about) return known.body;
  const trouble = { since: dependencies.clock.now(), about, reason };
  const isOurs = await troubles.write(key, trouble, known?.version ?? null);
  return isOurs ? trouble : ((await troubles.find(key))?.body ?? trouble);
}

/** Ends it; answers what it was, where there was one. */
export async function endTrouble(key: string, dependencies: Dependencies): Promise<Trouble | null> {
  const troubles = openTroubles(dependencies);
  const known = await troubles.find(key);
  if (known === null) return null;
  return (await troubles.write(key, null, known.version)) ? known.body : null;
}
