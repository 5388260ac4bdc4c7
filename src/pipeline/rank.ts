import type { Evaluation } from "../domain/evaluation.ts";
import type { TaskName } from "../domain/task.ts";
import type { EligibilityRules } from "../evaluation/eligibility.ts";
import { compareEvaluations } from "../evaluation/ranking.ts";
import type { Finding } from "../store/store.ts";
import type { PipelineDependencies } from "./dependencies.ts";
import { readEarlierKnowledge } from "./earlier-knowledge.ts";
import { type ProgressListener, trackProgress } from "./progress.ts";
import { type RankRow, toRankRow, withFinding } from "./rank-row.ts";
import { rankTasks } from "./rank-tasks.ts";
import type { SourceReport } from "./results.ts";

export type { RankRow } from "./rank-row.ts";

export interface RankRequest {
  task: TaskName;
  /** Rows at the most; null for the whole table. */
  limit: number | null;
  signal: AbortSignal;
  onProgress?: ProgressListener | undefined;
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

interface Row extends Judged {
  finding: Finding | undefined;
}

function compareRows(a: Row, b: Row): number {
  const faults = ({ evaluation, finding }: Row) => Math.min(1, withFinding(evaluation, finding).reasons.length);
  return faults(a) - faults(b) || compareEvaluations(a.evaluation, b.evaluation);
}

/** The whole table of a task, changing nothing. Rejects only with the signal's reason, or for a policy that is wrong. */
export async function rankOneTask(request: RankRequest, dependencies: PipelineDependencies): Promise<RankResult> {
  const policy = await dependencies.policy.read();
  const base = await dependencies.repository.read();
  const judged: Judged[] = [];
  const knowledge = await readEarlierKnowledge(dependencies);
  const { rankings, sources, errors, guard } = await rankTasks({
    signal: request.signal,
    progress: trackProgress(request.onProgress),
    tasks: [request.task],
    policy,
    configuration: base?.configuration ?? null,
    knowledge,
    dependencies,
    onEvaluation: (evaluation, rules) => judged.push({ evaluation, rules }),
  });
  const ranking = rankings.get(request.task);
  return {
    task: request.task,
    ranking: judged
      .map(({ evaluation, rules }): Row => {
        const finding = knowledge.finding(request.task, evaluation.candidate);
        return { evaluation: guard(evaluation), rules, finding };
      })
      .sort(compareRows)
      .slice(0, request.limit ?? undefined)
      .map(({ evaluation, rules, finding }) => toRankRow(evaluation, rules, finding)),
    discovered: ranking?.discovered ?? 0,
    qualified: ranking?.qualified ?? 0,
    minimumScore: policy.minimumScore,
    sources,
    errors,
  };
}
