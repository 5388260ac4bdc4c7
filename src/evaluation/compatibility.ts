import type { Candidate, ServedRoute } from "../domain/candidate.ts";
import type { Assessment } from "../domain/evaluation.ts";
import { classifyLicence, type LicenceClass } from "../domain/licence.ts";
import type { Task } from "../domain/task.ts";
import type { Criterion, CriterionContext } from "./criterion.ts";

const licenceValues: Record<LicenceClass, number> = {
  permissive: 100,
  copyleft: 100,
  "use-restricted": 60,
  "non-commercial": 30,
  unclear: 0,
};

/** A second and a third host keep a model reachable when one goes; a fourth adds little. */
const valueByHosts = [0, 55, 80, 100];

/**
 * The parts and how much each counts; a part of which nothing is known leaves its share to the others. So does the number
 * of hosts of a source that somebody runs or has declared: such a source is one place by its nature.
 */
const shares = { licence: 0.4, hosts: 0.25, context: 0.15, features: 0.2 };

function isLive(route: ServedRoute): boolean {
  return route.status === "live" && !route.isAdapter;
}

// Loops and not closures: this runs for every model that is listed.
function hostCount(routes: readonly ServedRoute[]): number {
  let count = 0;
  for (let index = 0; index < routes.length; index += 1) {
    const route = routes[index] as ServedRoute;
    if (isLive(route) && !isHostAmong(route.host, routes, index)) count += 1;
  }
  return count;
}

/** Whether one of the routes before `end` is live on the host: one that serves the model through two interfaces is one. */
function isHostAmong(host: string | null, routes: readonly ServedRoute[], end: number): boolean {
  for (let index = 0; index < end; index += 1) {
    const earlier = routes[index] as ServedRoute;
    if (earlier.host === host && isLive(earlier)) return true;
  }
  return false;
}

/** The longest context that any of the routes offers, in tokens. */
function longestContext(routes: readonly ServedRoute[]): number | null {
  let longest: number | null = null;
  for (const { contextLength } of routes) {
    if (contextLength !== null && (longest === null || contextLength > longest)) longest = contextLength;
  }
  return longest;
}

function toolsKnown(routes: readonly ServedRoute[]): boolean | null {
  let known: boolean | null = null;
  for (const { supportsTools } of routes) {
    if (supportsTools === true) return true;
    if (supportsTools === false) known = false;
  }
  return known;
}

function isSpecialist(candidate: Candidate, task: Task): boolean | null {
  if (!task.speciality) return null;
  return task.speciality.name.test(candidate.model) || candidate.tags.includes(task.speciality.tag);
}

/** 0 to 100 for the features that the task wants; null where it wants none, or nothing is known of them. */
function featureValue(candidate: Candidate, { task, routes }: CriterionContext): number | null {
  const tools = task.wantsTools ? toolsKnown(routes) : null;
  const specialist = isSpecialist(candidate, task);
  const toolsValue = tools === null ? null : tools ? 100 : 30;
  // A general model writes code too: it is only less likely to be the best at it.
  const specialistValue = specialist === null ? null : specialist ? 100 : 50;
  if (toolsValue === null) return specialistValue;
  return specialistValue === null ? toolsValue : (toolsValue + specialistValue) / 2;
}

function contextValue({ task, routes }: CriterionContext): number | null {
  const context = task.wantedContext === undefined ? null : longestContext(routes);
  if (context === null || task.wantedContext === undefined) return null;
  return Math.min(100, (100 * context) / task.wantedContext);
}

function assess(candidate: Candidate, criterionContext: CriterionContext): Assessment | null {
  const context = contextValue(criterionContext);
  const features = featureValue(candidate, criterionContext);
  let sum = 0;
  let share = 0;
  if (!candidate.isTrusted) {
    sum += shares.hosts * (valueByHosts[Math.min(hostCount(criterionContext.routes), 3)] ?? 0);
    share += shares.hosts;
  }
  if (candidate.licence !== null) {
    sum += shares.licence * licenceValues[classifyLicence(candidate.licence)];
    share += shares.licence;
  }
  if (context !== null) {
    sum += shares.context * context;
    share += shares.context;
  }
  if (features !== null) {
    sum += shares.features * features;
    share += shares.features;
  }
  if (share === 0) return null;
  return { value: sum / share, confidence: candidate.licence === null ? 0.6 : 1 };
}

function explain(candidate: Candidate, criterionContext: CriterionContext): string[] {
  const { task, routes } = criterionContext;
  const hosts = hostCount(routes);
  const context = longestContext(routes);
  const phrases = [candidate.licence === null ? "names no licence" : `licence ${candidate.licence}`];
  phrases.push(hosts === 1 ? "1 live host" : `${hosts} live hosts`);
  if (context !== null) phrases.push(`${context.toLocaleString("en")} tokens of context`);
  if (task.wantsTools && toolsKnown(routes) === true) phrases.push("calls tools");
  if (isSpecialist(candidate, task)) phrases.push("made for the task, by its name or tags");
  return phrases;
}

/** How well a model fits: its licence, the hosts that serve it, its context, the features that the task needs. */
export const compatibility: Criterion = { assess, explain };
