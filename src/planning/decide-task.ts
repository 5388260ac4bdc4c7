import type { TaskConfiguration } from "../domain/configuration.ts";
import { type Evaluation, mayStay, type TaskRanking, unreadSource } from "../domain/evaluation.ts";
import type { TaskAction } from "../domain/history.ts";
import type { TaskDecision } from "../domain/plan.ts";
import { preferenceOf } from "../domain/preference.ts";
import { type Choice, describeRoute, isSameModel, isSameRoute } from "../domain/route.ts";
import type { TaskName } from "../domain/task.ts";
import { type Pin, type Policy, taskPolicyOf } from "../policy.ts";
import { choose, findUsableRoute, isAhead, points } from "./choice.ts";
import { pickBest } from "./contenders.ts";
import { renewFallbacks } from "./fallbacks.ts";
import { pinnedChoice } from "./pin.ts";

export interface DecisionOptions {
  task: TaskName;
  /** The task's entry as it stands; null where there is none. */
  incumbent: TaskConfiguration | null;
  ranking: TaskRanking;
  policy: Policy;
  /** ISO 8601. */
  now: string;
}

/** The primary that a task should have, and why. */
interface Verdict {
  primary: Choice;
  reason: string;
}

/** What is done with a task, and the entry that it has then. */
interface Step {
  action: TaskAction;
  reason: string;
  next: TaskConfiguration | null;
}

function decision(options: DecisionOptions, { action, reason, next }: Step): TaskDecision {
  const { task, incumbent, ranking } = options;
  return {
    task,
    action,
    from: incumbent?.primary ?? null,
    to: next?.primary ?? null,
    reason,
    discovered: ranking.discovered,
    qualified: ranking.qualified,
    next,
    isChange: next !== incumbent,
  };
}

function hold(options: DecisionOptions, reason: string): TaskDecision {
  return decision(options, { action: "hold", reason, next: options.incumbent });
}

function faultText({ status, errors }: Pick<TaskRanking, "status" | "errors">, source = ""): string {
  const why = errors.length === 0 ? "" : ` (${errors.join("; ")})`;
  const whose = source === "" ? "" : ` of ${source}`;
  return status === "partial"
    ? `The listing${whose} is not complete${why}, so nothing is changed.`
    : `The listing${whose} is empty${why}, so nothing is changed.`;
}

/**
 * Why a task's listings cannot be trusted to say that its model is gone; null where they can. Whatever other sources
 * have, nobody but the model's own source knows what has become of it.
 */
function listingFault({ ranking, incumbent }: DecisionOptions): string | null {
  if (ranking.status !== "complete") return faultText(ranking);
  const unread = incumbent && unreadSource(ranking, incumbent.primary.provider);
  return unread ? faultText(unread, unread.source) : null;
}

function whyGone(incumbent: Choice, evaluation: Evaluation | undefined): string {
  if (!evaluation) return `${incumbent.model} is no longer listed`;
  if (!mayStay(evaluation)) return `${incumbent.model} cannot stay: ${evaluation.reasons.join("; ")}`;
  return `${incumbent.host ?? incumbent.provider} no longer serves ${incumbent.model}`;
}

/** How near the next model is, as a sentence. */
function runnerUp(own: Evaluation, next: Evaluation | undefined, { margin, prefer }: Policy): string {
  if (!next) return "";
  const { model } = next.candidate;
  const isOutranked = next.preference > own.preference && next.score > own.score;
  if (isOutranked) return ` ${model} has ${points(next.score)}, but the policy prefers ${prefer[own.preference]}.`;
  if (next.score <= own.score) return ` The next, ${model}, has ${points(next.score)}.`;
  return ` ${model} has ${points(next.score)}, which is not ahead by the margin of ${margin}.`;
}

interface Contest {
  incumbent: Choice;
  own: Evaluation;
  /** In the order of the ranking. */
  qualified: readonly Evaluation[];
  policy: Policy;
}

/** The challenger that takes the incumbent's place; null where none does. */
function challenge({ incumbent, own, qualified, policy }: Contest): Verdict | null {
  const isAheadOfOwn = ({ preference, score }: Evaluation) =>
    preference === own.preference ? isAhead(score, own.score, policy.margin) : preference < own.preference;
  const challengers = qualified.filter((each) => !isSameModel(each.candidate, incumbent) && isAheadOfOwn(each));
  const picked = pickBest(challengers, policy);
  if (!picked) return null;
  const { winner, standing } = picked;
  const against =
    winner.preference === own.preference
      ? `${points(winner.score - own.score)} more than ${incumbent.model} (${points(own.score)})`
      : `before ${incumbent.model} with ${points(own.score)}`;
  return { primary: choose(winner), reason: `${standing}, ${against}.` };
}

/** Where the incumbent goes that its present route no longer holds; null where that does. */
function move({ incumbent, own, policy }: Contest): Verdict | null {
  const route = findUsableRoute(own, incumbent);
  const moved = choose(own);
  const place = moved.host ?? moved.provider;
  if (!route) return { primary: moved, reason: `${whyGone(incumbent, own)}; ${place} does.` };
  // Of one model's hosts, only some may meet a preference: those that are free.
  if (preferenceOf(own.candidate, route, policy.prefer) <= own.preference) return null;
  const preferred = policy.prefer[own.preference];
  return { primary: moved, reason: `The policy prefers ${preferred}, as ${place} serves ${incumbent.model}.` };
}

/**
 * The verdict where the incumbent may stay: only a challenger replaces it that is better by the margin, or that the
 * policy prefers.
 */
function contest(options: Contest): Verdict {
  const { incumbent, own, qualified, policy } = options;
  const changed = challenge(options) ?? move(options);
  if (changed) return changed;
  const route = findUsableRoute(own, incumbent);
  const next = qualified.find((each) => !isSameModel(each.candidate, incumbent));
  // A pin that has ended leaves a choice like any other.
  const primary = incumbent.origin === "pin" ? choose(own, route) : incumbent;
  return { primary, reason: `Stays with ${points(own.score)} points.${runnerUp(own, next, policy)}` };
}

/** The verdict of a complete listing; null where nothing qualifies to take an empty or a lost place. */
function judge({ incumbent, ranking, policy }: DecisionOptions): Verdict | null {
  const qualified = ranking.best.filter((each) => each.score >= policy.minimumScore);
  const current = incumbent?.primary;
  const own = current && ranking.find(current);
  if (current && current.origin !== "seed" && own && mayStay(own)) {
    return contest({ incumbent: current, own, qualified, policy });
  }
  const picked = pickBest(qualified, policy);
  if (!picked) return null;
  const { winner, standing } = picked;
  const primary = choose(winner);
  if (!current) return { primary, reason: `Chosen from ${ranking.qualified} that qualify: ${standing}.` };
  if (current.origin === "seed") {
    const why = isSameModel(current, primary)
      ? "Confirms the built-in choice"
      : "Replaces the unchecked built-in choice";
    return { primary, reason: `${why}: ${standing}.` };
  }
  return { primary, reason: `${whyGone(current, own)}. ${describeRoute(primary)} has ${standing}.` };
}

/** The same model is kept where its entry only gets to know more: a score, or the host that it left open before. */
function isConfirmed(before: Choice, after: Choice): boolean {
  return isSameRoute(before, after) || (isSameModel(before, after) && before.host === null);
}

/** Where nobody knows what has become of the primary, nothing is said of fallbacks either: then those stay. */
function fallbacksBehind(primary: Choice, { incumbent, ranking, policy }: DecisionOptions): Choice[] {
  const existing = incumbent?.fallbacks ?? [];
  if (ranking.status !== "complete" || unreadSource(ranking, primary.provider)) {
    return existing.filter((each) => !isSameRoute(each, primary));
  }
  const { fallbacks: count, minimumScore, margin } = policy;
  return renewFallbacks({ primary, existing, ranking, count, minimumScore, margin });
}

/** The action for a primary that was decided: with its fallbacks renewed, and nothing touched that stays as it is. */
function settle(options: DecisionOptions, { primary, reason }: Verdict): TaskDecision {
  const { incumbent, now } = options;
  const fallbacks = fallbacksBehind(primary, options);
  if (incumbent === null) {
    return decision(options, { action: "add", reason, next: { primary, fallbacks, trial: null, since: now, reason } });
  }
  if (primary === incumbent.primary) {
    const isSame =
      fallbacks.length === incumbent.fallbacks.length &&
      fallbacks.every((each, at) => each === incumbent.fallbacks[at]);
    if (isSame) return decision(options, { action: "keep", reason, next: incumbent });
    const behind = fallbacks.map(describeRoute).join(", ") || "nothing";
    return decision(options, {
      action: "keep",
      reason: `${reason} Behind it now: ${behind}.`,
      next: { ...incumbent, fallbacks },
    });
  }
  const action = isConfirmed(incumbent.primary, primary) ? "keep" : "replace";
  const next = { ...incumbent, primary, fallbacks, trial: null, since: now, reason };
  return decision(options, { action, reason, next });
}

/** A pin holds whatever is listed; but a person should know that nobody serves it. */
function pinReason({ ranking }: DecisionOptions, pin: Pin): string {
  const isUnproven = ranking.status !== "complete" || unreadSource(ranking, pin.provider) !== undefined;
  const isServed = isUnproven || (ranking.find(pin)?.usableRoutes.length ?? 0) > 0;
  return isServed ? "Pinned by the policy." : "Pinned by the policy, although no host is listed that serves it.";
}

/** Decides what becomes of one task. Pure: the same facts give the same decision. */
export function decideTask(options: DecisionOptions): TaskDecision {
  const { task, incumbent, ranking, policy } = options;
  const { enabled, pin } = taskPolicyOf(policy, task);
  if (!enabled) return decision(options, { action: "drop", reason: "The policy has turned the task off.", next: null });
  if (pin)
    return settle(options, {
      primary: pinnedChoice({ pin, task, incumbent, ranking }),
      reason: pinReason(options, pin),
    });
  const fault = listingFault(options);
  if (fault !== null) return hold(options, fault);
  const verdict = judge(options);
  if (verdict) return settle(options, verdict);
  const [best] = ranking.best;
  const nearest = best ? `the best, ${best.candidate.model}, has ${points(best.score)}` : "none may be chosen";
  const gone =
    incumbent && incumbent.primary.origin !== "seed"
      ? `${whyGone(incumbent.primary, ranking.find(incumbent.primary))}, but `
      : "";
  return hold(options, `${gone}nothing reaches ${policy.minimumScore} points: ${nearest}.`);
}
