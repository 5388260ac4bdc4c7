import type { ServedRoute } from "../domain/candidate.ts";
import {
  type Evaluation,
  mayStay,
  modelKey,
  roundScore,
  type TaskRanking,
  unreadSource,
} from "../domain/evaluation.ts";
import { type Choice, isSameModel, isSameRoute } from "../domain/route.ts";
import { choose, findUsableRoute, isAhead, placeOf } from "./choice.ts";

export interface FallbackOptions {
  primary: Choice;
  /** What stands behind the primary today. */
  existing: readonly Choice[];
  ranking: TaskRanking;
  /** How many are wanted. */
  count: number;
  minimumScore: number;
  margin: number;
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

/** Whether nobody knows what has become of a choice: it stays where it is. */
function isUnread(choice: Choice, { ranking }: FallbackOptions): boolean {
  return unreadSource(ranking, choice.provider) !== undefined;
}

function evaluationOf(choice: Choice, { ranking }: FallbackOptions): Evaluation | undefined {
  return ranking.find(choice) ?? ranking.best.find((each) => isSameModel(each.candidate, choice));
}

/** Those of whom nobody knows anything keep their places, and the others are chosen around them. */
function selectFallbacks(options: FallbackOptions): Choice[] {
  const { primary, existing, ranking, count, minimumScore } = options;
  const kept = existing.filter((each) => isUnread(each, options) && !isSameRoute(each, primary));
  const selected: Choice[] = [];
  const taken = new Set([primary, ...kept].map(placeOf));
  const remaining = ranking.best.filter((each) => each.score >= minimumScore && !isSameModel(each.candidate, primary));
  const own = evaluationOf(primary, options);
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
  const { primary, ranking, minimumScore } = options;
  if (isSameRoute(choice, primary)) return false;
  if (isUnread(choice, options)) return true;
  const evaluation = ranking.find(choice);
  if (!evaluation) return false;
  // Another host of the primary's model is as good as the primary, which may be pinned, or be kept below the minimum.
  const isGood = isSameModel(choice, primary) || (mayStay(evaluation) && evaluation.score >= minimumScore);
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
  const evaluation = isUnread(choice, options) ? undefined : evaluationOf(choice, options);
  return evaluation?.preference ?? Number.POSITIVE_INFINITY;
}

function scoreIn(choice: Choice, options: FallbackOptions): number {
  const score = isUnread(choice, options) ? choice.score : options.ranking.find(choice)?.score;
  return roundScore(score ?? 0);
}

/**
 * Whether the new fallbacks are worth a change: one more of them, of their models or of their places, one that the
 * policy prefers, or one better by the margin.
 */
function isBetter(fresh: readonly Choice[], options: FallbackOptions): boolean {
  const { existing, primary, margin } = options;
  if (fresh.length > existing.length || places(primary, fresh) > places(primary, existing)) return true;
  if (models(primary, fresh) > models(primary, existing)) return true;
  const preferences = existing.map((each) => preferenceIn(each, options));
  if (fresh.some((each, index) => preferenceIn(each, options) < (preferences[index] ?? 0))) return true;
  const scores = existing.map((each) => scoreIn(each, options)).sort((a, b) => b - a);
  const freshScores = fresh.map((each) => each.score ?? 0).sort((a, b) => b - a);
  return freshScores.some((score, index) => isAhead(score, scores[index] ?? 0, margin));
}

/** The fallbacks for a primary: today's, as long as they are good and no others are better by the margin. */
export function renewFallbacks(options: FallbackOptions): Choice[] {
  const existing = options.existing.slice(0, options.count);
  const fresh = selectFallbacks({ ...options, existing });
  const keys = new Set(existing.map((each) => `${modelKey(each)}${each.host}`));
  const areGood = keys.size === existing.length && existing.every((each) => isStillGood(each, options));
  return areGood && !isBetter(fresh, { ...options, existing }) ? existing : fresh;
}
