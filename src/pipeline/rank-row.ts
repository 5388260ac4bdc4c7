import type { CriterionName } from "../domain/criteria.ts";
import { type Evaluation, roundScore } from "../domain/evaluation.ts";
import type { EligibilityRules } from "../evaluation/eligibility.ts";
import { explainScore } from "../evaluation/score.ts";

/** A score with what it is made of, rounded as it is stored and shown. */
export interface ScoreFacts {
  score: number;
  /** 0 to 1. */
  confidence: number;
  components: Record<CriterionName, number | null>;
  evidence: string[];
}

export interface RankRow extends ScoreFacts {
  provider: string;
  model: string;
  host: string | null;
  eligible: boolean;
  reasons: string[];
}

function roundedComponents(components: Evaluation["components"]): ScoreFacts["components"] {
  const { popularity, performance, recency, compatibility } = components;
  const round = (value: number | null) => (value === null ? null : roundScore(value));
  return {
    popularity: round(popularity),
    performance: round(performance),
    recency: round(recency),
    compatibility: round(compatibility),
  };
}

/** The score of an evaluation that was made by these rules. */
export function scoreFactsOf(evaluation: Evaluation, rules: EligibilityRules): ScoreFacts {
  return {
    score: roundScore(evaluation.score),
    confidence: Math.round(evaluation.confidence * 100) / 100,
    components: roundedComponents(evaluation.components),
    evidence: explainScore(evaluation, rules),
  };
}

/** A model's line in the table of a task. */
export function toRankRow(evaluation: Evaluation, rules: EligibilityRules): RankRow {
  const { candidate, route, reasons } = evaluation;
  return {
    provider: candidate.provider,
    model: candidate.model,
    host: route?.host ?? null,
    ...scoreFactsOf(evaluation, rules),
    eligible: reasons.length === 0,
    reasons: [...reasons],
  };
}
