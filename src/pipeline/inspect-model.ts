import { isUnanswered } from "../discovery/fault.ts";
import { wantedBenchmarks } from "../discovery/lookups.ts";
import type { Candidate } from "../domain/candidate.ts";
import type { Configuration } from "../domain/configuration.ts";
import { UserFacingError } from "../domain/errors.ts";
import { isSameModel } from "../domain/route.ts";
import { canServe, type Lookup, type TaskName, taskNames, taskOf } from "../domain/task.ts";
import { evaluate } from "../evaluation/score.ts";
import type { Hold } from "../history/holds.ts";
import { type Policy, taskPolicyOf } from "../policy.ts";
import { type Catalogue, type CatalogueSession, NotAskedError } from "../providers/provider.ts";
import { expectDeclared } from "./declared-provider.ts";
import type { PipelineDependencies } from "./dependencies.ts";
import { readEarlierKnowledge } from "./earlier-knowledge.ts";
import { guardAlone } from "./guard-rankings.ts";
import { type RankRow, toRankRow } from "./rank-row.ts";
import { prepareRules } from "./rank-tasks.ts";

export interface InspectRequest {
  /** The model's id. */
  model: string;
  /** The provider's declared name; without it, each is asked. */
  provider?: string | undefined;
  signal: AbortSignal;
}

/** What a model is worth for one task. */
export interface ServedTask {
  task: TaskName;
  evaluation: RankRow;
  isPrimary: boolean;
  isFallback: boolean;
  pinned: boolean;
}

export interface ModelInspection {
  /** The provider that knows it. */
  provider: string;
  model: string;
  candidate: Candidate;
  /** The tasks for which it is served, or in which it stands; best score first. */
  serves: ServedTask[];
  /** Something about it is suspicious, so that it waits until a person approves it. */
  isQuarantined: boolean;
  /** What could not be read besides, as sentences. */
  errors: string[];
}

interface Found {
  candidate: Candidate;
  session: CatalogueSession;
}

/** Nobody expected an answer of the source: it cannot have the model, or it is one that need not be there and is off. */
function isNote(error: unknown, { isOptional }: Catalogue): error is UserFacingError {
  return error instanceof NotAskedError || (isOptional === true && isUnanswered(error));
}

/**
 * The first source that knows the model. A source that cannot be asked counts only where no other knows it, and one that
 * is merely off, or was not asked, only where no other was.
 */
async function find(catalogues: readonly Catalogue[], { model, signal }: InspectRequest): Promise<Found | null> {
  const faults: unknown[] = [];
  const notes: UserFacingError[] = [];
  for (const catalogue of catalogues) {
    const session = catalogue.open({ lookups: [] });
    try {
      const candidate = await session.find(model, signal);
      if (candidate) return { candidate, session };
    } catch (error) {
      signal.throwIfAborted();
      if (isNote(error, catalogue)) notes.push(error);
      else faults.push(error);
    }
  }
  const [fault] = faults;
  if (fault !== undefined) throw fault;
  const [note] = notes;
  if (note === undefined || notes.length < catalogues.length) return null;
  throw notes.length === 1 ? note : new UserFacingError(notes.map(({ message }) => message).join(" "), { cause: note });
}

function isListedBy(lookup: Lookup, { pipelineTag, tags }: Candidate): boolean {
  return lookup.kind === "pipeline" ? pipelineTag === lookup.pipelineTag : tags.includes(lookup.tag);
}

interface Standing {
  isPrimary: boolean;
  isFallback: boolean;
  pinned: boolean;
}

function standingOf(
  task: TaskName,
  candidate: Candidate,
  { configuration, policy }: { configuration: Configuration | null; policy: Policy },
): Standing {
  const entry = configuration?.tasks[task];
  const { pin } = taskPolicyOf(policy, task);
  return {
    isPrimary: entry !== undefined && isSameModel(entry.primary, candidate),
    isFallback: entry?.fallbacks.some((each) => isSameModel(each, candidate)) ?? false,
    pinned: pin !== null && isSameModel(pin, candidate),
  };
}

/** The hosts that serve the model for the task now, as far as its source has said; null: the provider chooses. */
export function hostsFor(task: TaskName, candidate: Candidate): (string | null)[] {
  const usable = candidate.routes.filter(({ status, isAdapter }) => status === "live" && !isAdapter);
  return usable.filter((route) => canServe(taskOf(task), route)).map(({ host }) => host);
}

/** Whether a ranking of the task would see the model: one of its listings names it, and a route can serve it. */
function isRanked(task: TaskName, candidate: Candidate): boolean {
  const isServed = candidate.routes.some((route) => canServe(taskOf(task), route));
  return isServed && taskOf(task).lookups.some((lookup) => isListedBy(lookup, candidate));
}

/** What the model is worth for each of the tasks, and whether it waits for a person. */
async function judge(
  candidate: Candidate,
  names: readonly TaskName[],
  { policy, holds, dependencies }: { policy: Policy; holds: readonly Hold[]; dependencies: PipelineDependencies },
) {
  const knowledge = await readEarlierKnowledge(dependencies);
  const [recorded, now] = [await dependencies.quarantine.list(), dependencies.clock.now()];
  const guard = guardAlone({ policy, now, recorded, knowledge });
  return [...prepareRules(names, { policy, holds, now, knowledge })].map(([task, rules]) => {
    const evaluation = guard(evaluate(candidate, rules));
    return {
      task,
      row: toRankRow(evaluation, rules, knowledge.finding(task, candidate)),
      isQuarantined: evaluation.isQuarantined,
    };
  });
}

/**
 * What is known of one model, and what it is worth for each task that it could serve; null where no source knows it.
 * Rejects with a `UserFacingError` where it cannot be asked, with a `UsageError` for a provider that is not declared.
 */
export async function inspectModel(
  request: InspectRequest,
  dependencies: PipelineDependencies,
): Promise<ModelInspection | null> {
  const policy = await dependencies.policy.read();
  const { provider, signal } = request;
  if (provider !== undefined) expectDeclared(provider, policy);
  const { catalogues } = dependencies.catalogues(policy);
  const asked = catalogues.filter(({ name }) => provider === undefined || name === provider);
  const found = await find(asked, request);
  if (!found) return null;
  const [base, holds] = [await dependencies.repository.read(), await dependencies.holds.list()];
  const known = { configuration: base?.configuration ?? null, policy };
  const tasks = taskNames
    .filter((task) => taskPolicyOf(policy, task).enabled)
    .map((task) => ({ task, ...standingOf(task, found.candidate, known) }))
    .filter(({ task, ...standing }) => Object.values(standing).includes(true) || isRanked(task, found.candidate));
  const names = tasks.map(({ task }) => task);
  const { byModel, errors } = await found.session.leaderboards(wantedBenchmarks(names), signal);
  const { provider: from, model, benchmarks } = found.candidate;
  const candidate = { ...found.candidate, benchmarks: [...benchmarks, ...(byModel.get(model) ?? [])] };
  const judged = await judge(candidate, names, { policy, holds, dependencies });
  const serves = judged.map(({ task, row }, at): ServedTask => {
    const { isPrimary = false, isFallback = false, pinned = false } = tasks[at] ?? {};
    return { task, evaluation: row, isPrimary, isFallback, pinned };
  });
  serves.sort((a, b) => b.evaluation.score - a.evaluation.score);
  const isQuarantined = judged.some((each) => each.isQuarantined);
  return { provider: from, model, candidate, serves, isQuarantined, errors };
}
