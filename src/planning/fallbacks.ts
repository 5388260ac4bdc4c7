import type { ServedRoute } from "../domain/candidate.ts";
import { type Evaluation, mayStay, modelKey, roundScore, unreadSource } from "../domain/evaluation.ts";
import { type Choice, isSameModel, isSameRoute } from "../domain/route.ts";
import type { Policy } from "../policy.ts";
import { choose, findUsableRoute, isAhead, placeOf } from "./choice.ts";
import { isClearlyAhead } from "./margin.ts";
import { callOf, isAwaited, type PresenceOptions } from "./presence.ts";
import { isProven, isRefuted } from "./proof.ts";

export interface FallbackOptions extends PresenceOptions {
  primary: Choice;
  /** What stands behind the primary today. */
  existing: readonly Choice[];
  policy: Policy;
}

function routeElsewhere(evaluation: Evaluation, taken: ReadonlySet<string>) {
  return evaluation.usableRoutes.find(
    (route) => !taken.has(placeOf({ provider: evaluation.candidate.provider, host: route.host })),
  );
}

interface Standby {
  /** Other models, in the order of the ranking. */
  remaining: readonly Evaluation[];
  /** The primary's own model. */
  own: Evaluation | undefined;
  /** The places of the primary and of what stands behind it so far. */
  taken: ReadonlySet<string>;
  isLast: boolean;
}

/**
 * Who comes next behind the primary. Among those that the policy prefers alike, a model that runs in a place of its own
 * goes before a better one that would fail together with an earlier choice; where models run out, the primary's other
 * hosts stand in. The last place is for whoever runs elsewhere, preferred or not, where all before it would fail
 * together.
 */
function pickNext({ remaining, own, taken, isLast }: Standby): { next: Evaluation; route: ServedRoute } | null {
  const [next] = remaining;
  const mustPart = isLast && taken.size === 1;
  for (const each of remaining) {
    if (each.preference !== next?.preference && !mustPart) break;
    const route = routeElsewhere(each, taken);
    if (route) return { next: each, route };
  }
  const elsewhere = own && routeElsewhere(own, taken);
  if (own && elsewhere && (!next || mustPart)) return { next: own, route: elsewhere };
  const route = next?.usableRoutes[0];
  return next && route ? { next, route } : null;
}

/** One place among the fallbacks: a model stands once on a host. */
function keyOf(choice: Choice): string {
  return `${modelKey(choice)}${choice.host}`;
}

/** Whether nobody knows what has become of a choice, or it is waited for: it stays where it is. */
function isUndecided(choice: Choice, options: FallbackOptions): boolean {
  return unreadSource(options.ranking, choice.provider) !== undefined || isAwaited(choice, options);
}

function evaluationOf(choice: Choice, { ranking }: FallbackOptions): Evaluation | undefined {
  return ranking.find(choice) ?? ranking.best.find((each) => isSameModel(each.candidate, choice));
}

/** In the order of the ranking, but what is proven goes before what is not and leads it by less than the margin. */
function provenFirst(ranked: readonly Evaluation[], margin: number): Evaluation[] {
  const rest = [...ranked];
  const ordered: Evaluation[] = [];
  for (let [first] = rest; first; [first] = rest) {
    const { preference, score } = first;
    const equal = rest.find(
      (each) => isProven(each) && each.preference === preference && !isAhead(score, each.score, margin),
    );
    const next = isProven(first) ? first : (equal ?? first);
    ordered.push(next);
    rest.splice(rest.indexOf(next), 1);
  }
  return ordered;
}

/** The models that may stand behind the primary. */
function standbys({ primary, ranking, policy }: FallbackOptions, kept: readonly Choice[]): Evaluation[] {
  const { enabled, unverified } = policy.verification;
  const isAllowed = (each: Evaluation) => !isRefuted(each) && (!enabled || unverified !== "never" || isProven(each));
  const others = ranking.best.filter(
    (each) =>
      each.score >= policy.minimumScore &&
      isAllowed(each) &&
      ![primary, ...kept].some((choice) => isSameModel(each.candidate, choice)),
  );
  return provenFirst(others, policy.margin);
}

/** The primary's own model, for its other hosts; not where it has failed, which only what is pinned survives. */
function standbyOf(primary: Choice, options: FallbackOptions): Evaluation | undefined {
  const own = evaluationOf(primary, options);
  return own && isRefuted(own) ? undefined : own;
}

/** Those of whom nobody knows anything, and those that are waited for, keep their places; others are chosen around them. */
function selectFallbacks(options: FallbackOptions): Choice[] {
  const { primary, existing, policy } = options;
  const isFirst = (choice: Choice, at: number) => existing.findIndex((each) => keyOf(each) === keyOf(choice)) === at;
  const kept = existing.filter(
    (each, at) => isUndecided(each, options) && !isSameRoute(each, primary) && isFirst(each, at),
  );
  const selected: Choice[] = [];
  const taken = new Set([primary, ...kept].map(placeOf));
  const remaining = standbys(options, kept);
  const count = policy.fallbacks;
  const own = standbyOf(primary, options);
  while (selected.length < count - kept.length) {
    const picked = pickNext({ remaining, own, taken, isLast: selected.length === count - kept.length - 1 });
    if (!picked) break;
    const choice = choose(picked.next, picked.route);
    selected.push(choice);
    taken.add(placeOf(choice));
    if (picked.next !== own) remaining.splice(remaining.indexOf(picked.next), 1);
  }
  for (const each of kept) selected.splice(existing.indexOf(each), 0, each);
  return selected;
}

function isStillGood(choice: Choice, options: FallbackOptions): boolean {
  const { primary, ranking, policy } = options;
  if (isSameRoute(choice, primary)) return false;
  if (isUndecided(choice, options)) return true;
  const evaluation = ranking.find(choice);
  if (!evaluation || isRefuted(evaluation) || callOf(choice, ranking)?.outcome === "failed") return false;
  // Another host of the primary's model is as good as the primary, which may be pinned, or be kept below the minimum.
  const isGood = isSameModel(choice, primary) || (mayStay(evaluation) && evaluation.score >= policy.minimumScore);
  return isGood && findUsableRoute(evaluation, choice) !== undefined;
}

function places(primary: Choice, fallbacks: readonly Choice[]): number {
  return new Set([primary, ...fallbacks].map(placeOf)).size;
}

function models(primary: Choice, fallbacks: readonly Choice[]): number {
  return new Set([primary, ...fallbacks].map(modelKey)).size;
}

/** The last where nobody knows. */
function preferenceIn(choice: Choice, options: FallbackOptions): number {
  const evaluation = isUndecided(choice, options) ? undefined : evaluationOf(choice, options);
  return evaluation?.preference ?? Number.POSITIVE_INFINITY;
}

/** What is known of the choices' scores, the highest first. */
function estimatesIn(
  choices: readonly Choice[],
  options: FallbackOptions,
): Pick<Evaluation, "score" | "uncertainty">[] {
  const estimates = choices.map((choice) => {
    const evaluation = isUndecided(choice, options) ? undefined : evaluationOf(choice, options);
    return { score: roundScore(evaluation?.score ?? choice.score ?? 0), uncertainty: evaluation?.uncertainty ?? 0 };
  });
  return estimates.sort((a, b) => b.score - a.score);
}

/**
 * Whether the new fallbacks are worth a change: one more of them, of their models or of their places, one that the
 * policy prefers, or one better by the margin.
 */
function isBetter(fresh: readonly Choice[], options: FallbackOptions): boolean {
  const { existing, primary, policy } = options;
  if (fresh.length > existing.length || places(primary, fresh) > places(primary, existing)) return true;
  if (models(primary, fresh) > models(primary, existing)) return true;
  const preferences = existing.map((each) => preferenceIn(each, options));
  if (fresh.some((each, index) => preferenceIn(each, options) < (preferences[index] ?? 0))) return true;
  const standing = estimatesIn(existing, options);
  return estimatesIn(fresh, options).some((each, index) =>
    isClearlyAhead(each, standing[index] ?? { score: 0, uncertainty: 0 }, policy.margin),
  );
}

/** The fallbacks for a primary: today's, as long as they are good and no others are clearly better. */
export function renewFallbacks(options: FallbackOptions): Choice[] {
  const existing = options.existing.slice(0, options.policy.fallbacks);
  const fresh = selectFallbacks({ ...options, existing });
  const keys = new Set(existing.map(keyOf));
  const areGood = keys.size === existing.length && existing.every((each) => isStillGood(each, options));
  return areGood && !isBetter(fresh, { ...options, existing }) ? existing : fresh;
}
