import type { Candidate } from "../domain/candidate.ts";
import { modelKey } from "../domain/evaluation.ts";
import { type Knowledge, nothingKnownBefore } from "../domain/knowledge.ts";
import { classifyLicence, licenceClasses } from "../domain/licence.ts";
import { interfacesOf, type Task, type TaskName } from "../domain/task.ts";
import { type Policy, taskPolicyOf } from "../policy.ts";
import { createFeatureReader, type FeatureReader } from "./ability/features.ts";
import { type AbilityScale, createAbilityScale } from "./ability/prior.ts";
import { ageInDays } from "./recency.ts";
import { isOffline, type RouteSelection, routeReasons, routesFor } from "./usable-routes.ts";

/** A model that an update must not choose for a while, and why. */
export interface HeldModel {
  provider: string;
  model: string;
  reason: string;
}

/** The rules of one task, prepared once for many candidates. */
export interface EligibilityRules {
  name: TaskName;
  task: Task;
  now: number;
  policy: Policy;
  /** The interfaces by which a route can serve the task. */
  interfaces: ReadonlySet<string>;
  allowedLicences: ReadonlySet<string>;
  ignored: ReadonlySet<string>;
  /** By `modelKey`. */
  held: ReadonlyMap<string, string>;
  knowledge: Knowledge;
  /** May be shared by the rules of a run, so that a model is read once for all of its tasks. */
  readFeatures: FeatureReader;
  /** What the models of the task are held against. */
  scale: AbilityScale;
}

export interface EligibilityOptions {
  name: TaskName;
  task: Task;
  policy: Policy;
  held: readonly HeldModel[];
  /** Milliseconds since the epoch. */
  now: number;
  /** From earlier runs; none by default. */
  knowledge?: Knowledge | undefined;
  readFeatures?: FeatureReader | undefined;
}

/** Prepares the policy's rules for one task. `now` is in milliseconds since the epoch. */
export function createEligibilityRules(options: EligibilityOptions): EligibilityRules {
  const { name, task, policy, held, now, knowledge = nothingKnownBefore } = options;
  return {
    name,
    task,
    now,
    policy,
    interfaces: new Set(interfacesOf(task)),
    allowedLicences: new Set(policy.allowedLicences.map((licence) => licence.toLowerCase())),
    ignored: new Set([...policy.ignore, ...taskPolicyOf(policy, name).ignore]),
    held: new Map(held.map((each) => [modelKey(each), each.reason])),
    knowledge,
    scale: createAbilityScale(task, now),
    readFeatures: options.readFeatures ?? createFeatureReader(knowledge, now),
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
  const age = ageReason(candidate.createdAt, policy.minimumAgeDays, candidate.seenAt ?? rules.now);
  if (age !== null) reasons.push(age);
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
  const isOnlyOffline = reasons.length === (isHeld ? 1 : 0) && isOffline(routes.serving, candidate, rules.policy);
  reasons.push(...routeReasons(routes.serving, candidate, rules.policy));
  return { reasons, isHeld, isOffline: isOnlyOffline, routes };
}
