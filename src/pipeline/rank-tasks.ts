import { discover } from "../discovery/discover.ts";
import type { DiscoveryReport } from "../discovery/report.ts";
import type { Configuration } from "../domain/configuration.ts";
import type { Evaluation, TaskRanking } from "../domain/evaluation.ts";
import type { ModelIdentity } from "../domain/route.ts";
import { type TaskName, taskNames, taskOf } from "../domain/task.ts";
import { createEligibilityRules, type EligibilityRules, type HeldModel } from "../evaluation/eligibility.ts";
import { createRankingCollector, type RankingCollector } from "../evaluation/ranking.ts";
import type { Hold } from "../history/holds.ts";
import { type Policy, taskPolicyOf } from "../policy.ts";
import type { PipelineDependencies } from "./dependencies.ts";
import type { ProgressTracker } from "./progress.ts";
import type { SourceReport } from "./results.ts";

export interface RankDependencies extends Pick<PipelineDependencies, "catalogues" | "clock"> {
  holds: Pick<PipelineDependencies["holds"], "list">;
}

export interface RankOptions {
  /** Empty for all that the policy has turned on. */
  tasks: readonly TaskName[];
  policy: Policy;
  configuration: Configuration | null;
  dependencies: RankDependencies;
  signal: AbortSignal;
  progress?: ProgressTracker;
  /** Told of every evaluation, with the rules by which it was made. */
  onEvaluation?: (evaluation: Evaluation, rules: EligibilityRules) => void;
}

export interface RankedTasks {
  rankings: Map<TaskName, TaskRanking>;
  /** The rules by which each task's models were judged. */
  rules: Map<TaskName, EligibilityRules>;
  sources: SourceReport[];
  errors: string[];
  /** Some listing was complete, or none was asked for because the policy has turned every task off. */
  isLearned: boolean;
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

function heldFor(task: TaskName, holds: readonly Hold[]): HeldModel[] {
  return holds
    .filter((hold) => hold.task === task)
    .map(({ provider, model, since, until }) => ({
      provider,
      model,
      reason: `it was rolled back on ${since.slice(0, 10)} and is held until ${until.slice(0, 10)} ("release" ends that)`,
    }));
}

/** The rules of the tasks by a policy, at this moment, with what is held. */
export function prepareRules(
  names: readonly TaskName[],
  { policy, holds, now }: { policy: Policy; holds: readonly Hold[]; now: number },
): Map<TaskName, EligibilityRules> {
  return new Map(
    names.map((name) => {
      const held = heldFor(name, holds);
      return [name, createEligibilityRules({ name, task: taskOf(name), policy, held, now })];
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

/** What is wrong with the policy's providers: a kind that is not known, or none that is. */
function declarationFaults(unknown: readonly string[], known: number): string[] {
  const faults = unknown.map(
    (kind) =>
      `The policy declares a provider of the kind "${kind}", which this version does not know. Check its spelling.`,
  );
  return known > 0 ? faults : [...faults, "The policy declares no provider that can be asked for models."];
}

/** What went wrong: what the sources say, and each listing that came empty. */
function faultsOf(report: DiscoveryReport): string[] {
  const empty = report.tasks.filter((task) => task.status === "empty").flatMap((task) => task.errors);
  return [...report.sources.flatMap((source) => source.errors), ...new Set(empty)];
}

/** Discovers what is served for the tasks and judges it as it comes in. Rejects only with the signal's reason. */
export async function rankTasks(options: RankOptions): Promise<RankedTasks> {
  const { policy, dependencies, signal, progress } = options;
  const names = chosenTasks(options.tasks);
  const enabled = names.filter((name) => taskPolicyOf(policy, name).enabled);
  const holds = await dependencies.holds.list();
  const rules = prepareRules(names, { policy, holds, now: dependencies.clock.now() });
  const collectors = openCollectors(rules, options);
  const { catalogues, unknown } = dependencies.catalogues(policy);
  const report = await discover({
    catalogues,
    tasks: enabled,
    watched: new Map(enabled.map((name) => [name, namedModels(name, policy, options.configuration)])),
    signal,
    onProgress: progress?.count,
    onCandidate: ({ candidate, tasks }) => {
      for (const task of tasks) collectors.get(task)?.add(candidate);
    },
  });
  const rankings = new Map<TaskName, TaskRanking>();
  for (const [name, collector] of collectors) {
    const found = report.tasks.find((each) => each.task === name);
    const listing = {
      status: found?.status ?? "empty",
      errors: found?.errors ?? [],
      discovered: found?.discovered ?? 0,
    };
    rankings.set(name, collector.finish(listing));
  }
  const isLearned = enabled.length === 0 || report.tasks.some((task) => task.status === "complete");
  return {
    rankings,
    rules,
    sources: report.sources,
    errors: [...declarationFaults(unknown, catalogues.length), ...faultsOf(report)],
    isLearned,
  };
}
