import type { CriterionName } from "../domain/criteria.ts";
import { type Evaluation, roundScore } from "../domain/evaluation.ts";
import type { EligibilityRules } from "../evaluation/eligibility.ts";
import { explainScore } from "../evaluation/score.ts";
import type { Finding } from "../store/store.ts";

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

/** The evaluation with what calls have shown the last time: what has failed is not chosen before it passes. */
export function withFinding(evaluation: Evaluation, finding: Finding | undefined): Evaluation {
  if (finding?.outcome !== "failed") return evaluation;
  return { ...evaluation, reasons: [...evaluation.reasons, `when it was called, it ${finding.reason}`] };
}

/** A model's line in the table of a task, with what calls have shown of it the last time. */
export function toRankRow(judged: Evaluation, rules: EligibilityRules, finding: Finding | undefined): RankRow {
  const evaluation = withFinding(judged, finding);
  const { candidate, route, reasons } = evaluation;
  const facts = scoreFactsOf(evaluation, rules);
  const proof = finding?.outcome === "passed" ? [`when it was called, it ${finding.reason}`] : [];
  return {
    provider: candidate.provider,
    model: candidate.model,
    host: route?.host ?? null,
    ...facts,
    evidence: [...proof, ...facts.evidence],
    eligible: reasons.length === 0,
    reasons: [...reasons],
  };
}
