import type { ServedRoute } from "../domain/candidate.ts";
import type { TaskConfiguration } from "../domain/configuration.ts";
import type { TaskRanking } from "../domain/evaluation.ts";
import { type Choice, chatInterface, isSameModel } from "../domain/route.ts";
import { servesTask, type TaskName, taskOf } from "../domain/task.ts";
import type { Pin } from "../policy.ts";

export interface PinOptions {
  pin: Pin;
  task: TaskName;
  incumbent: TaskConfiguration | null;
  /** Null where nothing was listed. */
  ranking: TaskRanking | null;
}

/** The interface of a pinned model of which nothing is known: the task's first. */
function defaultInterface(task: TaskName): string {
  const [first] = taskOf(task).interfaces;
  return first === undefined || first.kind === "chat" ? chatInterface : first.pipeline;
}

/** The ways to reach the pinned model that a listing shows: by its host if it names one that is listed. */
function listedRoutes({ pin, task, ranking }: PinOptions): readonly ServedRoute[] {
  const evaluation = ranking?.find(pin);
  if (!evaluation) return [];
  const { candidate, usableRoutes } = evaluation;
  const serving = candidate.routes.filter((route) => servesTask(taskOf(task), route.interface));
  const routes = usableRoutes.length > 0 ? usableRoutes : serving;
  const onHost = routes.filter((route) => pin.host === null || route.host === pin.host);
  return onHost.length > 0 ? onHost : routes;
}

/**
 * The choice that a pin asks for: its host if it names one, otherwise the provider's own choice of host. A person's
 * word counts, so neither score nor listing is asked; a listing only tells how the model is spoken to. An entry that
 * already is that choice is returned itself.
 */
export function pinnedChoice(options: PinOptions): Choice {
  const { pin, task, incumbent } = options;
  const current = incumbent?.primary;
  const routes = listedRoutes(options);
  const isPinned = current && current.origin === "pin" && isSameModel(current, pin) && current.host === pin.host;
  // Only a complete listing can say that the model is not spoken to in this way.
  const isUnproven = routes.length === 0 || options.ranking?.status !== "complete";
  const isSpoken = isUnproven || routes.some((route) => route.interface === current?.interface);
  if (isPinned && isSpoken) return current;
  const known = [current, ...(incumbent?.fallbacks ?? [])].find((choice) => choice && isSameModel(choice, pin));
  const [listed] = routes;
  return {
    provider: pin.provider,
    model: pin.model,
    version: listed?.version ?? known?.version ?? null,
    host: pin.host,
    interface: listed?.interface ?? known?.interface ?? defaultInterface(task),
    score: null,
    origin: "pin",
    verifiedAt: null,
  };
}
