import type { Evaluation, TaskRanking } from "../domain/evaluation.ts";
import { preferenceOf } from "../domain/preference.ts";
import { type Choice, isSameModel } from "../domain/route.ts";
import type { Policy } from "../policy.ts";
import { choose, findUsableRoute, isAhead, points } from "./choice.ts";
import { pickBest } from "./contenders.ts";
import { isClearlyAhead, marginBetween } from "./margin.ts";
import { choosable, proofNote, whyUnproven } from "./proof.ts";
import { whyMoved } from "./reasons.ts";

/** The primary that a task should have, and why. */
export interface PrimaryDecision {
  primary: Choice;
  reason: string;
  /** Points by which a better model takes the place of one that is fine; absent where it does not. */
  gain?: number;
}

export interface Contest {
  incumbent: Choice;
  own: Evaluation;
  /** In the order of the ranking. */
  qualified: readonly Evaluation[];
  policy: Policy;
  /** Why no better model may take its place; null where one may. A part of a sentence. */
  restraint: string | null;
  /** Why it stays although its route is missing; null where it is not, or is no longer waited for. */
  awaited: string | null;
  ranking: TaskRanking;
}

/** Whether it would take the incumbent's place, were there nothing but the score and the policy's preferences. */
function isBetter(challenger: Evaluation, { own, policy }: Contest): boolean {
  return challenger.preference === own.preference
    ? isClearlyAhead(challenger, own, policy.margin)
    : challenger.preference < own.preference;
}

/** What a leader lacks to take the place, as a sentence. */
function shortfall(next: Evaluation, { own, policy }: Contest): string {
  const { model } = next.candidate;
  const needed = marginBetween(own, next, policy.margin);
  if (needed === policy.margin) {
    return ` ${model} has ${points(next.score)}, which is not ahead by the margin of ${policy.margin}.`;
  }
  return ` ${model} has ${points(next.score)}; as both are estimates, it would need ${points(own.score + needed)}.`;
}

/** How near the next model is, and why it is not chosen, as a sentence. */
function runnerUp(contest: Contest): string {
  const { incumbent, own, qualified, policy, restraint } = contest;
  const next = qualified.find((each) => !isSameModel(each.candidate, incumbent));
  if (!next) return "";
  const { model } = next.candidate;
  const has = ` ${model} has ${points(next.score)}`;
  if (next.preference > own.preference && next.score > own.score) {
    return `${has}, but the policy prefers ${policy.prefer[own.preference]}.`;
  }
  if (isBetter(next, contest)) {
    return restraint === null ? `${has}, but is not verified: ${whyUnproven(next)}.` : `${has}, but ${restraint}.`;
  }
  return isAhead(next.score, own.score, 0)
    ? shortfall(next, contest)
    : ` The next, ${model}, has ${points(next.score)}.`;
}

/** What real use has shown against the incumbent, as a sentence. */
function complaintNote({ candidate, complaints = [] }: Evaluation): string {
  return complaints.length === 0 ? "" : ` Of ${candidate.model}: ${complaints.join(", ")}.`;
}

/** The challenger that takes the incumbent's place; null where none does. */
function challenge(contest: Contest): PrimaryDecision | null {
  const { incumbent, own, qualified, policy } = contest;
  const challengers = choosable(qualified, policy).filter(
    (each) => !isSameModel(each.candidate, incumbent) && isBetter(each, contest),
  );
  const picked = pickBest(challengers, policy);
  if (!picked) return null;
  const { winner, standing } = picked;
  const gain = winner.score - own.score;
  const against =
    winner.preference === own.preference
      ? `${points(gain)} more than ${incumbent.model} (${points(own.score)})`
      : `before ${incumbent.model} with ${points(own.score)}`;
  const reason = `${standing}, ${against}.${complaintNote(own)}${proofNote(winner, policy)}`;
  return { primary: choose(winner), reason, gain };
}

/** Where the incumbent goes that its present route no longer holds; null where that does, or is waited for. */
function move({ incumbent, own, policy, awaited, ranking }: Contest): PrimaryDecision | null {
  const route = findUsableRoute(own, incumbent);
  const moved = choose(own);
  const place = moved.host ?? moved.provider;
  if (!route) return awaited === null ? { primary: moved, reason: `${whyMoved(incumbent, moved, ranking)}.` } : null;
  // Of one model's hosts, only some may meet a preference: those that are free.
  if (preferenceOf(own.candidate, route, policy.prefer) <= own.preference) return null;
  const preferred = policy.prefer[own.preference];
  return { primary: moved, reason: `The policy prefers ${preferred}, as ${place} serves ${incumbent.model}.` };
}

/**
 * The decision where the incumbent may stay: only a challenger replaces it that is clearly better, or that the policy
 * prefers.
 */
export function contest(options: Contest): PrimaryDecision {
  const { incumbent, own, restraint, awaited } = options;
  const changed = (restraint === null ? challenge(options) : null) ?? move(options);
  if (changed) return changed;
  // A pin that has ended leaves a choice like any other.
  const route = findUsableRoute(own, incumbent);
  const primary = incumbent.origin === "pin" && route ? choose(own, route) : incumbent;
  const stays = awaited ?? `Stays with ${points(own.score)} points.`;
  return { primary, reason: `${stays}${runnerUp(options)}` };
}
