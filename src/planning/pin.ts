import type { TaskConfiguration } from "../domain/configuration.ts";
import type { TaskRanking } from "../domain/evaluation.ts";
import { type Choice, chatInterface, isSameModel } from "../domain/route.ts";
import { type TaskName, taskOf } from "../domain/task.ts";
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

/**
 * The choice that a pin asks for: its host if it names one, otherwise the provider's own choice of host. A person's
 * word counts, so neither score nor listing is asked. An entry that already is that choice is returned itself.
 */
export function pinnedChoice({ pin, task, incumbent, ranking }: PinOptions): Choice {
  const current = incumbent?.primary;
  if (current && current.origin === "pin" && isSameModel(current, pin) && current.host === pin.host) return current;
  const known = [current, ...(incumbent?.fallbacks ?? [])].find((choice) => choice && isSameModel(choice, pin));
  const listed = ranking?.find(pin)?.usableRoutes.find((route) => pin.host === null || route.host === pin.host);
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
