import type { Configuration } from "../domain/configuration.ts";
import { type Evaluation, modelKey, type PassedOver, routeOf, type TaskRanking } from "../domain/evaluation.ts";
import { isSameRoute } from "../domain/route.ts";
import type { TaskName } from "../domain/task.ts";
import type { Verdict } from "../domain/verification.ts";
import type { EligibilityRules } from "../evaluation/eligibility.ts";
import { withVerdicts } from "../evaluation/reconsider.ts";
import type { Policy } from "../policy.ts";
import { messageOf } from "../shared/file-fault.ts";
import type { StoredKnowledge } from "../store/store.ts";
import { noQuestions } from "../verification/no-questions.ts";
import type { ProbeCaller } from "../verification/probe-caller.ts";
import type { ProbeRun } from "../verification/probe-run.ts";
import { type ProofSummary, prove, type TaskProof, verdictsOf } from "../verification/prove.ts";
import type { TaskToProve } from "../verification/prove-task.ts";
import type { PipelineDependencies } from "./dependencies.ts";
import type { ProgressTracker } from "./progress.ts";
import { tasksToProve } from "./tasks-to-prove.ts";

type Rankings = Map<TaskName, TaskRanking>;

export interface VerifyOptions {
  rankings: Rankings;
  rules: ReadonlyMap<TaskName, EligibilityRules>;
  configuration: Configuration | null;
  policy: Policy;
  knowledge: StoredKnowledge;
  /** The tasks of which something may change; with a budget in money, all are taken for such. */
  contested: ReadonlySet<TaskName>;
  progress: ProgressTracker;
  dependencies: Pick<PipelineDependencies, "proving" | "clock" | "logger">;
  signal: AbortSignal;
}

export interface VerifiedRankings {
  rankings: Rankings;
  /** Of every route that was called, or is known to have gone. */
  verdicts: Verdict[];
  /** Null where the policy wants no calls. */
  summary: ProofSummary | null;
}

/** What was asked so lately is not asked anew, so that a run each night costs little. */
const rememberedMs = 7 * 86_400_000;

/**
 * What serves, and has answered so lately, is not called where nothing would change: of the free tier's ten cents a month,
 * a call of each task every night would take most.
 */
const passedMs = 3 * 86_400_000;

function rememberedBy(knowledge: StoredKnowledge, now: number): ProbeRun["remembered"] {
  return (task, route) => {
    const grade = knowledge.gradeOfRoute(task, route);
    return grade !== undefined && now - grade.at < rememberedMs ? grade : undefined;
  };
}

function passedLatelyBy(knowledge: StoredKnowledge, now: number): ProbeRun["hasPassedLately"] {
  return (task, route) => {
    const at = knowledge.passedAt(task, route);
    return at !== undefined && now - at < passedMs;
  };
}

/** A model that has passed by one of its hosts goes by no host that has failed. */
function withoutFailedRoutes(evaluation: Evaluation, failed: readonly Verdict[]): Evaluation {
  const { candidate, usableRoutes } = evaluation;
  const isGood = (route: Evaluation["usableRoutes"][number]) =>
    !failed.some((verdict) => isSameRoute(verdict.route, routeOf(candidate, route)));
  const good = usableRoutes.filter(isGood);
  if (good.length === 0 || good.length === usableRoutes.length) return evaluation;
  return { ...evaluation, usableRoutes: good, route: good[0] ?? evaluation.route };
}

/** How a model has failed; null where it has not. What failed the last time has, until it passes. */
type FailureOf = (evaluation: Evaluation) => string | null;

function failureIn({ task, models }: TaskProof, knowledge: Pick<StoredKnowledge, "finding">): FailureOf {
  return ({ candidate }) => {
    const verdict = models.get(modelKey(candidate));
    if (verdict?.outcome === "passed") return null;
    const telling = verdict?.outcome === "failed" ? verdict : knowledge.finding(task, candidate);
    return telling?.outcome === "failed" ? telling.reason : null;
  };
}

/** What was among the best, and has failed. */
function refuted({ best }: TaskRanking, failureOf: FailureOf): PassedOver[] {
  return best.flatMap((each) => {
    const failure = failureOf(each);
    const { candidate, score } = each;
    return failure === null ? [] : [{ model: candidate.model, score, reason: `when it was called, it ${failure}` }];
  });
}

/** The ranking without those of the best that have failed the last time, and were not asked or did not answer now. */
function withoutFailed(ranking: TaskRanking, failureOf: FailureOf, minimumScore: number): TaskRanking {
  const best = ranking.best.filter((each) => failureOf(each) === null);
  const qualifying = (some: readonly Evaluation[]) => some.filter(({ score }) => score >= minimumScore).length;
  return { ...ranking, best, qualified: ranking.qualified - qualifying(ranking.best) + qualifying(best) };
}

function proved(
  ranking: TaskRanking,
  proof: TaskProof,
  { rules, knowledge }: { rules: EligibilityRules; knowledge: StoredKnowledge },
): TaskRanking {
  const { models, routes, missing } = proof;
  const failureOf = failureIn(proof, knowledge);
  const judged = withoutFailed(withVerdicts(ranking, rules, models), failureOf, rules.policy.minimumScore);
  const failedRoutes = routes.filter(({ outcome }) => outcome === "failed");
  const failed = Map.groupBy(failedRoutes, ({ route }) => modelKey(route));
  const cleaned = (evaluation: Evaluation) =>
    withoutFailedRoutes(evaluation, failed.get(modelKey(evaluation.candidate)) ?? []);
  return {
    ...judged,
    failedRoutes,
    passedOver: [...(ranking.passedOver ?? []), ...refuted(ranking, failureOf)].sort((a, b) => b.score - a.score),
    best: judged.best.map(cleaned),
    find(model) {
      const found = judged.find(model);
      return found && cleaned(found);
    },
    ...(missing && { missing }),
  };
}

function unasked(why: string): ProofSummary {
  return { models: 0, calls: 0, costUsdNanos: null, durationMs: 0, skipped: [why] };
}

const nothingToAsk = "what serves has answered in the last three days, and nothing better is listed";

/** Where nothing was called since nothing had to be, that goes before what could not be. */
function withQuiet(summary: ProofSummary, proofs: readonly TaskProof[]): ProofSummary {
  const isQuiet = summary.calls === 0 && proofs.some((proof) => verdictsOf(proof).length === 0);
  return isQuiet ? { ...summary, skipped: [nothingToAsk, ...summary.skipped] } : summary;
}

function isAnyCallable(tasks: readonly TaskToProve[], caller: ProbeCaller): boolean {
  const contenders = tasks.flatMap((job) => [...job.contenders, job.incumbent, job.missing]);
  const providers = new Set(contenders.flatMap((each) => each?.provider ?? []));
  return [...providers].some((provider) => caller.lacks(provider) === null);
}

/** What models are called with; a sentence's part where that cannot be had. */
async function openCalls(tasks: readonly TaskToProve[], { proving, logger }: VerifyOptions["dependencies"]) {
  if (proving === undefined) return null;
  try {
    const caller = await proving.caller();
    return { caller, probes: isAnyCallable(tasks, caller) ? await proving.probes() : noQuestions };
  } catch (error) {
    logger.warn(`No model could be called: ${messageOf(error)}`);
    return "models cannot be called just now";
  }
}

/**
 * Calls the best models of each task for real, and what is configured, and puts what they prove into the rankings.
 * Changes and stores nothing. Rejects with the signal's reason alone.
 */
export async function verifyRankings(options: VerifyOptions): Promise<VerifiedRankings> {
  const { rankings, rules, policy, knowledge, progress, dependencies, signal } = options;
  const { clock } = dependencies;
  const asTheyAre = { rankings, verdicts: [], summary: null };
  const { budget, calls, seconds, enabled } = policy.verification;
  if (!enabled) return asTheyAre;
  const contested = budget === null ? options.contested : new Set(rankings.keys());
  const tasks = tasksToProve({ ...options, contested });
  const means = tasks.length === 0 ? null : await openCalls(tasks, dependencies);
  if (means === null) return asTheyAre;
  if (typeof means === "string") return { ...asTheyAre, summary: unasked(means) };
  progress.enter("verifying");
  const { proofs, summary } = await prove({
    ...means,
    tasks,
    limits: { budget, calls, seconds },
    mediaMs: policy.routing.mediaSeconds * 1_000,
    remembered: rememberedBy(knowledge, clock.now()),
    hasPassedLately: passedLatelyBy(knowledge, clock.now()),
    onCall: progress.called,
    clock,
    signal,
  });
  const next = new Map(rankings);
  for (const proof of proofs) {
    const [ranking, taskRules] = [rankings.get(proof.task), rules.get(proof.task)];
    if (ranking && taskRules) next.set(proof.task, proved(ranking, proof, { rules: taskRules, knowledge }));
  }
  return {
    rankings: next,
    verdicts: proofs.flatMap(verdictsOf).filter((each) => each.calls > 0 || each.outcome === "failed"),
    summary: withQuiet(summary, proofs),
  };
}
