import { routeOf } from "../../../domain/route.ts";
import type { Observation } from "../../../domain/watch.ts";
import { placeKey } from "../../../verification/contender.ts";
import type { WatchDependencies } from "../dependencies.ts";
import { knownTasks } from "../watched-routes.ts";

/** So many attempts of people without an answer, one after another and lately, are a reason to look at once. */
const attempts = 3;
const latelyMs = 10 * 60_000;
/** But not again right after the last look. */
const pauseMs = 5 * 60_000;

/** The outcomes that speak against a route, whoever asked. */
const speaksAgainst = ({ outcome }: Observation) =>
  outcome === "gone" || outcome === "busy" || outcome === "broken" || outcome === "timeout";

/** The keys of the first choices that give people no answer just now. Rejects where the store fails. */
export async function findSuspects({ repository, watchLog, clock }: WatchDependencies): Promise<ReadonlySet<string>> {
  const present = await repository.read();
  const now = clock.now();
  const suspects = new Set<string>();
  if (present === null) return suspects;
  for (const { task, entry } of knownTasks(present.configuration)) {
    const route = routeOf(entry.primary);
    const seen = await watchLog.observations({ task, route, since: now - latelyMs, limit: attempts });
    if (seen.length === attempts && seen.every(speaksAgainst)) suspects.add(placeKey(route));
  }
  if (suspects.size === 0) return suspects;
  const looks = await watchLog.checks({ since: now - pauseMs });
  for (const { kind, route } of looks) if (kind === "availability") suspects.delete(placeKey(route));
  return suspects;
}
