import type { ServedRoute } from "../domain/candidate.ts";
import { type Evaluation, mayBeChosen, modelKey, type TaskRanking } from "../domain/evaluation.ts";
import type { ModelIdentity } from "../domain/route.ts";
import type { TaskName } from "../domain/task.ts";
import type { GradedResult, Verdict } from "../domain/verification.ts";
import { answersWith } from "./answers.ts";
import type { EligibilityRules } from "./eligibility.ts";
import { compareEvaluations } from "./ranking.ts";
import { evaluate } from "./score.ts";

/** The route that was proven goes first, so that it is the one that is chosen. */
function provenFirst(routes: readonly ServedRoute[], { route }: Verdict): readonly ServedRoute[] {
  const isProven = (each: ServedRoute) =>
    each.host === route.host && each.interface === route.interface && each.version === route.version;
  const proven = routes.filter(isProven);
  return proven.length === 0 ? routes : [...proven, ...routes.filter((each) => !isProven(each))];
}

/** The evaluation with what the calls have shown: a model that failed may neither be chosen nor stay. */
function withVerdict(evaluation: Evaluation, verdict: Verdict): Evaluation {
  if (verdict.outcome === "failed") {
    return { ...evaluation, verdict, reasons: [...evaluation.reasons, `when it was called, it ${verdict.reason}`] };
  }
  if (verdict.outcome === "unproven") return { ...evaluation, verdict };
  const usableRoutes = provenFirst(evaluation.usableRoutes, verdict);
  return { ...evaluation, verdict, usableRoutes, route: usableRoutes[0] ?? evaluation.route };
}

/** What is known, with the answers to our questions of this run beside earlier ones. */
function withAnswers(rules: EligibilityRules, verdicts: ReadonlyMap<string, Verdict>): EligibilityRules {
  const { knowledge } = rules;
  const graded = (task: TaskName, model: ModelIdentity): GradedResult | undefined => {
    const verdict = task === rules.name ? verdicts.get(modelKey(model)) : undefined;
    return answersWith(knowledge.graded(task, model), verdict);
  };
  return { ...rules, knowledge: { ...knowledge, graded } };
}

/** What an earlier step has found out about a model besides its score is kept. */
function rescored(evaluation: Evaluation, rules: EligibilityRules): Evaluation {
  const { reasons, isQuarantined, isHeld, isOffline } = evaluation;
  return { ...evaluate(evaluation.candidate, rules), reasons, isQuarantined, isHeld, isOffline };
}

/**
 * A ranking after some of its models were called, by `modelKey`: those are scored anew with their answers, what failed
 * says so, and the order is made again. The others stay as they are.
 */
export function withVerdicts(
  ranking: TaskRanking,
  rules: EligibilityRules,
  verdicts: ReadonlyMap<string, Verdict>,
): TaskRanking {
  if (verdicts.size === 0) return ranking;
  const knowing = withAnswers(rules, verdicts);
  const reconsidered = (evaluation: Evaluation): Evaluation => {
    const verdict = verdicts.get(modelKey(evaluation.candidate));
    return verdict === undefined ? evaluation : withVerdict(rescored(evaluation, knowing), verdict);
  };
  const before = ranking.best;
  const best = before.map(reconsidered).filter(mayBeChosen).sort(compareEvaluations);
  const { minimumScore } = rules.policy;
  const qualifying = (some: readonly Evaluation[]) => some.filter(({ score }) => score >= minimumScore).length;
  return {
    ...ranking,
    best,
    qualified: Math.max(0, ranking.qualified - qualifying(before) + qualifying(best)),
    find(model) {
      const found = ranking.find(model);
      return found && reconsidered(found);
    },
  };
}
