import type { Candidate, ServedRoute } from "../domain/candidate.ts";
import { canServe, isBlindTo, type Task } from "../domain/task.ts";
import type { Policy } from "../policy.ts";

/** What decides which routes may be used. */
export interface RouteRules {
  task: Task;
  policy: Policy;
  /** The interfaces by which a route can serve the task. */
  interfaces: ReadonlySet<string>;
}

/** The maximum is a price per token, so it says nothing of routes that are not paid by the token. */
function isDear(route: ServedRoute, maximum: number | null): boolean {
  if (maximum === null || route.interface !== "chat") return false;
  return route.outputPrice === null || route.outputPrice > Math.round(maximum * 1_000_000);
}

/** Only words have a speed in tokens. */
function isSlow(route: ServedRoute, minimum: number | null): boolean {
  if (minimum === null || route.interface !== "chat") return false;
  return route.tokensPerSecond === null || route.tokensPerSecond < minimum;
}

type RouteFault = "adapter" | "not-live" | "not-free" | "dear" | "slow";

/** What runs on one's own machines is free. */
function faultOf(route: ServedRoute, { isLocal }: Candidate, policy: Policy): RouteFault | null {
  if (route.isAdapter) return "adapter";
  if (route.status !== "live") return "not-live";
  if (!isLocal && isSlow(route, policy.minimumSpeed)) return "slow";
  if (isLocal || route.isFree === true) return null;
  if (policy.freeOnly) return "not-free";
  return isDear(route, policy.maximumPrice) ? "dear" : null;
}

const faultTexts: Record<RouteFault, (route: ServedRoute, policy: Policy) => string> = {
  adapter: () => "it is served as an adapter only",
  "not-live": ({ status }) => `its host reports "${status}"`,
  "not-free": () => "it is not known to be free",
  dear: ({ outputPrice }, { maximumPrice }) =>
    outputPrice === null
      ? `its price is unknown; the policy's maximum is $${maximumPrice}`
      : `it costs $${outputPrice / 1_000_000} per million output tokens; the policy's maximum is $${maximumPrice}`,
  slow: ({ tokensPerSecond }, { minimumSpeed }) =>
    tokensPerSecond === null
      ? `its speed is unknown; the policy asks for ${minimumSpeed} tokens a second`
      : `it writes ${Math.floor(tokensPerSecond)} tokens a second; the policy asks for ${minimumSpeed}`,
};

/** Why none of the routes may be used, each reason once. Made only where none may: texts cost more than the rules. */
export function routeReasons(serving: readonly ServedRoute[], candidate: Candidate, policy: Policy): string[] {
  if (serving.length === 0) return ["no host serves it for this task"];
  const reasons: string[] = [];
  for (const route of serving) {
    const fault = faultOf(route, candidate, policy);
    const reason = fault && faultTexts[fault](route, policy);
    if (reason !== null && !reasons.includes(reason)) reasons.push(reason);
  }
  return reasons;
}

type CompareRoutes = (a: ServedRoute, b: ServedRoute) => number;

function byPrice(a: ServedRoute, b: ServedRoute): number {
  const difference = (a.outputPrice ?? Number.POSITIVE_INFINITY) - (b.outputPrice ?? Number.POSITIVE_INFINITY);
  return Number.isNaN(difference) ? 0 : difference;
}

function bySpeed(a: ServedRoute, b: ServedRoute): number {
  return (b.tokensPerSecond ?? -1) - (a.tokensPerSecond ?? -1);
}

function byName(a: ServedRoute, b: ServedRoute): number {
  return (a.host ?? "").localeCompare(b.host ?? "");
}

/** What the policy asks for first, then the other, then by name, so that the order is the same each time. */
const comparisons: Record<Policy["hosts"], CompareRoutes> = {
  cheapest: (a, b) => byPrice(a, b) || bySpeed(a, b) || byName(a, b),
  fastest: (a, b) => bySpeed(a, b) || byPrice(a, b) || byName(a, b),
};

/** Puts the route in its place among the better ones before it: a model has too few routes for more than that. */
function insertRoute(sorted: ServedRoute[], route: ServedRoute, compare: CompareRoutes): void {
  let place = sorted.length;
  for (; place > 0; place -= 1) {
    const before = sorted[place - 1] as ServedRoute;
    if (compare(before, route) <= 0) break;
    sorted[place] = before;
  }
  sorted[place] = route;
}

/** The routes of one candidate for one task, sorted out. */
export interface RouteSelection {
  /** All that could serve the task. */
  serving: readonly ServedRoute[];
  /** Those that may be used, best first. */
  usable: readonly ServedRoute[];
}

/** The routes of a candidate that serve the task, and among them those that may be used, best first. */
export function routesFor(candidate: Candidate, { task, interfaces, policy }: RouteRules): RouteSelection {
  const { routes } = candidate;
  const needsVision = task.needsVision === true;
  const compare = comparisons[policy.hosts];
  const usable: ServedRoute[] = [];
  let serving = 0;
  for (const route of routes) {
    if (!interfaces.has(route.interface) || (needsVision && isBlindTo(task, route))) continue;
    serving += 1;
    if (faultOf(route, candidate, policy) === null) insertRoute(usable, route, compare);
  }
  // Nearly always all of them serve the task, and then there is nothing to copy.
  if (serving === routes.length) return { serving: routes, usable };
  return { serving: routes.filter((route) => canServe(task, route)), usable };
}

/** Whether none of the routes may be used for the one reason that its host does not serve it at the moment. */
export function isOffline(serving: readonly ServedRoute[], candidate: Candidate, policy: Policy): boolean {
  return serving.every((route) => faultOf(route, candidate, policy) === "not-live");
}
