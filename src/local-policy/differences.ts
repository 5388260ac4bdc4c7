import { isDeepStrictEqual } from "node:util";
import { taskNames } from "../domain/task.ts";
import { type Policy, taskPolicyOf } from "../policy.ts";
import type { PolicyChange } from "./policy-history.ts";

type Differences = PolicyChange["changes"];
type Json = Differences[number]["from"];

/** Whether it is an object of a document, whose keys are compared one by one. */
export function isSection(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A pin is one decision, although it has three keys. */
export function isOneDecision(path: string): boolean {
  return path.endsWith(".pin");
}

function compare(path: string, before: unknown, after: unknown): Differences {
  if (isDeepStrictEqual(before, after)) return [];
  if (isOneDecision(path) || !isSection(before) || !isSection(after))
    return [{ path, from: (before ?? null) as Json, to: (after ?? null) as Json }];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => compare(path === "" ? key : `${path}.${key}`, before[key], after[key]));
}

/** The policy with every task spelt out, so that a task that is first named now differs in what is said of it alone. */
function spelledOut({ $schema: _schema, ...policy }: Policy): Record<string, unknown> {
  return {
    ...policy,
    tasks: Object.fromEntries(taskNames.map((task) => [task, taskPolicyOf(policy as Policy, task)])),
  };
}

/** What one policy says otherwise than another, by the paths of the keys. Lists and pins differ as a whole. */
export function policyDifferences(before: Policy, after: Policy): Differences {
  return compare("", spelledOut(before), spelledOut(after));
}
