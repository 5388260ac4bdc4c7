import type { Candidate, ServedRoute } from "../domain/candidate.ts";
import type { TaskConfiguration } from "../domain/configuration.ts";
import { type TaskRanking, unreadSource } from "../domain/evaluation.ts";
import { type Choice, chatInterface, isSameModel } from "../domain/route.ts";
import { canServe, type TaskName, taskOf } from "../domain/task.ts";
import type { Pin } from "../policy.ts";

export interface PinOptions {
  pin: Pin;
  task: TaskName;
  incumbent: TaskConfiguration | null;
  /** Null where nothing was listed. */
  ranking: TaskRanking | null;
  /** The pinned model as its source has it, where it was looked up by itself. */
  candidate?: Candidate | null;
}

/** The provider whose models are made for single tasks; elsewhere, such a task is one that a chat model does. */
const hub = "huggingface";

/** The interface of a pinned model of which nothing is known: chat, or, of a hub's model, the task's first. */
function defaultInterface({ task, pin }: PinOptions): string {
  const { interfaces } = taskOf(task);
  const isChat = pin.provider !== hub && interfaces.some(({ kind }) => kind === "chat");
  const [first] = interfaces;
  if (isChat) return chatInterface;
  return first === undefined || first.kind === "chat" ? chatInterface : first.pipeline;
}

/** The ways to reach the pinned model that a listing shows: by its host if it names one that is listed. */
function listedRoutes({ pin, task, ranking, candidate = null }: PinOptions): readonly ServedRoute[] {
  const evaluation = ranking?.find(pin);
  const known = evaluation?.candidate ?? candidate;
  if (!known) return [];
  const serving = known.routes.filter((route) => canServe(taskOf(task), route));
  const live = serving.filter(({ status, isAdapter }) => status === "live" && !isAdapter);
  const [routes = []] = [evaluation?.usableRoutes ?? [], live, serving].filter((each) => each.length > 0);
  const onHost = routes.filter((route) => pin.host === null || route.host === pin.host);
  return onHost.length > 0 ? onHost : routes;
}

/** Whether the word of the pinned model's source counts. */
function isProven({ pin, ranking, candidate = null }: PinOptions): boolean {
  if (candidate !== null) return true;
  return ranking?.status === "complete" && unreadSource(ranking, pin.provider) === undefined;
}

/**
 * The choice that a pin asks for: its host if it names one, otherwise the provider's own choice of host. A person's
 * word counts, so neither score nor listing is asked; a listing only tells how the model is spoken to. An entry that
 * already is that choice is returned itself.
 */
export function pinnedChoice(options: PinOptions): Choice {
  const { pin, incumbent } = options;
  const current = incumbent?.primary;
  const routes = listedRoutes(options);
  const isPinned = current && current.origin === "pin" && isSameModel(current, pin) && current.host === pin.host;
  // Only a complete listing can say that the model is not spoken to in this way.
  const isUnproven = routes.length === 0 || !isProven(options);
  const isSpoken = isUnproven || routes.some((route) => route.interface === current?.interface);
  if (isPinned && isSpoken) return current;
  const known = [current, ...(incumbent?.fallbacks ?? [])].find((choice) => choice && isSameModel(choice, pin));
  const [listed] = routes;
  return {
    provider: pin.provider,
    model: pin.model,
    version: listed?.version ?? known?.version ?? null,
    host: pin.host,
    interface: listed?.interface ?? known?.interface ?? defaultInterface(options),
    score: null,
    origin: "pin",
    verifiedAt: null,
  };
}
