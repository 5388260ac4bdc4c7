import type { Configuration, TaskConfiguration } from "../../domain/configuration.ts";
import { type Choice, chatInterface } from "../../domain/route.ts";
import { isTaskName, taskOf } from "../../domain/task.ts";
import { modelName, routeName, taskModel } from "./target.ts";

/** A model in OpenAI's listing, with facts of ours. https://platform.openai.com/docs/api-reference/models/object */
export interface ListedModel {
  /** `task:NAME`, or `PROVIDER:MODEL`. */
  id: string;
  object: "model";
  /** Seconds since the epoch: since when the task is served so, or the model is a choice. */
  created: number;
  owned_by: string;
  modelvane: Record<string, unknown>;
}

const vectorInterfaces: ReadonlySet<string> = new Set(["feature-extraction", "sentence-similarity"]);

/** The address below /v1 that takes requests for it. */
function endpointOf(routeInterface: string): string {
  return vectorInterfaces.has(routeInterface) ? "embeddings" : "chat/completions";
}

/** What a route is good for, as far as its interface tells. */
function capabilitiesOf({ interface: own }: Pick<Choice, "interface">) {
  return { interface: own, endpoint: endpointOf(own), streams: own === chatInterface };
}

function secondsOf(timestamp: string): number {
  return Math.floor(Date.parse(timestamp) / 1_000);
}

function listTask(name: string, { primary, fallbacks, since }: TaskConfiguration): ListedModel {
  return {
    id: taskModel(name),
    object: "model",
    created: secondsOf(since),
    owned_by: "modelvane",
    modelvane: {
      kind: "task",
      title: isTaskName(name) ? taskOf(name).title : name,
      ...capabilitiesOf(primary),
      primary: routeName(primary),
      fallbacks: fallbacks.map(routeName),
    },
  };
}

function listChoice(choice: Choice, since: string): ListedModel {
  const { provider, model, host } = choice;
  const [owner = provider] = model.includes("/") ? model.split("/") : [];
  return {
    id: modelName(choice),
    object: "model",
    created: secondsOf(since),
    owned_by: owner,
    modelvane: { kind: "model", ...capabilitiesOf(choice), provider, model, host },
  };
}

/** What can be asked for by name: the tasks, then the models that serve them, each once. */
export function listModels(configuration: Configuration | null): ListedModel[] {
  const tasks = Object.entries(configuration?.tasks ?? {});
  const models = new Map<string, ListedModel>();
  for (const [, { primary, fallbacks, since }] of tasks) {
    for (const choice of [primary, ...fallbacks]) {
      const listed = listChoice(choice, since);
      if (!models.has(listed.id)) models.set(listed.id, listed);
    }
  }
  return [...tasks.map(([name, task]) => listTask(name, task)), ...models.values()];
}

/** The listed model of this id, or whose bare id this is; null where there is none. */
export function findModel(id: string, configuration: Configuration | null): ListedModel | null {
  const models = listModels(configuration);
  return models.find((each) => each.id === id) ?? models.find((each) => each.modelvane.model === id) ?? null;
}
