import type { Outcome } from "../domain/history.ts";
import type { Plan } from "../domain/plan.ts";
import type { TaskName } from "../domain/task.ts";
import { changesOf, makePlan } from "../planning/make-plan.ts";
import { commitPlan } from "./apply-plan.ts";
import type { PipelineDependencies } from "./dependencies.ts";
import { record } from "./history-entry.ts";
import { type RankProgress, rankTasks } from "./rank-tasks.ts";
import type { SourceReport, UpdateResult } from "./results.ts";
import { seedIfAbsent } from "./seed.ts";

export interface UpdateRequest {
  dryRun: boolean;
  /** Empty for all that the policy has turned on. */
  tasks: readonly TaskName[];
  /** "schedule", "command line", "start", or "telegram:USER_ID". */
  trigger: string;
  signal: AbortSignal;
  onProgress?: ((progress: RankProgress) => void) | undefined;
}

interface Run {
  request: UpdateRequest;
  dependencies: PipelineDependencies;
  startedAt: number;
}

/**
 * The update, from discovery to history: seed, discover and evaluate, plan, apply. Rejects where another run goes on
 * (`LockHeldError`) or the policy is not valid (`UsageError`); any other failure is a result, and is recorded.
 */
export async function runUpdate(request: UpdateRequest, dependencies: PipelineDependencies): Promise<UpdateResult> {
  const run: Run = { request, dependencies, startedAt: dependencies.clock.now() };
  const policy = await dependencies.policy.read();
  const lock = request.dryRun ? null : await dependencies.lockRuns("update");
  try {
    if (!request.dryRun) await seedIfAbsent({ policy, trigger: request.trigger, dependencies });
    const base = await dependencies.repository.read();
    const { rankings, sources, errors } = await rankTasks({
      ...request,
      policy,
      configuration: base?.configuration ?? null,
      dependencies,
    });
    const plan = makePlan({ base, rankings, policy, now: dependencies.clock.now(), errors });
    const previousRevision = base?.configuration.revision ?? null;
    const isLearned = [...rankings.values()].some((ranking) => ranking.status === "complete");
    const outcome = outcomeOf(plan, { isLearned, dryRun: request.dryRun, autoApply: policy.autoApply });
    const revision = await carryOut(outcome, plan, run);
    return toResult({ run, plan, sources, outcome, revision: revision ?? previousRevision, previousRevision });
  } catch (error) {
    return await failed(error, run);
  } finally {
    await lock?.release();
  }
}

/** A run without one complete listing has learned nothing: that is a failure, though nothing was harmed. */
function outcomeOf(plan: Plan, run: { isLearned: boolean; dryRun: boolean; autoApply: boolean }): Outcome {
  const hasChanges = changesOf(plan).length > 0;
  if (!hasChanges && !run.isLearned && plan.errors.length > 0) return "failed";
  if (run.dryRun) return "dry-run";
  if (!hasChanges) return "unchanged";
  return run.autoApply ? "applied" : "planned";
}

/** Does what the outcome says; answers the new revision where there is one. */
async function carryOut(outcome: Outcome, plan: Plan, { request, dependencies }: Run): Promise<number | null> {
  if (outcome === "applied") {
    const { revision } = await commitPlan({ plan, kind: "update", trigger: request.trigger, dependencies });
    return revision;
  }
  if (outcome !== "failed" && changesOf(plan).length > 0) await dependencies.plans.save(plan);
  if (!request.dryRun) {
    const { discovered, qualified, errors } = plan;
    const revision = plan.configuration.revision;
    const facts = { kind: "update" as const, trigger: request.trigger, outcome, discovered, qualified, errors };
    await record(dependencies, { ...facts, revision, changes: [] });
  }
  return null;
}

function toResult(facts: {
  run: Run;
  plan: Plan;
  sources: SourceReport[];
  outcome: Outcome;
  revision: number | null;
  previousRevision: number | null;
}): UpdateResult {
  const { run, plan, sources, outcome, revision, previousRevision } = facts;
  return {
    outcome,
    revision,
    previousRevision,
    planHash: outcome !== "failed" && changesOf(plan).length > 0 ? plan.hash : null,
    tasks: plan.decisions.map(({ task, action, from, to, reason, discovered, qualified }) => ({
      task,
      action,
      from,
      to,
      reason,
      discovered,
      qualified,
    })),
    sources,
    errors: plan.errors,
    durationMs: run.dependencies.clock.now() - run.startedAt,
  };
}

async function failed(error: unknown, { request, dependencies, startedAt }: Run): Promise<UpdateResult> {
  const isCancelled = request.signal.aborted;
  const message = isCancelled ? "The update was cancelled; nothing was changed." : (error as Error).message;
  const present = await dependencies.repository.read().catch(() => null);
  const revision = present?.configuration.revision ?? null;
  if (!request.dryRun) {
    const facts = { kind: "update" as const, trigger: request.trigger, outcome: "failed" as const, revision };
    await record(dependencies, { ...facts, discovered: 0, qualified: 0, changes: [], errors: [message] });
  }
  return {
    outcome: "failed",
    revision,
    previousRevision: revision,
    planHash: null,
    tasks: [],
    sources: [],
    errors: [message],
    durationMs: dependencies.clock.now() - startedAt,
  };
}
