import { createHash } from "node:crypto";
import { z } from "zod";
import { configurationSchema, taskConfigurationSchema } from "./configuration.ts";
import { taskActions } from "./history.ts";
import { choiceSchema } from "./route.ts";

export const taskDecisionSchema = z.object({
  task: z.string(),
  action: z.enum(taskActions),
  from: choiceSchema.nullable(),
  to: choiceSchema.nullable(),
  reason: z.string(),
  discovered: z.int(),
  qualified: z.int(),
  /** The task's new entry; null where it is dropped, or was never there. */
  next: taskConfigurationSchema.nullable(),
  /** Whether the task's entry becomes another one (a kept primary can get other fallbacks). */
  isChange: z.boolean(),
});

/** What a plan does with one task, and why. */
export type TaskDecision = z.infer<typeof taskDecisionSchema>;

export const planSchema = z.object({
  hash: z.string(),
  /** The hash of the configuration that the plan was made from; null where there was none. */
  baseHash: z.string().nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  decisions: z.array(taskDecisionSchema),
  configuration: configurationSchema,
  discovered: z.int(),
  qualified: z.int(),
  errors: z.array(z.string()),
});

/** What an update would do, bound to the configuration that it was made from. */
export type Plan = z.infer<typeof planSchema>;

/** For `JSON.stringify`: a file that is read again may hold its keys in another order. */
function withSortedKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The name of a plan: 16 hex digits of the sha256 of all that is in it, what it would write above all. */
export function hashPlan({ hash: _hash, ...content }: Omit<Plan, "hash"> & { hash?: string }): string {
  return createHash("sha256").update(JSON.stringify(content, withSortedKeys)).digest("hex").slice(0, 16);
}
