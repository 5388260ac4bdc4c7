import type { Candidate, ServedRoute } from "../domain/candidate.ts";
import type { Evaluation, TaskRanking } from "../domain/evaluation.ts";
import type { ChoiceFacts, VerdictFacts } from "../domain/plan.ts";
import { type Choice, isSameModel } from "../domain/route.ts";
import type { TaskName } from "../domain/task.ts";
import type { EligibilityRules } from "../evaluation/eligibility.ts";
import { toTimestamp } from "../shared/clock.ts";
import { scoreFactsOf } from "./rank-row.ts";

function evaluationOf(choice: Choice, ranking: TaskRanking): Evaluation | undefined {
  return ranking.find(choice) ?? ranking.best.find((each) => isSameModel(each.candidate, choice));
}

/** The route that a choice names, or the one that its provider would most likely choose. */
function routeOf(choice: Choice, { candidate, usableRoutes, route }: Evaluation): ServedRoute | null {
  const isNamed = (each: ServedRoute) => each.host === choice.host && each.interface === choice.interface;
  return usableRoutes.find(isNamed) ?? candidate.routes.find(isNamed) ?? usableRoutes[0] ?? route;
}

/** A moment beyond what a date can hold is none. */
function creationOf({ createdAt }: Candidate): string | null {
  return createdAt === null || Number.isNaN(new Date(createdAt).getTime()) ? null : toTimestamp(createdAt);
}

function verdictFactsOf({ verdict }: Evaluation): VerdictFacts | null {
  if (verdict === null) return null;
  const { outcome, reason, graded, firstTokenMs, tokensPerSecond, costUsdNanos } = verdict;
  return { outcome, reason, graded, firstTokenMs, tokensPerSecond, costUsdNanos };
}

function abilityFactsOf({ ability: { value, low, high } }: Evaluation): NonNullable<ChoiceFacts["ability"]> {
  return { value: Math.round(value), low: Math.round(low), high: Math.round(high) };
}

export interface DescribeOptions {
  rankings: ReadonlyMap<TaskName, TaskRanking>;
  rules: ReadonlyMap<TaskName, EligibilityRules>;
}

/** What a run has learned of choices: a function that answers null for one that no listing has named. */
export function describeChoices({
  rankings,
  rules,
}: DescribeOptions): (task: TaskName, choice: Choice) => ChoiceFacts | null {
  return (task, choice) => {
    const [ranking, taskRules] = [rankings.get(task), rules.get(task)];
    const evaluation = ranking && evaluationOf(choice, ranking);
    if (!evaluation || !taskRules) return null;
    const { candidate } = evaluation;
    const route = routeOf(choice, evaluation);
    return {
      ...scoreFactsOf(evaluation, taskRules),
      ability: abilityFactsOf(evaluation),
      inputPrice: route?.inputPrice ?? null,
      outputPrice: route?.outputPrice ?? null,
      isFree: route?.isFree ?? null,
      firstTokenMs: route?.firstTokenMs ?? null,
      tokensPerSecond: route?.tokensPerSecond ?? null,
      contextLength: route?.contextLength ?? null,
      licence: candidate.licence,
      parameters: candidate.parameters,
      createdAt: creationOf(candidate),
      verdict: verdictFactsOf(evaluation),
    };
  };
}
