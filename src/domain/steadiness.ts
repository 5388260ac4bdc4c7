import { type HostedRoute, isSameRoute } from "./route.ts";

/** A route of the configuration that the last listings for its task have not named. */
export interface MissedRoute extends HostedRoute {
  task: string;
  /** In how many listings in a row. */
  listings: number;
}

/** A task that has got a better model although the one that it had was fine. */
export interface Improvement {
  task: string;
  /** ISO 8601. */
  at: string;
}

/** What earlier runs have noted, so that one bad listing, or a close race, does not change models to and fro. */
export interface SteadinessRecord {
  missed: readonly MissedRoute[];
  /** Those of the last 30 days at least. */
  improvements: readonly Improvement[];
}

/** No earlier run has noted anything. */
export const nothingNoted: SteadinessRecord = { missed: [], improvements: [] };

/** The days in which the policy counts changes of one task. */
export const improvementDays = 30;
const millisecondsPerDay = 86_400_000;

/** Whether an improvement still counts. `now` is in milliseconds since the epoch. */
export function isRecent({ at }: Improvement, now: number): boolean {
  return now - Date.parse(at) < improvementDays * millisecondsPerDay;
}

/** In how many listings in a row a route has been missing, before this run. */
export function missesOf({ missed }: SteadinessRecord, task: string, route: HostedRoute): number {
  return missed.find((each) => each.task === task && isSameRoute(each, route))?.listings ?? 0;
}

/** How often a task has got a better model in the last 30 days. `now` is in milliseconds since the epoch. */
export function improvementsOf({ improvements }: SteadinessRecord, task: string, now: number): number {
  return improvements.filter((each) => each.task === task && isRecent(each, now)).length;
}
