import type { CriterionName } from "../domain/criteria.ts";
import { type Evaluation, roundScore } from "../domain/evaluation.ts";
import type { TaskName } from "../domain/task.ts";
import type { EligibilityRules } from "../evaluation/eligibility.ts";
import { compareEvaluations } from "../evaluation/ranking.ts";
import { explainScore } from "../evaluation/score.ts";
import type { PipelineDependencies } from "./dependencies.ts";
import { type ProgressListener, trackProgress } from "./progress.ts";
import { rankTasks } from "./rank-tasks.ts";
import type { SourceReport } from "./results.ts";

export interface RankRequest {
  task: TaskName;
  /** Rows at the most; null for the whole table. */
  limit: number | null;
  signal: AbortSignal;
  onProgress?: ProgressListener | undefined;
}

export interface RankRow {
  provider: string;
  model: string;
  host: string | null;
  score: number;
  /** 0 to 1. */
  confidence: number;
  components: Record<CriterionName, number | null>;
  evidence: string[];
  eligible: boolean;
  reasons: string[];
}

export interface RankResult {
  task: TaskName;
  /** Best first, those that may not be chosen last. */
  ranking: RankRow[];
  discovered: number;
  qualified: number;
  minimumScore: number;
  sources: SourceReport[];
  errors: string[];
}

interface Judged {
  evaluation: Evaluation;
  rules: EligibilityRules;
}

function compareRows(a: Judged, b: Judged): number {
  const byEligibility = Math.min(1, a.evaluation.reasons.length) - Math.min(1, b.evaluation.reasons.length);
  return byEligibility || compareEvaluations(a.evaluation, b.evaluation);
}

function roundedComponents(components: Evaluation["components"]): RankRow["components"] {
  const { popularity, performance, recency, compatibility } = components;
  const round = (value: number | null) => (value === null ? null : roundScore(value));
  return {
    popularity: round(popularity),
    performance: round(performance),
    recency: round(recency),
    compatibility: round(compatibility),
  };
}

function toRow({ evaluation, rules }: Judged): RankRow {
  const { candidate, route, score, confidence, components, reasons } = evaluation;
  return {
    provider: candidate.provider,
    model: candidate.model,
    host: route?.host ?? null,
    score: roundScore(score),
    confidence: Math.round(confidence * 100) / 100,
    components: roundedComponents(components),
    evidence: explainScore(evaluation, rules),
    eligible: reasons.length === 0,
    reasons: [...reasons],
  };
}

/** The whole table of a task, changing nothing. Rejects only with the signal's reason, or for a policy that is wrong. */
export async function rankOneTask(request: RankRequest, dependencies: PipelineDependencies): Promise<RankResult> {
  const policy = await dependencies.policy.read();
  const base = await dependencies.repository.read();
  const judged: Judged[] = [];
  const { rankings, sources, errors } = await rankTasks({
    signal: request.signal,
    progress: trackProgress(request.onProgress),
    tasks: [request.task],
    policy,
    configuration: base?.configuration ?? null,
    dependencies,
    onEvaluation: (evaluation, rules) => judged.push({ evaluation, rules }),
  });
  const ranking = rankings.get(request.task);
  return {
    task: request.task,
    ranking: judged
      .sort(compareRows)
      .slice(0, request.limit ?? undefined)
      .map(toRow),
    discovered: ranking?.discovered ?? 0,
    qualified: ranking?.qualified ?? 0,
    minimumScore: policy.minimumScore,
    sources,
    errors,
  };
}
