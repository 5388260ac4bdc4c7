import type { ServedRoute } from "../domain/candidate.ts";
import { type Evaluation, mayStay, modelKey, roundScore, type TaskRanking } from "../domain/evaluation.ts";
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
  /** Other models, best first. */
  remaining: readonly Evaluation[];
  /** The primary's own model. */
  own: Evaluation | undefined;
  /** The places of the primary and of what stands behind it so far. */
  taken: ReadonlySet<string>;
  isLast: boolean;
}

/**
 * Who comes next behind the primary. A model that runs in a place of its own goes before a better one that would fail
 * together with an earlier choice; where models run out, the primary's other hosts stand in. One of those also takes
 * the last place where all before it would fail together.
 */
function pickNext({ remaining, own, taken, isLast }: Standby): { next: Evaluation; route: ServedRoute } | null {
  for (const next of remaining) {
    const route = routeElsewhere(next, taken);
    if (route) return { next, route };
  }
  const [next] = remaining;
  const elsewhere = own && routeElsewhere(own, taken);
  if (own && elsewhere && (!next || (isLast && taken.size === 1))) return { next: own, route: elsewhere };
  const route = next?.usableRoutes[0];
  return next && route ? { next, route } : null;
}

function selectFallbacks({ primary, ranking, count, minimumScore }: FallbackOptions): Choice[] {
  const selected: Choice[] = [];
  const taken = new Set([placeOf(primary)]);
  const remaining = ranking.best.filter((each) => each.score >= minimumScore && !isSameModel(each.candidate, primary));
  const own = ranking.find(primary) ?? ranking.best.find((each) => isSameModel(each.candidate, primary));
  while (selected.length < count) {
    const picked = pickNext({ remaining, own, taken, isLast: selected.length === count - 1 });
    if (!picked) break;
    const choice = choose(picked.next, picked.route);
    selected.push(choice);
    taken.add(placeOf(choice));
    if (picked.next !== own) remaining.splice(remaining.indexOf(picked.next), 1);
  }
  return selected;
}

function isStillGood(choice: Choice, { primary, ranking, minimumScore }: FallbackOptions): boolean {
  if (isSameRoute(choice, primary)) return false;
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

/**
 * Whether the new fallbacks are worth a change: one more of them, of their models or of their places, or one better by
 * the margin.
 */
function isBetter(fresh: readonly Choice[], options: FallbackOptions): boolean {
  const { existing, primary, ranking, margin } = options;
  if (fresh.length > existing.length || places(primary, fresh) > places(primary, existing)) return true;
  if (models(primary, fresh) > models(primary, existing)) return true;
  const scores = existing.map((each) => roundScore(ranking.find(each)?.score ?? 0)).sort((a, b) => b - a);
  const freshScores = fresh.map((each) => each.score ?? 0).sort((a, b) => b - a);
  return freshScores.some((score, index) => isAhead(score, scores[index] ?? 0, margin));
}

/** The fallbacks for a primary: today's, as long as they are good and no others are better by the margin. */
export function renewFallbacks(options: FallbackOptions): Choice[] {
  const existing = options.existing.slice(0, options.count);
  const fresh = selectFallbacks(options);
  const keys = new Set(existing.map((each) => `${modelKey(each)}${each.host}`));
  const areGood = keys.size === existing.length && existing.every((each) => isStillGood(each, options));
  return areGood && !isBetter(fresh, { ...options, existing }) ? existing : fresh;
}
