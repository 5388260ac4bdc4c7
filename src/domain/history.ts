import { z } from "zod";
import { choiceSchema } from "./route.ts";

/** How a run ended. `failed` runs change nothing. */
export const outcomes = ["applied", "planned", "unchanged", "dry-run", "failed"] as const;
export type Outcome = (typeof outcomes)[number];

/** What a plan does with a task. */
export const taskActions = ["keep", "replace", "add", "hold", "drop"] as const;
export type TaskAction = (typeof taskActions)[number];

/** The action that the history names; one that this version does not know counts as a replacement. */
export function readAction(action: string): TaskAction {
  return taskActions.find((each) => each === action) ?? "replace";
}

export const changeSchema = z.looseObject({
  task: z.string(),
  action: z.string(),
  from: choiceSchema.nullable(),
  to: choiceSchema.nullable(),
  reason: z.string(),
});

/** One task's change in a run. */
export type Change = z.infer<typeof changeSchema>;

export const historyEntrySchema = z.looseObject({
  id: z.string(),
  at: z.iso.datetime(),
  kind: z.enum(["update", "rollback", "seed", "apply", "pin", "recovery", "repair", "trial"]),
  success: z.boolean(),
  outcome: z.enum(outcomes),
  /** "schedule", "command line", "start", "watch" (what is done between updates by itself), or "telegram:USER_ID". */
  trigger: z.string(),
  /** The revision that stood when the run had ended; null where there was none. */
  revision: z.int().nullable(),
  discovered: z.int(),
  qualified: z.int(),
  /** How many tasks got another entry. */
  updated: z.int(),
  changes: z.array(changeSchema),
  errors: z.array(z.string()),
  /** In an update, the caps of ours that were reached. */
  caps: z.array(z.string()).optional(),
  /** In a rollback, the revision whose state was brought back. */
  restored: z.int().optional(),
  /** In a rollback, the one task that it was for; null for all. */
  restoredTask: z.string().nullable().optional(),
  /** In an update or the applying of a stored plan, the plan that was stored or applied. */
  planHash: z.string().optional(),
});

/** One line of history/updates.json: one run, whatever became of it. */
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

/** Who or what began a run, as a sentence says it: "by the schedule", "by Telegram user 42". */
export function describeTrigger(trigger: string): string {
  const person = /^telegram:(-?\d+)$/.exec(trigger);
  if (person) return `by Telegram user ${person[1]}`;
  if (trigger === "start") return "at a start of the service";
  if (trigger === "watch") return "by the watch";
  return trigger === "schedule" ? "by the schedule" : `by ${trigger === "command line" ? "the command line" : trigger}`;
}
