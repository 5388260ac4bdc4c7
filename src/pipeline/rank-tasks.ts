import { discover } from "../discovery/discover.ts";
import type { DiscoveryReport, TaskDiscovery } from "../discovery/report.ts";
import type { Candidate } from "../domain/candidate.ts";
import type { Configuration } from "../domain/configuration.ts";
import { type Evaluation, type SourceStatus, type TaskRanking, unreadSource } from "../domain/evaluation.ts";
import { type Knowledge, nothingKnownBefore } from "../domain/knowledge.ts";
import type { QuarantinedModel } from "../domain/quarantine.ts";
import type { ModelIdentity } from "../domain/route.ts";
import { type TaskName, taskNames, taskOf } from "../domain/task.ts";
import { createEligibilityRules, type EligibilityRules, type HeldModel } from "../evaluation/eligibility.ts";
import { createRankingCollector, type RankingCollector } from "../evaluation/ranking.ts";
import type { Hold } from "../history/holds.ts";
import { type Policy, taskPolicyOf } from "../policy.ts";
import type { PipelineDependencies } from "./dependencies.ts";
import { type Guard, openRankingGuard } from "./guard-rankings.ts";
import type { ProgressTracker } from "./progress.ts";
import type { SourceReport } from "./results.ts";
import { faultsOf, unaskedProviders } from "./source-faults.ts";

export interface RankDependencies extends Pick<PipelineDependencies, "catalogues" | "clock"> {
  holds: Pick<PipelineDependencies["holds"], "list">;
  /** What waits for a person already; without it, every run is the first. */
  quarantine?: Pick<PipelineDependencies["quarantine"], "list">;
}

export interface RankOptions {
  /** Empty for all that the policy has turned on. */
  tasks: readonly TaskName[];
  policy: Policy;
  configuration: Configuration | null;
  dependencies: RankDependencies;
  /** From earlier runs; none where it is left out. */
  knowledge?: Knowledge;
  signal: AbortSignal;
  progress?: ProgressTracker;
  /** Told of every model that a source names, once for each of its listings that bring it to further tasks. */
  observe?: ((candidate: Candidate) => void) | undefined;
  /** Told of every evaluation, with the rules by which it was made. */
  onEvaluation?: (evaluation: Evaluation, rules: EligibilityRules) => void;
}

export interface RankedTasks {
  rankings: Map<TaskName, TaskRanking>;
  /** The rules by which each task's models were judged. */
  rules: Map<TaskName, EligibilityRules>;
  sources: SourceReport[];
  errors: string[];
  /** Of some task all that matters could be read, or none was asked for because the policy has turned every task off. */
  isLearned: boolean;
  /** Puts a model into quarantine that has to wait for a person, as those of the rankings are. */
  guard: Guard;
  /** What waits for a person after this run. */
  waiting: QuarantinedModel[];
}

/** Enough for a primary, the fallbacks of the largest policy, and ties. */
const keptPerTask = 50;

/** The tasks of a run: those asked for, or all. */
function chosenTasks(tasks: readonly TaskName[]): readonly TaskName[] {
  return tasks.length > 0 ? tasks : taskNames;
}

function namedModels(task: TaskName, policy: Policy, configuration: Configuration | null): ModelIdentity[] {
  const entry = configuration?.tasks[task];
  const { pin } = taskPolicyOf(policy, task);
  const configured = entry ? [entry.primary, ...entry.fallbacks] : [];
  return pin ? [...configured, pin] : configured;
}

function holdReason({ since, until, isRepair }: Hold): string {
  const [from, to] = [since.slice(0, 10), until.slice(0, 10)];
  if (isRepair) return `it did not answer on ${from} and is held until ${to} ("release" ends that)`;
  return `it was rolled back on ${from} and is held until ${to} ("release" ends that)`;
}

function heldFor(task: TaskName, holds: readonly Hold[]): HeldModel[] {
  return holds
    .filter((hold) => hold.task === task)
    .map((hold) => ({ provider: hold.provider, model: hold.model, reason: holdReason(hold) }));
}

/** The rules of the tasks by a policy, at this moment, with what is held. */
export function prepareRules(
  names: readonly TaskName[],
  { policy, holds, now, knowledge }: { policy: Policy; holds: readonly Hold[]; now: number; knowledge?: Knowledge },
): Map<TaskName, EligibilityRules> {
  return new Map(
    names.map((name) => {
      const held = heldFor(name, holds);
      return [name, createEligibilityRules({ name, task: taskOf(name), policy, held, now, knowledge })];
    }),
  );
}

function openCollectors(
  rulesByTask: ReadonlyMap<TaskName, EligibilityRules>,
  { policy, configuration, onEvaluation }: RankOptions,
): Map<TaskName, RankingCollector> {
  return new Map(
    [...rulesByTask].map(([name, rules]) => {
      const watched = namedModels(name, policy, configuration);
      const report = onEvaluation && ((evaluation: Evaluation) => onEvaluation(evaluation, rules));
      return [name, createRankingCollector({ rules, watched, keep: keptPerTask, onEvaluation: report })];
    }),
  );
}

/** The sources that a task's ranking is made from. Of one that is declared and could not even be asked, nobody knows. */
function sourcesOf(found: TaskDiscovery | undefined, unasked: readonly string[]): SourceStatus[] {
  const silent = unasked.map((source): SourceStatus => ({ source, status: "partial", errors: [] }));
  return [...(found?.sources ?? []), ...silent];
}

function finishRankings(
  collectors: ReadonlyMap<TaskName, RankingCollector>,
  { report, unasked }: { report: DiscoveryReport; unasked: readonly string[] },
): Map<TaskName, TaskRanking> {
  return new Map(
    [...collectors].map(([name, collector]) => {
      const found = report.tasks.find((each) => each.task === name);
      const { status = "empty", errors = [], discovered = 0 } = found ?? {};
      return [name, collector.finish({ status, errors, discovered, sources: sourcesOf(found, unasked) })];
    }),
  );
}

/** Whether anything was learned of one task at least: more than that its own model's source could not be read. */
function hasLearned(
  rankings: ReadonlyMap<TaskName, TaskRanking>,
  { policy, configuration }: Pick<RankOptions, "policy" | "configuration">,
): boolean {
  return [...rankings].some(([task, ranking]) => {
    const provider = (taskPolicyOf(policy, task).pin ?? configuration?.tasks[task]?.primary)?.provider;
    const isHeard = provider === undefined || unreadSource(ranking, provider) === undefined;
    return ranking.status === "complete" && isHeard;
  });
}

/** The sources of which a run has seen all that there is: what it does not suspect there is not suspicious. */
function wholeSources(tasks: readonly TaskName[], { tasks: found }: DiscoveryReport): Set<string> {
  if (tasks.length > 0) return new Set();
  const named = found.flatMap(({ sources }) => sources);
  const broken = new Set(named.filter(({ status }) => status !== "complete").map(({ source }) => source));
  return new Set(named.map(({ source }) => source).filter((source) => !broken.has(source)));
}

/** Discovers what is served for the tasks and judges it as it comes in. Rejects only with the signal's reason. */
export async function rankTasks(options: RankOptions): Promise<RankedTasks> {
  const { policy, dependencies, signal, progress, knowledge = nothingKnownBefore } = options;
  const names = chosenTasks(options.tasks);
  const enabled = names.filter((name) => taskPolicyOf(policy, name).enabled);
  const holds = await dependencies.holds.list();
  const recorded = (await dependencies.quarantine?.list()) ?? [];
  const now = dependencies.clock.now();
  const rules = prepareRules(names, { policy, holds, now, knowledge });
  const guarding = openRankingGuard({ policy, now, recorded, knowledge });
  const collectors = openCollectors(rules, options);
  const { catalogues, unknown } = dependencies.catalogues(policy);
  const report = await discover({
    catalogues,
    tasks: enabled,
    watched: new Map(enabled.map((name) => [name, namedModels(name, policy, options.configuration)])),
    signal,
    onProgress: progress?.count,
    onCandidate: ({ candidate, tasks }) => {
      options.observe?.(candidate);
      guarding.observe(candidate);
      for (const task of tasks) collectors.get(task)?.add(candidate);
    },
  });
  const rankings = finishRankings(collectors, { report, unasked: unaskedProviders(policy, catalogues) });
  return {
    ...guarding.judge(rankings, wholeSources(options.tasks, report)),
    rules,
    sources: report.sources,
    errors: faultsOf({ ...options, catalogues, unknown, report }),
    isLearned: enabled.length === 0 || hasLearned(rankings, options),
  };
}
