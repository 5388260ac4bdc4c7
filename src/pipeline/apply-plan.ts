import type { HistoryEntry } from "../domain/history.ts";
import type { Plan } from "../domain/plan.ts";
import { changesOf } from "../planning/make-plan.ts";
import { messageOf } from "../shared/file-fault.ts";
import type { PipelineDependencies } from "./dependencies.ts";
import { createEntry, toChange } from "./history-entry.ts";
import type { TaskResult } from "./results.ts";

export interface CommitPlanOptions {
  plan: Plan;
  kind: HistoryEntry["kind"];
  trigger: string;
  /** What the history notes besides: the caps that the plan's listings reached. */
  caps?: string[];
  dependencies: PipelineDependencies;
}

/**
 * Makes the plan's configuration the new revision. Rejects with a `StaleConfigurationError` where the configuration is
 * no longer the one that the plan was made from.
 */
export async function commitPlan({
  plan,
  kind,
  trigger,
  caps,
  dependencies,
}: CommitPlanOptions): Promise<{ revision: number; previousRevision: number | null }> {
  const { discovered, qualified, errors } = plan;
  const facts = { kind, trigger, outcome: "applied" as const, revision: null, discovered, qualified, errors };
  const changes = changesOf(plan).map(toChange);
  return await dependencies.repository.commit({
    expectedHash: plan.baseHash,
    configuration: plan.configuration,
    entry: createEntry(dependencies.clock, { ...facts, changes, ...(caps && { caps }) }),
  });
}

export interface ApplyResult {
  outcome: "applied";
  revision: number;
  previousRevision: number | null;
  planHash: string;
  tasks: TaskResult[];
}

/**
 * Applies exactly a stored plan. Rejects with a `UserFacingError` where there is no such plan, it has expired, or it
 * was made from an older revision.
 */
export async function applyStoredPlan(
  hash: string,
  trigger: string,
  dependencies: PipelineDependencies,
): Promise<ApplyResult> {
  const plan = await dependencies.plans.load(hash);
  const { revision, previousRevision } = await commitPlan({ plan, kind: "apply", trigger, dependencies });
  await dependencies.plans.remove(hash).catch((error) => {
    dependencies.logger.warn(`The plan ${hash} was applied, but could not be put away: ${messageOf(error)}`);
  });
  const tasks = changesOf(plan).map(({ next: _next, isChange: _isChange, ...shown }) => shown);
  return { outcome: "applied", revision, previousRevision, planHash: hash, tasks };
}
