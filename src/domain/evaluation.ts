import type { AbilityEstimate } from "./ability.ts";
import type { Candidate, ServedRoute } from "./candidate.ts";
import type { CriterionName } from "./criteria.ts";
import type { ModelIdentity, Route } from "./route.ts";
import type { Verdict } from "./verification.ts";

/** What one criterion says of a candidate. */
export interface Assessment {
  /** 0 to 100. */
  value: number;
  /** 0 to 1: how much is known. */
  confidence: number;
}

/** A candidate judged for one task. It does not depend on which other models are listed. */
export interface Evaluation {
  candidate: Candidate;
  /** The route that would be chosen: the best of those that may be used, or of all where none may. */
  route: ServedRoute | null;
  /** All routes that may be used for the task, best first. */
  usableRoutes: readonly ServedRoute[];
  /** 0 to 100. */
  score: number;
  /** A criterion of which nothing is known is null. */
  components: Record<CriterionName, number | null>;
  /** 0 to 1. */
  confidence: number;
  /** How good it is thought to be at the task. */
  ability: AbilityEstimate;
  /** Standard deviation of the score that comes from not knowing the ability, in points. */
  uncertainty: number;
  /** What live calls have proved of it in this run; null where it was not asked. */
  verdict: Verdict | null;
  /**
   * Which of the policy's preferences it meets: 0 for the first. As many as there are where it meets none, or does not
   * reach the minimum score.
   */
  preference: number;
  /** Why it may not be chosen; empty where it may. */
  reasons: readonly string[];
  /** What real use has shown against it, as phrases; it counts less for that. */
  complaints?: readonly string[];
  /** One of the reasons is that it was rolled back: it is not chosen anew, but what stands may stay. */
  isHeld: boolean;
  /** The reasons (but for a rollback) only say that none of its hosts serves it at the moment. */
  isOffline: boolean;
  /** One of the reasons is that something about it is suspicious: it is not chosen anew until a person approves it. */
  isQuarantined: boolean;
}

/** Whether a model may be put into a place that it does not have. */
export function mayBeChosen(evaluation: Evaluation): boolean {
  return evaluation.reasons.length === 0;
}

/**
 * Whether a model may stay in the place that it has: there, a person's rollback has left it, or it was not yet
 * suspicious when it came.
 */
export function mayStay({ reasons, isHeld, isQuarantined }: Evaluation): boolean {
  return reasons.length === (isHeld ? 1 : 0) + (isQuarantined ? 1 : 0);
}

/**
 * How the listings of a task ended. `partial`: one broke off by an error, whatever came before it. `empty`: one named no
 * model although it should. A cap of ours leaves a listing complete.
 */
export type ListingStatus = "complete" | "partial" | "empty";

/** How the listings of a task ended at one source. */
export interface SourceStatus {
  /** The provider's declared name. */
  source: string;
  /** What a source says of its own models counts only where this is `complete`. */
  status: ListingStatus;
  errors: readonly string[];
}

/** A model that would have been among the best, and why it is not. */
export interface PassedOver {
  model: string;
  /** 0 to 100: what it would have counted. */
  score: number;
  reason: string;
}

/** What a run learned of one task. */
export interface TaskRanking {
  /** `complete` where the word of one source at least counts. */
  status: ListingStatus;
  errors: readonly string[];
  /** Source by source. */
  sources: readonly SourceStatus[];
  /** Distinct models. */
  discovered: number;
  /** Those that may be chosen and reach the minimum score. */
  qualified: number;
  /** The best of those that may be chosen, of the sources whose word counts; bounded. By preference, then by score. */
  best: readonly Evaluation[];
  /** The evaluation of a model that the configuration or the policy names, if it was listed. */
  find(model: ModelIdentity): Evaluation | undefined;
  /**
   * What a live call in this run has shown of the route that serves the task, where the listing no longer names its
   * model or its host. Where it was not called, there is none.
   */
  missing?: Verdict | undefined;
  /** Of single hosts, calls have shown that they will not do, though their model may by another. */
  failedRoutes?: readonly Verdict[] | undefined;
  /** What would have been among `best` but for a suspicion, or a call that has failed; best first. */
  passedOver?: readonly PassedOver[];
}

/** The source of a provider's models, where it could not be read: then nobody knows what has become of them. */
export function unreadSource({ sources }: Pick<TaskRanking, "sources">, provider: string): SourceStatus | undefined {
  return sources.find(({ source, status }) => source === provider && status !== "complete");
}

/** The route of a candidate, as the configuration holds it. */
export function routeOf(candidate: Candidate, route: ServedRoute): Route {
  return {
    provider: candidate.provider,
    model: candidate.model,
    version: route.version,
    host: route.host,
    interface: route.interface,
  };
}

/** One key a model, for maps and sets. */
export function modelKey(model: ModelIdentity): string {
  return `${model.provider}\u0000${model.model}`;
}

/** To one decimal, as scores are stored and shown. */
export function roundScore(score: number): number {
  return Math.round(score * 10) / 10;
}
