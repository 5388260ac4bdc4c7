import { type Evaluation, mayStay, type TaskRanking } from "../domain/evaluation.ts";
import type { Choice } from "../domain/route.ts";
import type { Policy } from "../policy.ts";
import { points } from "./choice.ts";
import { callOf, isAwaited, isMissing, missesWith, type PresenceOptions } from "./presence.ts";
import { whyUnproven } from "./proof.ts";

function whyAbsent(choice: Choice, evaluation: Evaluation | undefined): string {
  if (!evaluation) return `${choice.model} is no longer listed`;
  if (evaluation.isOffline) return `${choice.model} has no live host`;
  return `${choice.host ?? choice.provider} no longer serves ${choice.model}`;
}

/** Why what stands cannot stay where it is, as a sentence without its full stop. */
export function whyGone(choice: Choice, ranking: TaskRanking): string {
  const evaluation = ranking.find(choice);
  const call = callOf(choice, ranking);
  if (call?.outcome === "failed") {
    const isListed = evaluation !== undefined && !evaluation.isOffline;
    const what = isListed ? choice.model : whyAbsent(choice, evaluation);
    return `${what}${isListed ? " has failed its check" : ", and a call to it failed"}: it ${call.reason}`;
  }
  if (evaluation && !mayStay(evaluation) && !evaluation.isOffline) {
    return `${choice.model} cannot stay: ${evaluation.reasons.join("; ")}`;
  }
  return whyAbsent(choice, evaluation);
}

/** Why a model goes to another of its hosts, as a sentence without its full stop. */
export function whyMoved(from: Choice, to: Choice, ranking: TaskRanking): string {
  const [before, place] = [from.host ?? from.provider, to.host ?? to.provider];
  const call = callOf(from, ranking);
  if (call?.outcome === "failed") {
    const next = to.verifiedAt === null ? "may do better" : "passes";
    return `${from.model} has failed its check on ${before}: it ${call.reason}; ${place} ${next}`;
  }
  if (isMissing(from, ranking)) return `${whyAbsent(from, ranking.find(from))}; ${place} does`;
  if (from.host === to.host && from.version !== to.version) return `${from.model} is served in another version now`;
  return `${before} may not be used for ${from.model} any more; ${place} may`;
}

/** Why what is missing stays for now; null where it is not missing, or no longer waited for. */
export function whyHeld(choice: Choice, options: PresenceOptions): string | null {
  if (!isAwaited(choice, options)) return null;
  const why = whyAbsent(choice, options.ranking.find(choice));
  if (callOf(choice, options.ranking)?.outcome === "passed") return `${why}, but it still answers, so it stays.`;
  const [count, misses] = [missesWith(choice, options), options.policy.steadiness.misses];
  return `${why}. It is held and looked at again: ${count} of ${misses} listings in a row after which it is replaced.`;
}

/** Why nothing may take an empty or a lost place, as a part of a sentence with its full stop. */
export function whyNoneQualifies(ranking: TaskRanking, policy: Policy): string {
  const [best] = ranking.best;
  if (!best) return `nothing reaches ${policy.minimumScore} points: none may be chosen.`;
  const { model } = best.candidate;
  if (best.score < policy.minimumScore) {
    return `nothing reaches ${policy.minimumScore} points: the best, ${model}, has ${points(best.score)}.`;
  }
  return `nothing that qualifies is verified, as the policy asks: the best, ${model}, is not (${whyUnproven(best)}).`;
}
