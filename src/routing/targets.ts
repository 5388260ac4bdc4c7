import type { Configuration, TaskConfiguration } from "../domain/configuration.ts";
import { type Choice, chatInterface, isSameModel, isSameRoute, type Route, routeOf } from "../domain/route.ts";
import { isTaskName, type TaskName, taskOf } from "../domain/task.ts";
import type { CallRole } from "../domain/usage.ts";
import { UnknownTargetError } from "./errors.ts";
import type { KnownRoutes } from "./known-routes.ts";
import type { RouterRequest, Target } from "./request.ts";

/** A route that a request may go to, and why. */
export interface Stop {
  route: Route;
  role: CallRole;
  /** The configuration or a trial names it, so that the update has chosen it under the policy, or a person by hand. */
  isConfigured: boolean;
  /** A person has pinned it, whatever the policy says of prices. */
  isPinned: boolean;
}

export type StopsOfEntry = (entry: TaskConfiguration) => readonly Stop[];

export interface TargetOptions {
  request: Pick<RouterRequest, "target" | "ask" | "ownChoice" | "avoid">;
  /** What is on trial for the task, where the conversation takes part; null where it does not. */
  challenger: Route | null;
  configuration: Configuration | null;
  facts: KnownRoutes;
  /** The routes of a task's entry. */
  stopsOfEntry: StopsOfEntry;
  /** The declared names of the providers that are on. */
  providers: { has(name: string): boolean; keys(): Iterable<string> };
}

function tasksInWords(configuration: Configuration | null): string {
  const names = Object.keys(configuration?.tasks ?? {});
  if (names.length > 0) return `The tasks that have one are ${names.join(", ")}.`;
  return "No task has one yet: run an update first.";
}

/** What names a route; choices and facts have it among other things. */
type RouteNames = Pick<Route, "provider" | "model" | "version" | "host" | "interface">;

function stopsOfTask({ primary, fallbacks }: TaskConfiguration): Stop[] {
  const stopOf = (choice: Choice, role: CallRole): Stop => ({
    route: routeOf(choice),
    role,
    isConfigured: true,
    isPinned: choice.origin === "pin",
  });
  return withoutRepetitions([stopOf(primary, "primary"), ...fallbacks.map((choice) => stopOf(choice, "fallback"))]);
}

/** The routes of a task's entry, put together once: a configuration does not change, another one takes its place. */
export function rememberStops(): StopsOfEntry {
  const known = new WeakMap<TaskConfiguration, readonly Stop[]>();
  return (entry) => {
    let stops = known.get(entry);
    if (stops === undefined) {
      stops = stopsOfTask(entry);
      known.set(entry, stops);
    }
    return stops;
  };
}

/** What goes before the task's own entry: what the person has chosen, and then what is on trial. */
function stopsAhead({ request: { ownChoice }, challenger }: TargetOptions): Stop[] {
  const ahead: Stop[] = [];
  if (ownChoice) ahead.push({ route: routeOf(ownChoice), role: "own-choice", isConfigured: false, isPinned: false });
  if (challenger) ahead.push({ route: challenger, role: "trial", isConfigured: true, isPinned: false });
  return ahead;
}

function stopsForTask(task: TaskName, options: TargetOptions): readonly Stop[] {
  const { configuration, stopsOfEntry } = options;
  const entry = configuration?.tasks[task];
  const ahead = stopsAhead(options);
  if (entry === undefined && ahead.length === 0) {
    throw new UnknownTargetError(`No model is configured for ${taskOf(task).title}. ${tasksInWords(configuration)}`);
  }
  if (entry === undefined) return ahead;
  return ahead.length === 0 ? stopsOfEntry(entry) : withoutRepetitions([...ahead, ...stopsOfEntry(entry)]);
}

function configuredRoutes(configuration: Configuration | null): Route[] {
  const tasks = Object.values(configuration?.tasks ?? {});
  return tasks.flatMap(({ primary, fallbacks }) => [primary, ...fallbacks]);
}

type ModelTarget = Exclude<Target, { task: TaskName }>;

/** Where a provider is named, it is asked for the model even if nobody has heard of it. */
function bareRoute({ provider, model }: ModelTarget, { request, providers }: TargetOptions): Route[] {
  if (provider === null || !providers.has(provider)) return [];
  const spoken = request.ask.kind === "embedding" ? "feature-extraction" : chatInterface;
  return [{ provider, model, version: null, host: null, interface: spoken }];
}

function unknownModel({ provider, model }: ModelTarget, { configuration, providers }: TargetOptions): Error {
  if (provider !== null && !providers.has(provider)) {
    const names = [...providers.keys()].join(", ");
    return new UnknownTargetError(
      `No provider of the name ${provider} is turned on. There are: ${names}. ${tasksInWords(configuration)}`,
    );
  }
  return new UnknownTargetError(
    `No model of the name ${model} is known. Name a task such as task:conversational, or a provider with the model. ${tasksInWords(configuration)}`,
  );
}

function stopsForModel(target: ModelTarget, options: TargetOptions): Stop[] {
  const { provider, model } = target;
  const isMeant = (route: Route) => route.model === model && (provider === null || route.provider === provider);
  const configured = configuredRoutes(options.configuration).filter(isMeant);
  const known = options.facts.routesOf(target);
  const found: RouteNames[] = [...configured, ...known];
  const routes = found.length > 0 ? found.map(routeOf) : bareRoute(target, options);
  if (routes.length === 0) throw unknownModel(target, options);
  return routes.map((route, position) => ({
    route,
    role: position === 0 ? "primary" : "fallback",
    isConfigured: position < configured.length,
    isPinned: false,
  }));
}

/** The same route in another place would be tried twice. */
function withoutRepetitions(stops: readonly Stop[]): Stop[] {
  return stops.filter(
    ({ route }, position) =>
      stops.findIndex((each) => isSameRoute(each.route, route) && each.route.version === route.version) === position,
  );
}

/** What is to be avoided stands last: it still answers where nobody else can. */
function withAvoidedLast(stops: readonly Stop[], { avoid = [] }: TargetOptions["request"]): readonly Stop[] {
  if (avoid.length === 0) return stops;
  const isAvoided = ({ route }: Stop) => avoid.some((model) => isSameModel(model, route));
  return [...stops.filter((stop) => !isAvoided(stop)), ...stops.filter(isAvoided)];
}

function bestFirst(options: TargetOptions): readonly Stop[] {
  const { target } = options.request;
  if (!("task" in target)) return withoutRepetitions(stopsForModel(target, options));
  if (!isTaskName(target.task))
    throw new UnknownTargetError(`There is no such task. ${tasksInWords(options.configuration)}`);
  return stopsForTask(target.task, options);
}

/**
 * The routes that a request may go to, the best first. For a task: the person's own choice, what is on trial, the first
 * choice and what stands behind it. For a model: its routes in the configuration, then those that the sources have named,
 * or else the bare name at its provider. What the request avoids comes last. Throws an `UnknownTargetError`.
 */
export function stopsOf(options: TargetOptions): readonly Stop[] {
  return withAvoidedLast(bestFirst(options), options.request);
}
