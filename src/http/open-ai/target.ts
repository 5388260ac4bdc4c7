import type { Configuration } from "../../domain/configuration.ts";
import type { Route } from "../../domain/route.ts";
import { isTaskName } from "../../domain/task.ts";
import { NoRouteError } from "../../routing/errors.ts";
import type { Target } from "../../routing/request.ts";
import { RequestRefused } from "./refusal.ts";
import type { Serving } from "./serving.ts";

const taskPrefix = "task:";
const longestShown = 100;
const notFound = { status: 404, code: "model_not_found", param: "model" } as const;

/** The model name under which a task is asked for. */
export function taskModel(task: string): string {
  return taskPrefix + task;
}

/** A route as a model's name by which it can be asked for again: "huggingface:zai-org/GLM-5". */
export function modelName({ provider, model }: Pick<Route, "provider" | "model">): string {
  return `${provider}:${model}`;
}

/** A route with its host, for the header that says who answered: "huggingface:zai-org/GLM-5@novita". */
export function routeName(route: Pick<Route, "provider" | "model" | "host">): string {
  return route.host === null ? modelName(route) : `${modelName(route)}@${route.host}`;
}

/** The refusal of a name that is none, which names the tasks that there are. */
export function unknownModel(name: string, configuration: Configuration | null): RequestRefused {
  const tasks = Object.keys(configuration?.tasks ?? {}).map(taskModel);
  const known = tasks.length === 0 ? "No task has a model yet." : `The tasks are: ${tasks.join(", ")}.`;
  const shown = name.length > longestShown ? `${name.slice(0, longestShown)}...` : name;
  return new RequestRefused(`There is no model "${shown}" here. ${known}`, notFound);
}

/**
 * Who is meant by a model's name: `task:NAME`, `PROVIDER:MODEL` where a provider of that name is declared, or else a
 * model's bare id, which may hold a colon itself ("llama3.2:3b"). @throws RequestRefused for a task that there is not.
 */
export function parseTarget(name: string, { configuration, providerNames }: Serving): Target {
  if (name.startsWith(taskPrefix)) {
    const task = name.slice(taskPrefix.length);
    if (!isTaskName(task)) throw unknownModel(name, configuration());
    return { task };
  }
  const colon = name.indexOf(":");
  const provider = name.slice(0, Math.max(colon, 0));
  const model = name.slice(colon + 1);
  if (provider !== "" && model !== "" && providerNames().has(provider)) return { provider, model };
  return { provider: null, model: name };
}

/**
 * What to tell of an error: where each place that was asked for a concrete model says that it does not serve it, there is
 * no such model, and clients need not ask again by themselves, as they do where nobody could answer.
 */
export function orUnserved(error: unknown, target: Target): unknown {
  if (!(error instanceof NoRouteError) || "task" in target || !error.isGone) return error;
  const name = target.provider === null ? target.model : `${target.provider}:${target.model}`;
  const sentences = new Set(error.attempts.flatMap((attempt) => attempt.error ?? []));
  return new RequestRefused(
    `Nobody who was asked serves the model ${name}. ${[...sentences].join(" ")}`.trimEnd(),
    notFound,
  );
}
