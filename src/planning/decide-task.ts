import type { TaskConfiguration } from "../domain/configuration.ts";
import { type Evaluation, mayStay, type TaskRanking, unreadSource } from "../domain/evaluation.ts";
import type { TaskAction } from "../domain/history.ts";
import type { TaskDecision } from "../domain/plan.ts";
import { type Choice, describeRoute, isSameModel, isSameRoute } from "../domain/route.ts";
import { improvementsOf, type SteadinessRecord } from "../domain/steadiness.ts";
import type { TaskName } from "../domain/task.ts";
import { type Pin, type Policy, taskPolicyOf } from "../policy.ts";
import { choose } from "./choice.ts";
import { pickBest } from "./contenders.ts";
import { contest, type PrimaryDecision } from "./contest.ts";
import { renewFallbacks } from "./fallbacks.ts";
import { pinnedChoice } from "./pin.ts";
import { callOf } from "./presence.ts";
import { choosable, proofNote } from "./proof.ts";
import { whyGone, whyHeld, whyNoneQualifies } from "./reasons.ts";

export interface DecisionOptions {
  task: TaskName;
  /** The task's entry as it stands; null where there is none. */
  incumbent: TaskConfiguration | null;
  ranking: TaskRanking;
  policy: Policy;
  /** What earlier runs have noted. */
  record: SteadinessRecord;
  /** Why no better model may take the place of one that is fine; null where one may. A part of a sentence. */
  restraint?: string | null;
  /** ISO 8601. */
  now: string;
}

/** A decision of one of our own tasks. */
export type MadeDecision = TaskDecision & { task: TaskName };

/** What is done with a task, and the entry that it has then. */
interface Step {
  action: TaskAction;
  reason: string;
  next: TaskConfiguration | null;
}

/** As many as a person wants to read. */
const mostPassedOver = 3;

/** What looked better than what the task has now. */
function passedOver({ passedOver: all = [] }: TaskRanking, next: TaskConfiguration | null) {
  const better = all.filter(({ score }) => score > (next?.primary.score ?? 0)).slice(0, mostPassedOver);
  return better.length === 0 ? {} : { passedOver: better.map(({ model, reason }) => ({ model, reason })) };
}

function decision(options: DecisionOptions, { action, reason, next }: Step): MadeDecision {
  const { task, incumbent, ranking } = options;
  return {
    ...passedOver(ranking, next),
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

function hold(options: DecisionOptions, reason: string): MadeDecision {
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

/** The decision of a complete listing for a place that is empty or lost; null where nothing may take it. */
function fill(
  { incumbent, ranking, policy }: DecisionOptions,
  qualified: readonly Evaluation[],
): PrimaryDecision | null {
  const picked = pickBest(choosable(qualified, policy), policy);
  if (!picked) return null;
  const { winner, standing } = picked;
  const primary = choose(winner);
  const note = proofNote(winner, policy);
  const current = incumbent?.primary;
  if (!current) return { primary, reason: `Chosen from ${ranking.qualified} that qualify: ${standing}.${note}` };
  if (current.origin === "seed") {
    const why = isSameModel(current, primary)
      ? "Confirms the built-in choice"
      : "Replaces the unchecked built-in choice";
    return { primary, reason: `${why}: ${standing}.${note}` };
  }
  return { primary, reason: `${whyGone(current, ranking)}. ${describeRoute(primary)} has ${standing}.${note}` };
}

function countText(times: number): string {
  return times === 1 ? "once" : `${times} times`;
}

/** Why the policy lets no better model take the place of one that is fine; null where it does. */
function restraintOf({ task, policy, record, restraint = null, now }: DecisionOptions): string | null {
  const made = improvementsOf(record, task, Date.parse(now));
  if (made < policy.steadiness.changesPerMonth) return restraint;
  return `this task has had a better model ${countText(made)} in the last 30 days, which is the policy's limit`;
}

/** The decision of a complete listing; null where nothing may take an empty or a lost place. */
function judge(options: DecisionOptions): PrimaryDecision | null {
  const { incumbent, ranking, policy } = options;
  const qualified = ranking.best.filter((each) => each.score >= policy.minimumScore);
  const current = incumbent?.primary;
  const own = current && ranking.find(current);
  if (!current || current.origin === "seed" || !own || !mayStay(own)) return fill(options, qualified);
  return contest({
    incumbent: current,
    own,
    qualified,
    policy,
    restraint: restraintOf(options),
    awaited: whyHeld(current, options),
    ranking,
  });
}

/** What stands although no listing names it, or any live host of it, just now; null where that is not so. */
function waitFor(options: DecisionOptions): MadeDecision | null {
  const { incumbent, ranking } = options;
  const current = incumbent?.primary;
  if (!current || current.origin === "seed") return null;
  const own = ranking.find(current);
  const reason = own && mayStay(own) ? null : whyHeld(current, options);
  if (reason === null) return null;
  // Of what a call has shown to answer, it is known where it stands: its fallbacks are renewed like any other's.
  const answers = callOf(current, ranking)?.outcome === "passed";
  return answers ? settle(options, { primary: current, reason }) : hold(options, reason);
}

/** The same model is kept where its entry only gets to know more: a score, or the host that it left open before. */
function isConfirmed(before: Choice, after: Choice): boolean {
  return isSameRoute(before, after) || (isSameModel(before, after) && before.host === null);
}

/** Where nobody knows what has become of the primary, nothing is said of fallbacks either: then those stay. */
function fallbacksBehind(primary: Choice, options: DecisionOptions): Choice[] {
  const { incumbent, ranking } = options;
  const existing = incumbent?.fallbacks ?? [];
  if (ranking.status !== "complete" || unreadSource(ranking, primary.provider)) {
    return existing.filter((each) => !isSameRoute(each, primary));
  }
  return renewFallbacks({ ...options, primary, existing });
}

/** The action for a primary that was decided: with its fallbacks renewed, and nothing touched that stays as it is. */
function settle(options: DecisionOptions, { primary, reason, gain }: PrimaryDecision): MadeDecision {
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
  return { ...decision(options, { action, reason, next }), ...(gain !== undefined && { gain }) };
}

/** A pin holds whatever is listed; but a person should know that nobody serves it. */
function pinReason({ ranking }: DecisionOptions, pin: Pin): string {
  const isUnproven = ranking.status !== "complete" || unreadSource(ranking, pin.provider) !== undefined;
  const isServed = isUnproven || (ranking.find(pin)?.usableRoutes.length ?? 0) > 0;
  return isServed ? "Pinned by the policy." : "Pinned by the policy, although no host is listed that serves it.";
}

/** Decides what becomes of one task. Pure: the same facts give the same decision. */
export function decideTask(options: DecisionOptions): MadeDecision {
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
  const waiting = waitFor(options);
  if (waiting) return waiting;
  const decided = judge(options);
  if (decided) return settle(options, decided);
  const gone = incumbent && incumbent.primary.origin !== "seed" ? `${whyGone(incumbent.primary, ranking)}, but ` : "";
  return hold(options, `${gone}${whyNoneQualifies(ranking, policy)}`);
}
