import { UserFacingError } from "../domain/errors.ts";
import type { HistoryEntry } from "../domain/history.ts";
import type { Plan } from "../domain/plan.ts";
import { StaleConfigurationError } from "../model-config/repository.ts";
import { changesOf } from "../planning/make-plan.ts";
import { messageOf } from "../shared/file-fault.ts";
import type { PipelineDependencies } from "./dependencies.ts";
import { createEntry, toChange, toTaskResult } from "./history-entry.ts";
import { readPlanState, refusalOf } from "./plan-state.ts";
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
  const { discovered, qualified, errors, hash: planHash } = plan;
  const facts = { kind, trigger, outcome: "applied" as const, revision: null, discovered, qualified, errors, planHash };
  const changes = changesOf(plan).map(toChange);
  const committed = await dependencies.repository.commit({
    expectedHash: plan.baseHash,
    configuration: plan.configuration,
    entry: createEntry(dependencies.clock, { ...facts, changes, ...(caps && { caps }) }),
  });
  await noteImprovements(plan, dependencies);
  return committed;
}

/** Tasks that got a better model although theirs was fine: the policy says how often that may be. */
async function noteImprovements({ decisions }: Plan, { steadiness, logger }: PipelineDependencies): Promise<void> {
  const improved = decisions.filter(({ gain }) => gain !== undefined).map(({ task }) => task);
  await steadiness.noteImprovements(improved).catch((error) => logger.warn(messageOf(error)));
}

export interface ApplyResult {
  outcome: "applied";
  revision: number;
  previousRevision: number | null;
  planHash: string;
  tasks: TaskResult[];
}

/** Commits a stored plan; one that another has made stale in this very moment is refused with the same words. */
async function commitStored(plan: Plan, trigger: string, dependencies: PipelineDependencies) {
  try {
    return await commitPlan({ plan, kind: "apply", trigger, dependencies });
  } catch (error) {
    if (error instanceof StaleConfigurationError) await expectApplicable(plan.hash, dependencies);
    throw error;
  }
}

async function expectApplicable(hash: string, dependencies: PipelineDependencies): Promise<void> {
  const refusal = await refusalOf(hash, await readPlanState(hash, dependencies), dependencies);
  if (refusal !== null) throw new UserFacingError(refusal);
}

/**
 * Applies exactly a stored plan. Rejects with a `UserFacingError` where there is no such plan, it has expired, it was
 * made from another state than what stands, or somebody has applied it already.
 */
export async function applyStoredPlan(
  hash: string,
  trigger: string,
  dependencies: PipelineDependencies,
): Promise<ApplyResult> {
  await expectApplicable(hash, dependencies);
  const plan = await dependencies.plans.load(hash);
  const { revision, previousRevision } = await commitStored(plan, trigger, dependencies);
  await dependencies.plans.remove(hash).catch((error: unknown) => {
    dependencies.logger.warn(`The plan ${hash} was applied, but could not be put away: ${messageOf(error)}`);
  });
  const tasks = changesOf(plan).map(toTaskResult);
  return { outcome: "applied", revision, previousRevision, planHash: hash, tasks };
}
