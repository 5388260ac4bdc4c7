import type { Candidate } from "../domain/candidate.ts";
import { type Evaluation, mayBeChosen, modelKey, type PassedOver, type TaskRanking } from "../domain/evaluation.ts";
import type { Knowledge } from "../domain/knowledge.ts";
import type { QuarantinedModel } from "../domain/quarantine.ts";
import type { ModelIdentity } from "../domain/route.ts";
import type { TaskName } from "../domain/task.ts";
import { type Census, createCensus } from "../evaluation/guards/census.ts";
import { quarantined } from "../evaluation/guards/quarantine.ts";
import { createGuards } from "../evaluation/guards/suspicion.ts";
import type { Policy } from "../policy.ts";
import { waitingAfter } from "./waiting-models.ts";

export interface GuardFacts {
  policy: Policy;
  /** Milliseconds since the epoch. */
  now: number;
  /** What waits already. */
  recorded: readonly QuarantinedModel[];
  knowledge: Pick<Knowledge, "past" | "models">;
}

/** Puts a model into quarantine where it has to wait. */
export type Guard = (evaluation: Evaluation) => Evaluation;

/** Why a model has to wait, as it stands among its reasons; null where it has not. */
export type Suspicion = (candidate: Candidate) => string | null;

/**
 * The suspicions of a run. Where it has not seen all that a source has, what an earlier one has found counts on, unless a
 * person has approved it. Counts are held against what they were before a model began to wait, so that those which were
 * driven up do not become usual by a night's wait.
 */
function suspicionsOf(facts: GuardFacts, census: Census, whole: ReadonlySet<string>): Suspicion {
  const { policy, now, recorded, knowledge } = facts;
  const before = new Map(recorded.map((each) => [modelKey(each), each]));
  const past = (model: ModelIdentity) => {
    const seen = knowledge.past(model);
    return seen && { ...seen, downloads: before.get(modelKey(model))?.downloadsBefore ?? seen.downloads };
  };
  const guards = createGuards({ census, policy, now, past });
  const approved = new Set(policy.approved);
  const isWaived = ({ model }: Candidate) => !policy.guards.enabled || approved.has(model);
  const answers = new Map<string, string | null>();
  return (candidate) => {
    const key = modelKey(candidate);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const earlier = whole.has(candidate.provider) || isWaived(candidate) ? null : (before.get(key)?.reason ?? null);
    const reason = guards(candidate) ?? earlier;
    answers.set(key, reason);
    return reason;
  };
}

function rememberAll(census: Census, { policy, knowledge }: GuardFacts): void {
  if (!policy.guards.enabled) return;
  for (const model of knowledge.models?.() ?? []) {
    const past = knowledge.past(model);
    if (past) census.remember(model, past);
  }
}

/** Guards one model that is looked up by itself. */
export function guardAlone(facts: GuardFacts): Guard {
  const suspicion = suspicionsOf(facts, createCensus(), new Set());
  return (evaluation) => quarantined(evaluation, suspicion(evaluation.candidate));
}

function toPassedOver({ candidate, score, reasons }: Evaluation): PassedOver {
  return { model: candidate.model, score, reason: reasons.join("; ") };
}

/** The ranking without what waits. */
function guardRanking(ranking: TaskRanking, guard: Guard, minimumScore: number): TaskRanking {
  const count = (some: readonly Evaluation[]) => some.filter(({ score }) => score >= minimumScore).length;
  const judged = ranking.best.map(guard);
  const best = judged.filter(mayBeChosen);
  return {
    ...ranking,
    best,
    passedOver: judged.filter((each) => !mayBeChosen(each)).map(toPassedOver),
    qualified: Math.max(0, ranking.qualified - count(ranking.best) + count(best)),
    find(model) {
      const found = ranking.find(model);
      return found && guard(found);
    },
  };
}

export interface GuardedRankings {
  rankings: Map<TaskName, TaskRanking>;
  guard: Guard;
  /** What waits after this run, for later ones to know. */
  waiting: QuarantinedModel[];
}

/** Watches what a run discovers, and judges it when discovery has ended: what is suspicious shows beside all others. */
export interface RankingGuard {
  /** Takes every candidate as it streams by. */
  observe(candidate: Candidate): void;
  /** `whole`: the sources of which the run has seen all that there is. */
  judge(rankings: ReadonlyMap<TaskName, TaskRanking>, whole: ReadonlySet<string>): GuardedRankings;
}

/** The guard of one run. */
export function openRankingGuard(facts: GuardFacts): RankingGuard {
  const { policy, recorded } = facts;
  const census = createCensus();
  const recordedKeys = new Set(recorded.map(modelKey));
  const seenAgain = new Map<string, Candidate>();

  return {
    observe(candidate) {
      census.add(candidate);
      if (recordedKeys.size > 0 && recordedKeys.has(modelKey(candidate))) {
        seenAgain.set(modelKey(candidate), candidate);
      }
    },
    judge(rankings, whole) {
      rememberAll(census, facts);
      const suspicion = suspicionsOf(facts, census, whole);
      const guard: Guard = (evaluation) => quarantined(evaluation, suspicion(evaluation.candidate));
      const guarded = [...rankings].map(([task, ranking]): [TaskName, TaskRanking] => [
        task,
        guardRanking(ranking, guard, policy.minimumScore),
      ]);
      const waiting = waitingAfter({ ...facts, rankings, suspicion, seenAgain });
      return { rankings: new Map(guarded), guard, waiting };
    },
  };
}
