import { isSameRoute } from "./route.ts";
import type { WatchEvent } from "./watch-event.ts";

/** Whether both tell the same of two tasks, such as that a host has died which both were answered by. */
function belongTogether(a: WatchEvent, b: WatchEvent): boolean {
  if (a.kind === "replaced" && b.kind === "replaced") {
    return a.revision === b.revision && isSameRoute(a.from, b.from) && isSameRoute(a.to, b.to);
  }
  if (a.kind === "no-substitute" && b.kind === "no-substitute") {
    return isSameRoute(a.route, b.route) && a.reason === b.reason;
  }
  return false;
}

/** Events with those that tell the same of other tasks, each group where its first one stood; a group has at least one. */
export function groupEvents(events: readonly WatchEvent[]): [WatchEvent, ...WatchEvent[]][] {
  const groups: [WatchEvent, ...WatchEvent[]][] = [];
  for (const event of events) {
    const group = groups.find(([first]) => belongTogether(first, event));
    if (group) group.push(event);
    else groups.push([event]);
  }
  return groups;
}

/** The tasks of a group, in its order. */
export function tasksOf(group: readonly WatchEvent[]): string[] {
  return group.flatMap((event) => ("task" in event && event.task !== null ? [event.task] : []));
}
