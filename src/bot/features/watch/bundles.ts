import type { WatchEvent } from "../../../domain/watch-event.ts";

/** Events that one card tells together; at least one. */
export type Bundle = readonly [WatchEvent, ...WatchEvent[]];

/** A host that dies takes many tasks with it: those that one revision has repaired, or that nothing has, are one matter. */
function belongTogether(a: WatchEvent, b: WatchEvent): boolean {
  if (a.kind === "replaced" && b.kind === "replaced") return a.revision === b.revision;
  return a.kind === "no-substitute" && b.kind === "no-substitute";
}

/** Events by the cards that tell them, each where its first one stood. */
export function bundleEvents(events: readonly WatchEvent[]): Bundle[] {
  const bundles: [WatchEvent, ...WatchEvent[]][] = [];
  for (const event of events) {
    const bundle = bundles.find(([first]) => belongTogether(first, event));
    if (bundle) bundle.push(event);
    else bundles.push([event]);
  }
  return bundles;
}
