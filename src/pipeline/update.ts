import type { Candidate } from "../domain/candidate.ts";
import { UsageError } from "../domain/errors.ts";
import type { Outcome } from "../domain/history.ts";
import type { Plan } from "../domain/plan.ts";
import type { QuarantinedModel } from "../domain/quarantine.ts";
import type { SteadinessRecord } from "../domain/steadiness.ts";
import type { TaskName } from "../domain/task.ts";
import type { Verdict } from "../domain/verification.ts";
import { changesOf, makePlan, type PlanOptions } from "../planning/make-plan.ts";
import { type MissesOptions, missedAfter } from "../planning/misses.ts";
import { messageOf } from "../shared/file-fault.ts";
import type { ProofSummary } from "../verification/prove.ts";
import { commitPlan } from "./apply-plan.ts";
import { describeChoices } from "./choice-facts.ts";
import { contestedTasks } from "./contested-tasks.ts";
import type { PipelineDependencies } from "./dependencies.ts";
import { readEarlierKnowledge } from "./earlier-knowledge.ts";
import { record, toTaskResult } from "./history-entry.ts";
import { type ProgressListener, type ProgressTracker, trackProgress } from "./progress.ts";
import { type RankedTasks, rankTasks } from "./rank-tasks.ts";
import type { SourceReport, UpdateResult } from "./results.ts";
import { seedIfAbsent } from "./seed.ts";
import { verifyRankings } from "./verify-rankings.ts";

export interface UpdateRequest {
  dryRun: boolean;
  /** Empty for all that the policy has turned on. */
  tasks: readonly TaskName[];
  /** "schedule", "command line", "start", or "telegram:USER_ID". */
  trigger: string;
  signal: AbortSignal;
  onProgress?: ProgressListener | undefined;
}

/** One run, and what it has learned so far: a failure tells that much. */
interface Run {
  request: UpdateRequest;
  dependencies: PipelineDependencies;
  progress: ProgressTracker;
  startedAt: number;
  sources: SourceReport[];
  /** What was called; null where nothing was, or not yet. */
  verification: ProofSummary | null;
  waiting: string[];
  plan: Plan | null;
}

/**
 * The update, from discovery to history: seed, discover and evaluate, plan, apply. Rejects where another run goes on
 * (`LockHeldError`) or the policy is not valid (`UsageError`); any other failure is a result, and is recorded.
 */
export async function runUpdate(request: UpdateRequest, dependencies: PipelineDependencies): Promise<UpdateResult> {
  const run = beginRun(request, dependencies);
  const lock = request.dryRun ? null : await dependencies.lockRuns("update");
  try {
    // Under the lock: what a person has pinned before it was taken counts.
    const policy = await dependencies.policy.read();
    if (!request.dryRun) await seedIfAbsent({ policy, trigger: request.trigger, dependencies });
    const base = await readBase(dependencies);
    const configuration = base?.configuration ?? null;
    const noted = await dependencies.steadiness.read();
    const ranked = await rankAndVerify(run, { policy, base, record: noted });
    run.progress.enter("planning");
    const plan = makePlan({
      ...ranked,
      base,
      policy,
      record: noted,
      now: dependencies.clock.now(),
      describe: describeChoices(ranked),
    });
    run.plan = plan;
    if (configuration && !request.dryRun)
      await noteMissed({ ...ranked, configuration, policy, record: noted }, dependencies);
    const outcome = outcomeOf(plan, {
      isLearned: ranked.isLearned,
      dryRun: request.dryRun,
      autoApply: policy.autoApply,
    });
    const present = configuration?.revision ?? null;
    const revisions = (await carryOut(outcome, plan, run)) ?? { revision: present, previousRevision: present };
    return toResult({ run, plan, outcome, ...revisions });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    return await failed(error, run);
  } finally {
    await lock?.release();
  }
}

/** What is served for the tasks, judged and, the best of it, called for real. A dry run leaves no traces. */
async function rankAndVerify(
  run: Run,
  { policy, base, record }: Pick<PlanOptions, "policy" | "base"> & { record: SteadinessRecord },
): Promise<RankedTasks> {
  const { request, dependencies, progress } = run;
  const configuration = base?.configuration ?? null;
  const knowledge = await readEarlierKnowledge(dependencies);
  const shared = { progress, policy, configuration, knowledge, dependencies };
  const observe = request.dryRun ? undefined : (candidate: Candidate) => dependencies.registry?.observe(candidate);
  const ranked = await rankTasks({ ...request, ...shared, observe });
  run.sources = ranked.sources;
  run.waiting = ranked.waiting.map(({ model }) => model);
  if (!request.dryRun) await keepWaiting(ranked.waiting, dependencies);
  const contested = contestedTasks({ ...ranked, base, policy, record, now: dependencies.clock.now() });
  const calls = { ...shared, ...ranked, contested, signal: request.signal };
  const { rankings, verdicts, summary } = await verifyRankings(calls);
  run.verification = summary;
  if (!request.dryRun) await keepVerdicts(verdicts, dependencies);
  return { ...ranked, rankings };
}

/** Without the note, the next run finds out anew what is suspicious, but for counts that were driven up by then. */
async function keepWaiting(waiting: readonly QuarantinedModel[], { quarantine, logger }: PipelineDependencies) {
  await quarantine.replace(waiting).catch((error: unknown) => logger.warn(messageOf(error)));
}

/** Without the note, the next run asks more than it would have to: no reason to fail. */
async function keepVerdicts(verdicts: readonly Verdict[], { memory, logger }: PipelineDependencies): Promise<void> {
  await memory?.keepVerdicts(verdicts).catch((error: unknown) => logger.warn(messageOf(error)));
}

/** Without the note, the next run counts from what was noted before: no reason to fail. */
async function noteMissed(facts: MissesOptions, { steadiness, logger }: PipelineDependencies): Promise<void> {
  await steadiness.noteMissed(missedAfter(facts)).catch((error) => logger.warn(messageOf(error)));
}

/** What a plan is made from: the file, or (in a dry run, which puts nothing back) what an update would put back. */
async function readBase({ repository }: PipelineDependencies): Promise<PlanOptions["base"]> {
  const present = await repository.read();
  const [newest] = present ? [] : await repository.list();
  return newest ? { configuration: await repository.load(newest.revision), hash: null } : present;
}

function beginRun(request: UpdateRequest, dependencies: PipelineDependencies): Run {
  const progress = trackProgress(request.onProgress);
  const startedAt = dependencies.clock.now();
  return { request, dependencies, progress, startedAt, sources: [], verification: null, waiting: [], plan: null };
}

/** A run that has learned nothing is a failure, though nothing was harmed. */
function outcomeOf(plan: Plan, run: { isLearned: boolean; dryRun: boolean; autoApply: boolean }): Outcome {
  const hasChanges = changesOf(plan).length > 0;
  if (!hasChanges && !run.isLearned) return "failed";
  if (run.dryRun) return "dry-run";
  if (!hasChanges) return "unchanged";
  return run.autoApply ? "applied" : "planned";
}

/** The revision that stands after the run, and the one before. */
type Revisions = Pick<UpdateResult, "revision" | "previousRevision">;

/** Does what the outcome says; answers the revisions where there is a new one. */
async function carryOut(
  outcome: Outcome,
  plan: Plan,
  { request, dependencies, progress, sources }: Run,
): Promise<Revisions | null> {
  const caps = sources.flatMap((source) => source.caps);
  request.signal.throwIfAborted();
  if (outcome === "applied") {
    progress.enter("applying");
    return await commitPlan({ plan, kind: "update", trigger: request.trigger, caps, dependencies });
  }
  if (outcome === "planned") await dependencies.plans.save(plan);
  if (outcome === "dry-run" && changesOf(plan).length > 0) await offerPlan(plan, dependencies);
  if (!request.dryRun) {
    const { discovered, qualified, errors } = plan;
    const revision = plan.configuration.revision;
    const facts = { kind: "update" as const, trigger: request.trigger, outcome, discovered, qualified, errors };
    const planHash = outcome === "planned" ? { planHash: plan.hash } : {};
    await record(dependencies, { ...facts, revision, changes: [], caps, ...planHash });
  }
  return null;
}

/** Stores a dry run's plan, so that it can be applied; where nothing can be written, the run has still told it. */
async function offerPlan(plan: Plan, { plans, logger }: PipelineDependencies): Promise<void> {
  await plans.save(plan).catch((error) => logger.warn(`The plan cannot be applied by its hash: ${messageOf(error)}`));
}

function toResult(facts: Revisions & { run: Run; plan: Plan; outcome: Outcome }): UpdateResult {
  const { run, plan, outcome, revision, previousRevision } = facts;
  return {
    outcome,
    revision,
    previousRevision,
    planHash: outcome !== "failed" && changesOf(plan).length > 0 ? plan.hash : null,
    tasks: plan.decisions.map(toTaskResult),
    sources: run.sources,
    ...(run.verification && { verification: run.verification }),
    ...(run.waiting.length > 0 && { waiting: run.waiting }),
    errors: plan.errors,
    durationMs: Math.max(0, run.dependencies.clock.now() - run.startedAt),
  };
}

async function failed(error: unknown, run: Run): Promise<UpdateResult> {
  const { request, dependencies, startedAt, plan, sources, verification } = run;
  const isCancelled = request.signal.aborted;
  const message = isCancelled ? "The update was cancelled; nothing was changed." : messageOf(error);
  const errors = [message, ...(plan?.errors ?? [])];
  const present = await dependencies.repository.read().catch(() => null);
  const revision = present?.configuration.revision ?? null;
  if (!request.dryRun) {
    const facts = { kind: "update" as const, trigger: request.trigger, outcome: "failed" as const, revision };
    const counts = { discovered: plan?.discovered ?? 0, qualified: plan?.qualified ?? 0 };
    await record(dependencies, { ...facts, ...counts, changes: [], errors });
  }
  return {
    outcome: "failed",
    revision,
    previousRevision: revision,
    planHash: null,
    tasks: [],
    sources,
    ...(verification && { verification }),
    errors,
    durationMs: Math.max(0, dependencies.clock.now() - startedAt),
  };
}
