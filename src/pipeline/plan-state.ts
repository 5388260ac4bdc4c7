import { describeTrigger } from "../domain/history.ts";
import type { Plan } from "../domain/plan.ts";
import type { PipelineDependencies } from "./dependencies.ts";
import { describeMaking } from "./last-change.ts";

/** What may become of a stored plan. */
export type PlanState =
  | { state: "open"; plan: Plan }
  /** It was made from another configuration than the one that stands. */
  | { state: "stale"; plan: Plan }
  | { state: "expired"; plan: Plan }
  | { state: "applied"; revision: number; at: string; trigger: string }
  /** Nobody has stored it, it was put away, or it was changed since it was made. */
  | { state: "unknown" };

type StateDependencies = Pick<PipelineDependencies, "plans" | "history" | "repository" | "clock">;

/** What may become of the plan with this hash. Rejects with a `UserFacingError` where files cannot be read. */
export async function readPlanState(hash: string, dependencies: StateDependencies): Promise<PlanState> {
  const { plans, history, repository, clock } = dependencies;
  const made = (await history.list()).find((entry) => entry.planHash === hash && entry.outcome === "applied");
  if (made && made.revision !== null) {
    return { state: "applied", revision: made.revision, at: made.at, trigger: made.trigger };
  }
  const plan = await plans.find(hash);
  if (!plan) return { state: "unknown" };
  if (Date.parse(plan.expiresAt) <= clock.now()) return { state: "expired", plan };
  const present = await repository.read();
  return { state: (present?.hash ?? null) === plan.baseHash ? "open" : "stale", plan };
}

/** Why a plan of this state is not applied; null where it may be, or where the store of plans says it itself. */
export async function refusalOf(
  hash: string,
  state: PlanState,
  dependencies: StateDependencies,
): Promise<string | null> {
  if (state.state === "applied") {
    return `The plan ${hash} was applied already, ${describeTrigger(state.trigger)} at ${state.at}, as revision ${state.revision}. Nothing was changed now.`;
  }
  if (state.state !== "stale") return null;
  const present = await dependencies.repository.read();
  const advice = 'so nothing was written. Make a new plan by "update --dry-run".';
  if (!present) return `config/models.json has gone since this plan was made, ${advice}`;
  const { revision } = present.configuration;
  const change = await describeMaking(revision, dependencies);
  return `The configuration has changed since this plan was made: it is revision ${revision} now${change}, ${advice}`;
}
