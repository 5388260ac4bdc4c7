import type { ServedRoute } from "../../src/domain/candidate.ts";
import type { Configuration, TaskConfiguration } from "../../src/domain/configuration.ts";
import { type Evaluation, mayBeChosen, type TaskRanking } from "../../src/domain/evaluation.ts";
import type { Plan, TaskDecision } from "../../src/domain/plan.ts";
import { type Choice, isSameModel } from "../../src/domain/route.ts";
import { nothingNoted, type SteadinessRecord } from "../../src/domain/steadiness.ts";
import type { TaskName } from "../../src/domain/task.ts";
import type { Verdict } from "../../src/domain/verification.ts";
import { compareEvaluations } from "../../src/evaluation/ranking.ts";
import { emptyConfiguration, makePlan } from "../../src/planning/make-plan.ts";
import { candidateWith, policyWith, servedRoute, testNow } from "./candidates.ts";

export interface Contender {
  model: string;
  score: number;
  /** Best first; null stands for a provider without a choice of hosts. */
  hosts?: readonly (string | null)[];
  interface?: string;
  provider?: string;
  isLocal?: boolean;
  /** As by a policy's preferences. */
  preference?: number;
  reasons?: readonly string[];
  isHeld?: boolean;
  isOffline?: boolean;
  isQuarantined?: boolean;
  /** Points. */
  uncertainty?: number;
  verdict?: Verdict | null;
}

/** A model judged with a score of the test's choosing. */
export function contender(facts: Contender): Evaluation {
  const { model, score, hosts = ["novita"], reasons = [], isHeld = false, preference = 0 } = facts;
  const { provider = "huggingface", isLocal = false, isOffline = false, isQuarantined = false } = facts;
  const { uncertainty = 0, verdict = null } = facts;
  const routes: ServedRoute[] = hosts.map((host) => servedRoute({ host, interface: facts.interface ?? "chat" }));
  return {
    candidate: candidateWith({ provider, model, isLocal, routes }),
    route: routes[0] ?? null,
    usableRoutes: routes,
    score,
    components: { popularity: score, performance: null, recency: null, compatibility: null },
    ability: { rating: 0, deviation: 0, value: 50, low: 50, high: 50 },
    uncertainty,
    verdict,
    isQuarantined,
    confidence: 0.5,
    preference,
    reasons,
    isHeld,
    isOffline,
  };
}

/** What live calls have shown of a model, on novita unless the test says otherwise. */
export function verdictOf(model: string, outcome: Verdict["outcome"], facts: Partial<Verdict> = {}): Verdict {
  const reasons = { passed: "answered rightly", failed: "answered wrongly: it is empty", unproven: "no key is set" };
  return {
    task: "conversational",
    route: { provider: "huggingface", model, version: null, host: "novita", interface: "chat" },
    at: testNow - 60_000,
    outcome,
    reason: reasons[outcome],
    graded: null,
    calls: outcome === "unproven" ? 0 : 1,
    firstTokenMs: null,
    tokensPerSecond: null,
    costUsdNanos: null,
    ...facts,
  };
}

/** What a run learned of a task: a complete listing of these models, unless the test says otherwise. */
export function rankingWith(contenders: readonly Contender[], facts: Partial<TaskRanking> = {}): TaskRanking {
  const evaluations = contenders.map(contender);
  const best = evaluations.filter(mayBeChosen).sort(compareEvaluations);
  return {
    status: "complete",
    errors: [],
    sources: [{ source: "huggingface", status: facts.status ?? "complete", errors: [] }],
    discovered: evaluations.length,
    qualified: best.filter((each) => each.score >= 60).length,
    best,
    find: (model) => evaluations.find((each) => isSameModel(each.candidate, model)),
    ...facts,
  };
}

/** A choice of an update, on novita, unless the test says otherwise. */
export function choiceOf(model: string, facts: Partial<Choice> = {}): Choice {
  return {
    provider: "huggingface",
    model,
    version: null,
    host: "novita",
    interface: "chat",
    score: 80,
    origin: "update",
    verifiedAt: null,
    ...facts,
  };
}

export function entryOf(primary: Choice, fallbacks: Choice[] = []): TaskConfiguration {
  return { primary, fallbacks, trial: null, since: "2026-11-01T03:00:00.000Z", reason: "It was best." };
}

/** A configuration in which one task has this entry. */
export function configurationOf(entry: TaskConfiguration | null, task: TaskName = "conversational"): Configuration {
  const configuration = { ...emptyConfiguration(testNow), revision: 7 };
  return entry === null ? configuration : { ...configuration, tasks: { [task]: entry } };
}

export interface PlanForOptions {
  /** The task's entry as it stands. */
  entry?: TaskConfiguration | null;
  ranking: TaskRanking;
  policy?: Record<string, unknown>;
  task?: TaskName;
  now?: number;
  /** What earlier runs have noted. */
  record?: SteadinessRecord;
}

/** The plan of a run that looked at one task. Without fallbacks, unless the policy of the test asks for some. */
export function planFor(options: PlanForOptions): Plan {
  const { entry = null, ranking, policy = {}, task = "conversational", now = testNow, record = nothingNoted } = options;
  return makePlan({
    base: { configuration: configurationOf(entry, task), hash: "base" },
    rankings: new Map([[task, ranking]]),
    // Proofs and misses have tests of their own.
    policy: policyWith({ fallbacks: 0, verification: { enabled: false }, steadiness: { misses: 1 }, ...policy }),
    record,
    now,
    errors: [],
  });
}

/** What a run does with the one task that it looked at. */
export function decide(options: PlanForOptions): TaskDecision {
  const [decision] = planFor(options).decisions;
  if (!decision) throw new Error("the plan has no decision");
  return decision;
}
