import type { Candidate, ServedRoute } from "../domain/candidate.ts";
import { modelKey } from "../domain/evaluation.ts";
import { classifyLicence, licenceClasses } from "../domain/licence.ts";
import { canServe, interfacesOf, isBlindTo, type Task, type TaskName } from "../domain/task.ts";
import { type Policy, taskPolicyOf } from "../policy.ts";
import { ageInDays } from "./recency.ts";

/** A model that an update must not choose for a while, and why. */
export interface HeldModel {
  provider: string;
  model: string;
  reason: string;
}

/** The rules of one task, prepared once for many candidates. */
export interface EligibilityRules {
  task: Task;
  now: number;
  policy: Policy;
  /** The interfaces by which a route can serve the task. */
  interfaces: ReadonlySet<string>;
  allowedLicences: ReadonlySet<string>;
  ignored: ReadonlySet<string>;
  /** By `modelKey`. */
  held: ReadonlyMap<string, string>;
}

export interface EligibilityOptions {
  name: TaskName;
  task: Task;
  policy: Policy;
  held: readonly HeldModel[];
  /** Milliseconds since the epoch. */
  now: number;
}

/** Prepares the policy's rules for one task. `now` is in milliseconds since the epoch. */
export function createEligibilityRules({ name, task, policy, held, now }: EligibilityOptions): EligibilityRules {
  return {
    task,
    now,
    policy,
    interfaces: new Set(interfacesOf(task)),
    allowedLicences: new Set(policy.allowedLicences.map((licence) => licence.toLowerCase())),
    ignored: new Set([...policy.ignore, ...taskPolicyOf(policy, name).ignore]),
    held: new Map(held.map((each) => [modelKey(each), each.reason])),
  };
}

function licenceReason(licence: string | null, allowed: ReadonlySet<string>): string | null {
  const licenceClass = classifyLicence(licence);
  if (allowed.has(licenceClass) || (licence !== null && allowed.has(licence))) return null;
  if (licence === null) return "it names no licence";
  return licenceClasses.includes(licenceClass) && licenceClass !== "unclear"
    ? `its licence ${licence} is ${licenceClass}, which the policy does not allow`
    : `its licence "${licence}" is not one that the policy allows`;
}

function downloadsReason(downloads: number | null, minimum: number): string | null {
  if (minimum === 0 || (downloads !== null && downloads >= minimum)) return null;
  return downloads === null
    ? `its downloads are unknown; the policy asks for ${minimum}`
    : `it has ${downloads} downloads; the policy asks for ${minimum}`;
}

function ageReason(createdAt: number | null, minimumDays: number, now: number): string | null {
  if (minimumDays === 0) return null;
  const age = ageInDays(createdAt, now);
  if (age === null) return `its age is unknown; the policy asks for ${minimumDays} days`;
  if (age >= minimumDays) return null;
  // Rounded down: 2.99 days shown as 3.0 would not explain why 3 are not reached.
  return `it is ${(Math.floor(age * 10) / 10).toFixed(1)} days old; the policy asks for ${minimumDays}`;
}

/** What is not known to be open may be gated. */
function gatingReason(isGated: boolean | null, allowGated: boolean): string | null {
  if (allowGated || isGated === false) return null;
  return isGated === null ? "whether it is gated is unknown" : "it is gated: its owner asks for consent first";
}

function heldReason(candidate: Candidate, { held }: EligibilityRules): string | undefined {
  return held.size === 0 ? undefined : held.get(modelKey(candidate));
}

/** Why the model itself may not be chosen, whatever the route. */
function modelReasons(candidate: Candidate, held: string | undefined, rules: EligibilityRules): string[] {
  const reasons: string[] = [];
  if (rules.ignored.size > 0 && rules.ignored.has(candidate.model)) reasons.push("the policy ignores it");
  if (held !== undefined) reasons.push(held);
  if (candidate.isDisabled) reasons.push("the hub has disabled it");
  // Whoever runs the source, or has declared it, has chosen its models.
  if (!candidate.isTrusted) addHubReasons(candidate, rules, reasons);
  return reasons;
}

/** The rules for models that anybody may have put on a hub. */
function addHubReasons(candidate: Candidate, rules: EligibilityRules, reasons: string[]): void {
  const { policy } = rules;
  const gating = gatingReason(candidate.isGated, policy.allowGated);
  if (gating !== null) reasons.push(gating);
  const licence = licenceReason(candidate.licence, rules.allowedLicences);
  if (licence !== null) reasons.push(licence);
  const downloads = downloadsReason(candidate.downloads, policy.minimumDownloads);
  if (downloads !== null) reasons.push(downloads);
  const age = ageReason(candidate.createdAt, policy.minimumAgeDays, rules.now);
  if (age !== null) reasons.push(age);
}

/** The maximum is a price per token, so it says nothing of routes that are not paid by the token. */
function isDear(route: ServedRoute, maximum: number | null): boolean {
  if (maximum === null || route.interface !== "chat") return false;
  return route.outputPrice === null || route.outputPrice > Math.round(maximum * 1_000_000);
}

type RouteFault = "adapter" | "not-live" | "not-free" | "dear";

/** What runs on one's own machines is free. */
function faultOf(route: ServedRoute, { isLocal }: Candidate, policy: Policy): RouteFault | null {
  if (route.isAdapter) return "adapter";
  if (route.status !== "live") return "not-live";
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
};

/** Why none of the routes may be used, each reason once. Made only where none may: texts cost more than the rules. */
function routeReasons(serving: readonly ServedRoute[], candidate: Candidate, policy: Policy): string[] {
  if (serving.length === 0) return ["no host serves it for this task"];
  const reasons: string[] = [];
  for (const route of serving) {
    const fault = faultOf(route, candidate, policy);
    const reason = fault && faultTexts[fault](route, policy);
    if (reason !== null && !reasons.includes(reason)) reasons.push(reason);
  }
  return reasons;
}

/** Cheapest known price first, then the fastest, then by name, so that the order is the same each time. */
function compareRoutes(a: ServedRoute, b: ServedRoute): number {
  const byPrice = (a.outputPrice ?? Number.POSITIVE_INFINITY) - (b.outputPrice ?? Number.POSITIVE_INFINITY);
  if (byPrice !== 0 && !Number.isNaN(byPrice)) return byPrice;
  const bySpeed = (b.tokensPerSecond ?? -1) - (a.tokensPerSecond ?? -1);
  return bySpeed || (a.host ?? "").localeCompare(b.host ?? "");
}

/** Puts the route in its place among the better ones before it: a model has too few routes for more than that. */
function insertRoute(sorted: ServedRoute[], route: ServedRoute): void {
  let place = sorted.length;
  for (; place > 0; place -= 1) {
    const before = sorted[place - 1] as ServedRoute;
    if (compareRoutes(before, route) <= 0) break;
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

function routesFor(candidate: Candidate, { task, interfaces, policy }: EligibilityRules): RouteSelection {
  const { routes } = candidate;
  const needsVision = task.needsVision === true;
  const usable: ServedRoute[] = [];
  let serving = 0;
  for (const route of routes) {
    if (!interfaces.has(route.interface) || (needsVision && isBlindTo(task, route))) continue;
    serving += 1;
    if (faultOf(route, candidate, policy) === null) insertRoute(usable, route);
  }
  // Nearly always all of them serve the task, and then there is nothing to copy.
  if (serving === routes.length) return { serving: routes, usable };
  return { serving: routes.filter((route) => canServe(task, route)), usable };
}

/** What the rules say of a candidate for a task. */
export interface Judgement {
  /** Why it may not be chosen; empty where it may. */
  reasons: readonly string[];
  isHeld: boolean;
  /** All that speaks against it (but for a rollback) is that none of its hosts serves it at the moment. */
  isOffline: boolean;
  routes: RouteSelection;
}

/** Judges whether a candidate may be chosen for a task, and by which routes. */
export function judge(candidate: Candidate, rules: EligibilityRules): Judgement {
  const routes = routesFor(candidate, rules);
  const held = heldReason(candidate, rules);
  const isHeld = held !== undefined;
  const reasons = modelReasons(candidate, held, rules);
  if (routes.usable.length > 0) return { reasons, isHeld, isOffline: false, routes };
  const isOffline =
    reasons.length === (isHeld ? 1 : 0) &&
    routes.serving.every((route) => faultOf(route, candidate, rules.policy) === "not-live");
  reasons.push(...routeReasons(routes.serving, candidate, rules.policy));
  return { reasons, isHeld, isOffline, routes };
}
