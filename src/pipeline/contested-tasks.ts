import type { TaskName } from "../domain/task.ts";
import { makePlan, type PlanOptions } from "../planning/make-plan.ts";

/**
 * The tasks of which something would change, or that wait for something, if every model kept what its listing promises.
 * Where that changes nothing, calls to more than what serves would cost money and show nothing of use.
 */
export function contestedTasks(facts: Omit<PlanOptions, "errors" | "describe">): Set<TaskName> {
  const { policy } = facts;
  const trusting = { ...policy, verification: { ...policy.verification, enabled: false } };
  const { decisions } = makePlan({ ...facts, policy: trusting, errors: [] });
  const contested = decisions.filter(({ isChange, action }) => isChange || action === "hold");
  return new Set(contested.map(({ task }) => task as TaskName));
}
