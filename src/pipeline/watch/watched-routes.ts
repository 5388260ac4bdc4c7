import type { Configuration } from "../../domain/configuration.ts";
import { type Choice, type Route, routeOf } from "../../domain/route.ts";
import { isTaskName, type TaskName } from "../../domain/task.ts";
import type { RouteHealth, Trial } from "../../domain/watch.ts";
import { placeKey } from "../../verification/contender.ts";

/** One route that is configured, or on trial, with all that it serves: what is shared is looked at once. */
export interface WatchedRoute {
  key: string;
  route: Route;
  tasks: RouteHealth["tasks"];
}

/** The tasks of a configuration that this version knows, with their entries. */
export function knownTasks(configuration: Configuration) {
  return Object.entries(configuration.tasks).flatMap(([task, entry]) => (isTaskName(task) ? [{ task, entry }] : []));
}

/** All routes that tasks are answered by, first choices first, each once. */
export function watchedRoutes(configuration: Configuration | null, trials: Iterable<Trial>): WatchedRoute[] {
  const routes = new Map<string, WatchedRoute>();
  const add = (choice: Choice, task: TaskName, role: "primary" | "fallback" | "trial") => {
    const route = routeOf(choice);
    const key = placeKey(route);
    const known = routes.get(key) ?? { key, route, tasks: [] };
    if (!known.tasks.some((each) => each.task === task)) known.tasks.push({ task, role });
    routes.set(key, known);
  };
  const tasks = configuration === null ? [] : knownTasks(configuration);
  for (const { task, entry } of tasks) add(entry.primary, task, "primary");
  for (const { task, challenger } of trials) add(challenger, task, "trial");
  for (const { task, entry } of tasks) for (const fallback of entry.fallbacks) add(fallback, task, "fallback");
  return [...routes.values()];
}

/** The tasks of which a route is the first choice. */
export function primaryTasks({ tasks }: Pick<WatchedRoute, "tasks">): TaskName[] {
  return tasks.filter(({ role }) => role === "primary").map(({ task }) => task);
}
