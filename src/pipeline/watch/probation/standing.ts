import { z } from "zod";
import type { Configuration } from "../../../domain/configuration.ts";
import { type Route, routeOf, routeSchema } from "../../../domain/route.ts";
import type { WatchDependencies } from "../dependencies.ts";
import { type Notes, openNotes } from "../notes.ts";
import { knownTasks } from "../watched-routes.ts";

/** The first choices that the watch has last seen, by task, and the revision in which it saw them. */
export interface Standing {
  revision: number;
  tasks: Record<string, Route>;
}

const schema = z.object({ revision: z.int(), tasks: z.record(z.string(), routeSchema) });

/** The one key under which it is kept. */
export const standingKey = "configuration";

/** What stood when the watch last looked. */
export function openStanding({ watchLog, clock }: Pick<WatchDependencies, "watchLog" | "clock">): Notes<Standing> {
  return openNotes({ log: watchLog, now: clock.now, kind: "standing", schema });
}

/** What stands in a configuration. */
export function standingOf(configuration: Configuration): Standing {
  const tasks = knownTasks(configuration).map(({ task, entry }) => [task, routeOf(entry.primary)] as const);
  return { revision: configuration.revision, tasks: Object.fromEntries(tasks) };
}
