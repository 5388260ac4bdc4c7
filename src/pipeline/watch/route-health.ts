import { isSameRoute, type Route } from "../../domain/route.ts";
import type { RouteHealth, Tally, WatchCheck } from "../../domain/watch.ts";
import { addTallies } from "../../learning/sequential-test.ts";
import { successOf } from "../../learning/success.ts";
import { median } from "../../shared/statistics.ts";
import type { DayOfUse } from "../../store/store.ts";
import type { Baseline } from "./drift/baseline.ts";
import type { WatchedRoute } from "./watched-routes.ts";

const dayMs = 86_400_000;

export interface RouteHealthFacts {
  /** All looks that are kept, the oldest first. */
  checks: readonly WatchCheck[];
  use: readonly DayOfUse[];
  baseline: Baseline | undefined;
  /** Milliseconds since the epoch. */
  now: number;
}

/** Since when the newest looks have found what they find; null where there is none. */
function sinceOf(looks: readonly WatchCheck[]): number | null {
  const newest = looks.at(-1);
  const before = looks.findLastIndex(({ outcome }) => outcome !== newest?.outcome);
  return looks[before + 1]?.at ?? null;
}

const isOf = (use: DayOfUse, route: Route) =>
  use.provider === route.provider && use.model === route.model && use.host === route.host;

/** The median of the last day's looks, or else what people have met in the last two days. */
function firstTokenOf(checks: readonly WatchCheck[], use: readonly DayOfUse[], now: number): number | null {
  const recent = checks.filter(({ at }) => now - at < dayMs).flatMap(({ firstTokenMs }) => firstTokenMs ?? []);
  return (
    median(recent) ??
    use.findLast(({ day, firstTokenMs }) => now - day < 2 * dayMs && firstTokenMs !== null)?.firstTokenMs ??
    null
  );
}

/** How a route is, as far as looks and people's use have told. */
export function routeHealth(
  { route, tasks }: WatchedRoute,
  { checks, use, baseline, now }: RouteHealthFacts,
): RouteHealth {
  const own = checks.filter((check) => isSameRoute(check.route, route));
  const looks = own.filter(({ kind }) => kind === "availability");
  const used = use.filter((each) => isOf(each, route) && tasks.some(({ task }) => task === each.task));
  const tally = used.reduce<Tally>(addTallies, { good: 0, bad: 0 });
  const newest = looks.at(-1);
  return {
    route,
    tasks,
    state: newest?.outcome ?? null,
    reason: newest?.reason ?? null,
    checkedAt: newest?.at ?? null,
    since: sinceOf(looks),
    firstTokenMs: firstTokenOf(own, used, now),
    tokensPerSecond: median(own.flatMap(({ tokensPerSecond }) => tokensPerSecond ?? [])),
    success: successOf(tally),
    answers: tally.good + tally.bad,
    driftCheckedAt: baseline?.at ?? null,
    drift: baseline?.findings ?? [],
  };
}
