import { UserFacingError } from "../domain/errors.ts";
import type { Plan } from "../domain/plan.ts";
import type { TaskName } from "../domain/task.ts";
import type { IgnoredModel } from "../local-policy/edits.ts";
import type { PolicyChange } from "../local-policy/policy-history.ts";
import { type Policy, taskPolicyOf } from "../policy.ts";
import { messageOf } from "../shared/file-fault.ts";
import type { PipelineDependencies } from "./dependencies.ts";

export interface IgnoreRequest {
  /** The model's id. */
  model: string;
  /** Null for all tasks. */
  task: TaskName | null;
  trigger: string;
}

type IgnoreDependencies = Pick<PipelineDependencies, "policy" | "localPolicy" | "plans" | "logger">;

function scopeOf(task: TaskName | null): string {
  return task ?? "every task";
}

/** What the policy ignores, wherever it says so: for all tasks first. */
export function ignoredModels(policy: Policy): IgnoredModel[] {
  const everywhere = policy.ignore.map((model): IgnoredModel => ({ model, task: null }));
  const named = Object.keys(policy.tasks) as TaskName[];
  const each = named.flatMap((task) =>
    taskPolicyOf(policy, task).ignore.map((model): IgnoredModel => ({ model, task })),
  );
  return [...everywhere, ...each];
}

/** The tasks for which a model is ignored; null among them stands for all. */
async function scopesOf(model: string, { policy }: IgnoreDependencies): Promise<(TaskName | null)[]> {
  return ignoredModels(await policy.read())
    .filter((each) => each.model === model)
    .map(({ task }) => task);
}

/** Whether a stored plan would put the model where a person no longer wants it. */
function bringsIn({ decisions }: Plan, { model, task }: IgnoreRequest): boolean {
  return decisions.some(
    ({ isChange, next, task: planned }) =>
      isChange &&
      (task === null || planned === task) &&
      [next?.primary, ...(next?.fallbacks ?? [])].some((choice) => choice?.model === model),
  );
}

/** Puts the plans away that would bring the model in: applying one would undo a person's word. */
async function dropPlans(request: IgnoreRequest, { plans, logger }: IgnoreDependencies): Promise<void> {
  try {
    for (const plan of await plans.list()) if (bringsIn(plan, request)) await plans.remove(plan.hash);
  } catch (error) {
    logger.warn(`A stored plan may still bring ${request.model} in: ${messageOf(error)}`);
  }
}

/** From now on no update chooses the model, and no stored plan brings it in. Rejects with a `UserFacingError` where that is so already. */
export async function ignoreModel(request: IgnoreRequest, dependencies: IgnoreDependencies): Promise<PolicyChange> {
  const { model, task, trigger } = request;
  const scopes = await scopesOf(model, dependencies);
  const covering = scopes.find((scope) => scope === null || scope === task);
  if (covering === undefined) {
    const change = await dependencies.localPolicy.setIgnored({ model, task }, true, trigger);
    await dropPlans(request, dependencies);
    if (change.changes.length > 0) return change;
  }
  throw new UserFacingError(`${model} is already ignored for ${scopeOf(covering === undefined ? task : covering)}.`);
}

/** Updates may choose the model again. Rejects with a `UserFacingError` where it is not ignored in this way. */
export async function unignoreModel(
  { model, task, trigger }: IgnoreRequest,
  dependencies: IgnoreDependencies,
): Promise<PolicyChange> {
  const change = await dependencies.localPolicy.setIgnored({ model, task }, false, trigger);
  if (change.changes.length > 0) return change;
  const scopes = await scopesOf(model, dependencies);
  if (scopes.length === 0) throw new UserFacingError(`${model} is not ignored, so there is nothing to undo.`);
  const elsewhere = scopes.map(scopeOf).join(", ");
  throw new UserFacingError(
    `${model} is ignored for ${elsewhere}, not for ${scopeOf(task)} as such: end it in the same way.`,
  );
}
