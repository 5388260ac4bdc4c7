import type { Candidate } from "../domain/candidate.ts";
import { type Evaluation, mayBeChosen, modelKey, type TaskRanking } from "../domain/evaluation.ts";
import type { ModelIdentity } from "../domain/route.ts";
import type { EligibilityRules } from "./eligibility.ts";
import { evaluate } from "./score.ts";

/** Highest score first; equal ones by name, so that the order does not depend on the order of the listing. */
export function compareEvaluations(a: Evaluation, b: Evaluation): number {
  const byModel = b.score - a.score || a.candidate.model.localeCompare(b.candidate.model);
  return byModel || a.candidate.provider.localeCompare(b.candidate.provider);
}

export interface RankingOptions {
  rules: EligibilityRules;
  /** Models whose evaluation is wanted whatever their rank: those that the configuration and the policy name. */
  watched: readonly ModelIdentity[];
  /** How many of the best are kept; the rest is only counted, so that memory stays bounded. */
  keep: number;
  /** Told of every evaluation, for whoever wants the whole table. */
  onEvaluation?: ((evaluation: Evaluation) => void) | undefined;
}

/** Takes a task's candidates one by one and keeps the best of them. */
export interface RankingCollector {
  add(candidate: Candidate): void;
  finish(listing: Pick<TaskRanking, "status" | "errors" | "discovered">): TaskRanking;
}

/** A collector for one task. It holds at most four times `keep` evaluations, however many candidates come. */
export function createRankingCollector({ rules, watched, keep, onEvaluation }: RankingOptions): RankingCollector {
  const watchedKeys = new Set(watched.map(modelKey));
  const found = new Map<string, Evaluation>();
  let best: Evaluation[] = [];
  let qualified = 0;

  /** Sorting now and then is cheaper than keeping order at each step. */
  function trim(limit: number): void {
    if (best.length > limit) best = best.sort(compareEvaluations).slice(0, keep);
  }

  return {
    add(candidate) {
      const evaluation = evaluate(candidate, rules);
      if (watchedKeys.has(modelKey(candidate))) found.set(modelKey(candidate), evaluation);
      if (mayBeChosen(evaluation)) {
        if (evaluation.score >= rules.policy.minimumScore) qualified += 1;
        best.push(evaluation);
        trim(keep * 4);
      }
      onEvaluation?.(evaluation);
    },
    finish(listing) {
      best.sort(compareEvaluations);
      trim(keep);
      return { ...listing, qualified, best, find: (model) => found.get(modelKey(model)) };
    },
  };
}
