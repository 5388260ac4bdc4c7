import { UserFacingError } from "../domain/errors.ts";
import type { QuarantinedModel } from "../domain/quarantine.ts";
import { isTaskName } from "../domain/task.ts";
import type { PolicyChange } from "../local-policy/policy-history.ts";
import { type Policy, taskPolicyOf } from "../policy.ts";
import type { PipelineDependencies } from "./dependencies.ts";

export interface ApprovalRequest {
  /** The model's id. */
  model: string;
  trigger: string;
}

type ApprovalDependencies = Pick<PipelineDependencies, "policy" | "localPolicy">;

/** From now on no guard holds the model. Rejects with a `UserFacingError` where that is so already. */
export async function approveModel(
  { model, trigger }: ApprovalRequest,
  { localPolicy }: ApprovalDependencies,
): Promise<PolicyChange> {
  const change = await localPolicy.setApproved(model, true, trigger);
  if (change.changes.length > 0) return change;
  throw new UserFacingError(`${model} is already approved.`);
}

/** The guards look at the model again. Rejects with a `UserFacingError` where it is not approved. */
export async function unapproveModel(
  { model, trigger }: ApprovalRequest,
  { localPolicy }: ApprovalDependencies,
): Promise<PolicyChange> {
  const change = await localPolicy.setApproved(model, false, trigger);
  if (change.changes.length > 0) return change;
  throw new UserFacingError(`${model} is not approved, so there is nothing to undo.`);
}

/** Whether a person has said of a model, for all the tasks that would have it, that it is never to be chosen. */
function isIgnored({ model, tasks }: QuarantinedModel, policy: Policy): boolean {
  if (policy.ignore.includes(model)) return true;
  const ignoring = tasks.filter((task) => isTaskName(task) && taskPolicyOf(policy, task).ignore.includes(model));
  return tasks.length > 0 && ignoring.length === tasks.length;
}

/** The models that wait for a person by the policy that counts now. */
export async function waitingModels({
  policy,
  quarantine,
}: Pick<PipelineDependencies, "policy" | "quarantine">): Promise<QuarantinedModel[]> {
  const read = await policy.read();
  if (!read.guards.enabled) return [];
  const waiting = await quarantine.list();
  return waiting.filter((each) => !read.approved.includes(each.model) && !isIgnored(each, read));
}
