import type { AbilityEstimate } from "../domain/ability.ts";
import type { Candidate, ServedRoute } from "../domain/candidate.ts";
import { type CriterionName, type CriterionWeights, criterionNames } from "../domain/criteria.ts";
import type { Assessment, Evaluation } from "../domain/evaluation.ts";
import { preferenceOf } from "../domain/preference.ts";
import { canServe } from "../domain/task.ts";
import type { Policy } from "../policy.ts";
import { estimateAbility } from "./ability/estimate.ts";
import { answersWith } from "./answers.ts";
import { compatibility } from "./compatibility.ts";
import type { Criterion, CriterionContext } from "./criterion.ts";
import { type EligibilityRules, judge } from "./eligibility.ts";
import { performance } from "./performance.ts";
import { popularity } from "./popularity.ts";
import { complaintsOf } from "./real-use.ts";
import { recency } from "./recency.ts";

/** The criteria by name: the one place to put another in. */
export const criteria: Record<CriterionName, Criterion> = { popularity, performance, recency, compatibility };

interface WeightedScore {
  score: number;
  confidence: number;
  components: Record<CriterionName, number | null>;
}

/**
 * What an unknown criterion counts of a model whose source somebody runs or has declared. Such a source tells hardly
 * anything that could be scored, and were the rest left to decide, a small model would win by the little that is known
 * of it. Somebody has chosen it, so that it is taken for good enough (60 is the default of the policy's minimum), and
 * stands behind whatever is known to be good.
 */
export const trustedGuess = 60;

/** What the criteria add up to, as they are asked one by one. */
interface Tally {
  /** What an unknown criterion counts; null where it leaves its weight to the others. */
  guess: number | null;
  sum: number;
  known: number;
  total: number;
  certain: number;
}

/** Adds what one criterion says; answers its value. */
function count(tally: Tally, weight: number, assessment: Assessment | null): number | null {
  tally.total += weight;
  if (assessment === null) {
    if (tally.guess !== null) {
      tally.sum += weight * tally.guess;
      tally.known += weight;
    }
    return null;
  }
  tally.sum += weight * assessment.value;
  tally.known += weight;
  tally.certain += weight * assessment.confidence;
  return assessment.value;
}

/** The weighted mean of the criteria: of those of which something is known, or with a guess for the others. */
function weigh(candidate: Candidate, context: CriterionContext, weights: CriterionWeights): WeightedScore {
  const tally: Tally = { guess: candidate.isTrusted ? trustedGuess : null, sum: 0, known: 0, total: 0, certain: 0 };
  // Named one by one and not in a loop over names, which takes twice as long.
  const components = {
    popularity: count(tally, weights.popularity, criteria.popularity.assess(candidate, context)),
    performance: count(tally, weights.performance, criteria.performance.assess(candidate, context)),
    recency: count(tally, weights.recency, criteria.recency.assess(candidate, context)),
    compatibility: count(tally, weights.compatibility, criteria.compatibility.assess(candidate, context)),
  };
  const { sum, known, total, certain } = tally;
  // The fractions of equal values can add up to a hair more than the whole.
  return {
    score: known === 0 ? 0 : Math.min(100, sum / known),
    confidence: total === 0 ? 0 : certain / total,
    components,
  };
}

/** Which of the policy's preferences counts for a model; hardly any policy has one, and this runs for every model. */
function preferenceAt(
  score: number,
  candidate: Candidate,
  routes: readonly ServedRoute[],
  { policy }: EligibilityRules,
) {
  const { minimumScore, prefer } = policy;
  if (prefer.length === 0 || score < minimumScore) return prefer.length;
  return preferenceOf(candidate, routes[0], prefer);
}

function contextOf(candidate: Candidate, rules: EligibilityRules, routes: readonly ServedRoute[]): CriterionContext {
  const { name, task, now, knowledge, scale } = rules;
  const features = rules.readFeatures(candidate);
  const graded = knowledge.graded(name, candidate);
  const ability = estimateAbility(candidate, { features, scale, graded });
  const use = knowledge.use?.(name, candidate);
  return { task, now, routes, features, graded, use, ability };
}

/** A normal distribution holds nine of ten within so many standard deviations of its mean. */
const ninetyPercent = 1.645;

/** How much of the score's spread comes from not knowing the ability, in points. */
function uncertaintyOf({ low, high }: AbilityEstimate, { weights }: Policy): number {
  const total = weights.popularity + weights.performance + weights.recency + weights.compatibility;
  return ((weights.performance / total) * (high - low)) / (2 * ninetyPercent);
}

const noComplaints: readonly string[] = [];

/** Hardly any model has been used, and it is not looked into where use has not lowered what the model counts. */
function complaintsBy({ use, task, ability }: CriterionContext, { performance: counted }: Evaluation["components"]) {
  const isLowered = use !== undefined && counted !== null && counted < ability.value;
  return isLowered ? complaintsOf(use, task) : noComplaints;
}

/** Judges and scores one candidate for the task of the rules. Pure; for a hundred thousand candidates a run. */
export function evaluate(candidate: Candidate, rules: EligibilityRules): Evaluation {
  const { reasons, isHeld, isOffline, routes } = judge(candidate, rules);
  const shown = routes.usable.length > 0 ? routes.usable : routes.serving;
  const context = contextOf(candidate, rules, shown);
  const { score, confidence, components } = weigh(candidate, context, rules.policy.weights);
  return {
    candidate,
    route: shown[0] ?? null,
    usableRoutes: routes.usable,
    score,
    confidence,
    components,
    ability: context.ability,
    uncertainty: uncertaintyOf(context.ability, rules.policy),
    verdict: null,
    preference: preferenceAt(score, candidate, routes.usable, rules),
    reasons,
    isHeld,
    isOffline,
    isQuarantined: false,
    complaints: complaintsBy(context, components),
  };
}

function isGuessed({ candidate, components }: Evaluation): boolean {
  return candidate.isTrusted && criterionNames.some((name) => components[name] === null);
}

/** The facts behind a score, and behind its place, as phrases, in the order of the criteria. */
export function explainScore(evaluation: Evaluation, rules: EligibilityRules): string[] {
  const { task } = rules;
  const { candidate, usableRoutes, preference, ability, verdict } = evaluation;
  const serving = candidate.routes.filter((route) => canServe(task, route));
  const found = contextOf(candidate, rules, usableRoutes.length > 0 ? usableRoutes : serving);
  // As it was scored: with the answers of this run, where it was asked.
  const context = { ...found, ability, graded: answersWith(found.graded, verdict) };
  const preferred = rules.policy.prefer[preference];
  return [
    ...criterionNames.flatMap((name) => criteria[name].explain(candidate, context)),
    ...(isGuessed(evaluation) ? [`what is unknown counts as ${trustedGuess}`] : []),
    ...(preferred === undefined ? [] : [`preferred by the policy: ${preferred}`]),
  ];
}
