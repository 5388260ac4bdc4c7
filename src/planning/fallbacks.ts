import { type Evaluation, mayStay, modelKey, type TaskRanking } from "../domain/evaluation.ts";
import { type Choice, isSameModel, isSameRoute } from "../domain/route.ts";
import { choose, findUsableRoute, placeOf } from "./choice.ts";

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

/**
 * The best models behind the primary. A model that runs in a place of its own goes before a better one that would fail
 * together with an earlier choice; where models run out, the primary's other hosts stand in.
 */
function selectFallbacks({ primary, ranking, count, minimumScore }: FallbackOptions): Choice[] {
  const selected: Choice[] = [];
  const taken = new Set([placeOf(primary)]);
  const remaining = ranking.best.filter((each) => each.score >= minimumScore && !isSameModel(each.candidate, primary));
  const own = ranking.find(primary) ?? ranking.best.find((each) => isSameModel(each.candidate, primary));
  while (selected.length < count) {
    const next = remaining.find((each) => routeElsewhere(each, taken)) ?? remaining[0] ?? own;
    const route = next && (routeElsewhere(next, taken) ?? (next === own ? undefined : next.usableRoutes[0]));
    if (!next || !route) break;
    const choice = choose(next, route);
    selected.push(choice);
    taken.add(placeOf(choice));
    if (next !== own) remaining.splice(remaining.indexOf(next), 1);
  }
  return selected;
}

function isStillGood(choice: Choice, { primary, ranking, minimumScore }: FallbackOptions): boolean {
  if (isSameRoute(choice, primary)) return false;
  const evaluation = ranking.find(choice);
  if (!evaluation || !mayStay(evaluation) || evaluation.score < minimumScore) return false;
  return findUsableRoute(evaluation, choice) !== undefined;
}

function places(primary: Choice, fallbacks: readonly Choice[]): number {
  return new Set([primary, ...fallbacks].map(placeOf)).size;
}

/** Whether the new fallbacks are worth a change: one more of them or of their places, or one better by the margin. */
function isBetter(fresh: readonly Choice[], options: FallbackOptions): boolean {
  const { existing, primary, ranking, margin } = options;
  if (fresh.length > existing.length || places(primary, fresh) > places(primary, existing)) return true;
  const scores = existing.map((each) => ranking.find(each)?.score ?? 0).sort((a, b) => b - a);
  const freshScores = fresh.map((each) => each.score ?? 0).sort((a, b) => b - a);
  return freshScores.some((score, index) => score - (scores[index] ?? 0) >= margin);
}

/** The fallbacks for a primary: today's, as long as they are good and no others are better by the margin. */
export function renewFallbacks(options: FallbackOptions): Choice[] {
  const existing = options.existing.slice(0, options.count);
  const fresh = selectFallbacks(options);
  const keys = new Set(existing.map((each) => `${modelKey(each)}${each.host}`));
  const areGood = keys.size === existing.length && existing.every((each) => isStillGood(each, options));
  return areGood && !isBetter(fresh, { ...options, existing }) ? existing : fresh;
}
