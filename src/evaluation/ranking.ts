import type { Candidate } from "../domain/candidate.ts";
import { type Evaluation, mayBeChosen, modelKey, type TaskRanking, unreadSource } from "../domain/evaluation.ts";
import type { ModelIdentity } from "../domain/route.ts";
import type { EligibilityRules } from "./eligibility.ts";
import { ownerOf } from "./guards/names.ts";
import { evaluate } from "./score.ts";

/**
 * What the policy prefers first, then the highest score; equal ones by name, so that the order does not depend on the
 * order of the listing.
 */
export function compareEvaluations(a: Evaluation, b: Evaluation): number {
  const byRank = a.preference - b.preference || b.score - a.score;
  if (byRank !== 0) return byRank;
  const byModel = a.candidate.model.localeCompare(b.candidate.model);
  return byModel || a.candidate.provider.localeCompare(b.candidate.provider);
}

export interface RankingOptions {
  rules: EligibilityRules;
  /** Models whose evaluation is wanted whatever their rank: those that the configuration and the policy name. */
  watched: readonly ModelIdentity[];
  /** How many of the best of each source are kept; the rest is only counted, so that memory stays bounded. */
  keep: number;
  /** Told of every evaluation, for whoever wants the whole table. */
  onEvaluation?: ((evaluation: Evaluation) => void) | undefined;
}

/** Takes a task's candidates one by one and keeps the best of them. */
export interface RankingCollector {
  add(candidate: Candidate): void;
  /** The ranking: once the listings have ended, it is known whose word counts. */
  finish(listing: Pick<TaskRanking, "status" | "errors" | "sources" | "discovered">): TaskRanking;
}

/** What one source has. */
interface SourceBest {
  best: Evaluation[];
  /** How many may be chosen and reach the minimum score. */
  qualified: number;
}

/**
 * So many models of one owner are kept at the most: a primary and the fallbacks of the largest policy. Else somebody who
 * puts fifty models on a hub, which all have to wait for a person, would leave nothing else to choose from.
 */
const mostOfOwner = 12;

function withoutCrowds(sorted: readonly Evaluation[]): Evaluation[] {
  const counts = new Map<string, number>();
  return sorted.filter(({ candidate }) => {
    // What somebody runs or has declared is theirs, and ids without an owner are the source's own.
    const owner = candidate.isTrusted ? "" : ownerOf(candidate.model);
    if (owner === "") return true;
    const count = (counts.get(owner) ?? 0) + 1;
    counts.set(owner, count);
    return count <= mostOfOwner;
  });
}

/** Sorting now and then is cheaper than keeping order at each step. */
function trim(source: SourceBest, { limit, keep }: { limit: number; keep: number }): void {
  if (source.best.length <= limit) return;
  source.best.sort(compareEvaluations);
  source.best = withoutCrowds(source.best).slice(0, keep);
}

/** The sources whose word counts; where no one's does, all of them, for people to look at. */
function heard(sources: ReadonlyMap<string, SourceBest>, listing: Pick<TaskRanking, "status" | "sources">) {
  const isHeard = (name: string) => listing.status !== "complete" || unreadSource(listing, name) === undefined;
  return [...sources].filter(([name]) => isHeard(name)).map(([, source]) => source);
}

/** A collector for one task. It holds at most four times `keep` evaluations a source, however many candidates come. */
export function createRankingCollector({ rules, watched, keep, onEvaluation }: RankingOptions): RankingCollector {
  const watchedKeys = new Set(watched.map(modelKey));
  const found = new Map<string, Evaluation>();
  const sources = new Map<string, SourceBest>();

  function take(evaluation: Evaluation): void {
    const { provider } = evaluation.candidate;
    let source = sources.get(provider);
    if (source === undefined) {
      source = { best: [], qualified: 0 };
      sources.set(provider, source);
    }
    if (evaluation.score >= rules.policy.minimumScore) source.qualified += 1;
    source.best.push(evaluation);
    trim(source, { limit: keep * 4, keep });
  }

  return {
    add(candidate) {
      const evaluation = evaluate(candidate, rules);
      if (watchedKeys.has(modelKey(candidate))) found.set(modelKey(candidate), evaluation);
      if (mayBeChosen(evaluation)) take(evaluation);
      onEvaluation?.(evaluation);
    },
    finish(listing) {
      const counted = heard(sources, listing);
      for (const source of counted) trim(source, { limit: keep, keep });
      return {
        ...listing,
        qualified: counted.reduce((sum, source) => sum + source.qualified, 0),
        best: counted.flatMap((source) => source.best).sort(compareEvaluations),
        find: (model) => found.get(modelKey(model)),
      };
    },
  };
}
