import type { ServedRoute } from "../domain/candidate.ts";
import type { Configuration } from "../domain/configuration.ts";
import { UserFacingError } from "../domain/errors.ts";
import { isTaskName, type TaskName } from "../domain/task.ts";
import { type Clock, unlessAborted } from "../shared/clock.ts";

/** What serves a task now, and why. */
export interface CurrentModel {
  task: TaskName;
  provider: string;
  model: string;
  host: string | null;
  score: number | null;
  /** ISO 8601, UTC. */
  since: string;
  reason: string;
  /** What is asked after it, in this order. */
  fallbacks: { provider: string; model: string; host: string | null }[];
}

export interface RankedModel {
  provider: string;
  model: string;
  host: string | null;
  /** 0 to 100. */
  score: number;
}

export interface InspectedModel {
  provider: string;
  model: string;
  licence: string | null;
  parameters: number | null;
  /** Milliseconds since the epoch. */
  createdAt: number | null;
  routes: readonly ServedRoute[];
  /** What it is worth for the tasks that it can serve, best first. */
  serves: { task: TaskName; score: number; isPrimary: boolean }[];
}

export interface RecentChange {
  /** ISO 8601, UTC. */
  at: string;
  task: string;
  /** Models' ids; null for none. */
  from: string | null;
  to: string | null;
  reason: string;
}

/** The use cases that answer questions about models. None of them tells of people. */
export interface RegistryUseCases {
  /** Those that may be chosen, best first. */
  rank(task: TaskName, signal: AbortSignal): Promise<RankedModel[]>;
  /** Null where no source knows it. */
  inspect(model: string, signal: AbortSignal): Promise<InspectedModel | null>;
  /** Newest first. */
  changes(limit: number): Promise<RecentChange[]>;
}

/**
 * Modelvane's own facts, as anybody who chats may ask for them. Rejects as the use cases do, with a `UserFacingError` where
 * they take too long, and with the signal's reason; the look itself then goes on for others who want the same.
 */
export interface Registry {
  /** Of one task, or (null) of all. */
  current(task: TaskName | null): CurrentModel[];
  ranking(task: TaskName, signal: AbortSignal): Promise<RankedModel[]>;
  /** By its id, or by a part of the id of one that is configured. */
  model(name: string, signal: AbortSignal): Promise<InspectedModel | null>;
  changes(): Promise<RecentChange[]>;
}

/** To look at the market costs many requests, and it does not change by the minute. */
const freshForMs = 3_600_000;
/** Whoever asks does not wait longer. */
const patienceMs = 30_000;
const rankedModels = 5;
const toldChanges = 10;
const mostRemembered = 200;

type LookUp<Value> = (key: string, signal: AbortSignal) => Promise<Value>;

/** Looks up within our patience. */
async function lookPatiently<Value>(clock: Clock, look: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
  const deadline = clock.deadline(patienceMs);
  try {
    return await look(deadline);
  } catch (error) {
    if (!deadline.aborted) throw error;
    const sentence = "The model market cannot be looked up at the moment. Try again in a minute.";
    throw new UserFacingError(sentence, { cause: error });
  }
}

/** Answers that are looked up once an hour, whoever asks. A fault is not remembered. */
function createCache<Value>(clock: Clock, look: LookUp<Value>): LookUp<Value> {
  const known = new Map<string, { at: number; value: Promise<Value> }>();

  function shared(key: string): Promise<Value> {
    const found = known.get(key);
    if (found !== undefined && clock.now() - found.at < freshForMs) return found.value;
    if (known.size >= mostRemembered) known.clear();
    const value = lookPatiently(clock, (deadline) => look(key, deadline));
    known.set(key, { at: clock.now(), value });
    value.catch(() => known.delete(key));
    return value;
  }

  return async (key, signal) => {
    signal.throwIfAborted();
    const value = shared(key);
    await unlessAborted(value, signal);
    signal.throwIfAborted();
    return await value;
  };
}

function currentModels(configuration: Configuration | null): CurrentModel[] {
  return Object.entries(configuration?.tasks ?? {}).flatMap(([task, { primary, fallbacks, since, reason }]) => {
    if (!isTaskName(task)) return [];
    const { provider, model, host, score } = primary;
    const behind = fallbacks.map((each) => ({ provider: each.provider, model: each.model, host: each.host }));
    return [{ task, provider, model, host, score, since, reason, fallbacks: behind }];
  });
}

export interface RegistryOptions {
  useCases: RegistryUseCases;
  configuration(): Configuration | null;
  clock: Clock;
}

export function createRegistry({ useCases, configuration, clock }: RegistryOptions): Registry {
  const rank = createCache(clock, async (task, signal) => {
    const ranking = isTaskName(task) ? await useCases.rank(task, signal) : [];
    return ranking.slice(0, rankedModels);
  });
  const inspect = createCache(clock, (model, signal) => useCases.inspect(model, signal));

  /** People say "GLM-5" for "zai-org/GLM-5". */
  function wholeName(name: string): string {
    const wanted = name.toLowerCase();
    const tasks = Object.values(configuration()?.tasks ?? {});
    const models = tasks.flatMap(({ primary, fallbacks }) => [primary, ...fallbacks].map(({ model }) => model));
    const isIt = (model: string) => model.toLowerCase() === wanted;
    return models.find(isIt) ?? models.find((model) => model.toLowerCase().includes(wanted)) ?? name;
  }

  return {
    current: (task) => currentModels(configuration()).filter((each) => task === null || each.task === task),
    ranking: rank,
    model: (name, signal) => inspect(wholeName(name), signal),
    changes: () => useCases.changes(toldChanges),
  };
}
