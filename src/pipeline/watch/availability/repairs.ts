import type { HistoryEntry } from "../../../domain/history.ts";
import { routeOf } from "../../../domain/route.ts";
import { isTaskName } from "../../../domain/task.ts";
import type { WatchEvent } from "../../../domain/watch-event.ts";

/** What is older is no news: no policy keeps events for a shorter time, so that what was told is still known as told. */
const newsMs = 86_400_000;

/**
 * What the watch has repaired lately, by the history: so it is told even where the program was cut off right after the
 * change. `now` in milliseconds since the epoch.
 */
export function repairsIn(entries: readonly HistoryEntry[], now: number): WatchEvent[] {
  const recent = entries.filter(({ kind, at }) => kind === "repair" && now - Date.parse(at) < newsMs);
  return recent.flatMap(({ at, revision, changes }) =>
    changes.flatMap(({ task, from, to, because }): WatchEvent[] => {
      if (!isTaskName(task) || from === null || to === null || revision === null) return [];
      const reason = typeof because === "string" ? because : "did not answer";
      const routes = { from: routeOf(from), to: routeOf(to) };
      const id = `replaced:${task}:${revision}`;
      return [{ id, at: Date.parse(at), severity: "warning", kind: "replaced", task, ...routes, revision, reason }];
    }),
  );
}
