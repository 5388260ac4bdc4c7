import { isSameModel, type ModelIdentity } from "../../domain/route.ts";
import type { TaskName } from "../../domain/task.ts";
import { taskPolicyOf } from "../../policy.ts";
import { waitingModels } from "../approve.ts";
import type { PipelineDependencies } from "../dependencies.ts";

type Wishes = Pick<PipelineDependencies, "policy" | "quarantine">;

/** Whether the policy pins a task, which the configuration follows with the next update alone. */
export async function isPinnedByPolicy(task: TaskName, { policy }: Pick<Wishes, "policy">): Promise<boolean> {
  return taskPolicyOf(await policy.read(), task).pin !== null;
}

/**
 * Why a model that was good enough once is not to serve a task by now, as a clause; null where it may. Rejects where the
 * policy or the models that wait cannot be read.
 */
export async function whyUnwanted(task: TaskName, route: ModelIdentity, wishes: Wishes): Promise<string | null> {
  const policy = await wishes.policy.read();
  const { model } = route;
  if ([...policy.ignore, ...taskPolicyOf(policy, task).ignore].includes(model)) {
    return `the policy ignores ${model} now`;
  }
  const isWaiting = (await waitingModels(wishes)).some((each) => isSameModel(each, route));
  return isWaiting ? `${model} waits for a person` : null;
}
