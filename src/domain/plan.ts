import { createHash } from "node:crypto";
import { z } from "zod";
import { configurationSchema, taskConfigurationSchema } from "./configuration.ts";
import { taskActions } from "./history.ts";
import { choiceSchema } from "./route.ts";
import { verdictOutcomes } from "./verification.ts";

const share = z.number().nullable();

const verdictFactsSchema = z.object({
  outcome: z.enum(verdictOutcomes),
  reason: z.string(),
  graded: z.object({ asked: z.int(), right: z.int() }).nullable(),
  firstTokenMs: z.number().nullable(),
  tokensPerSecond: z.number().nullable(),
  /** USD nanos of all its calls. */
  costUsdNanos: z.number().nullable(),
});

/** What was proved of a choice when a plan was made. */
export type VerdictFacts = z.infer<typeof verdictFactsSchema>;

const choiceFactsSchema = z.object({
  /** 0 to 100, to one decimal. */
  score: z.number(),
  /** 0 to 1: how much is known. */
  confidence: z.number(),
  /** By criterion, 0 to 100; null where nothing is known. */
  components: z.object({ popularity: share, performance: share, recency: share, compatibility: share }),
  /** USD micros per million tokens. */
  inputPrice: z.number().nullable(),
  /** USD micros per million tokens. */
  outputPrice: z.number().nullable(),
  isFree: z.boolean().nullable(),
  firstTokenMs: z.number().nullable(),
  tokensPerSecond: z.number().nullable(),
  /** Tokens. */
  contextLength: z.number().nullable(),
  licence: z.string().nullable(),
  parameters: z.number().nullable(),
  createdAt: z.iso.datetime().nullable(),
  /** How good it is thought to be, of 100, and the ends of the interval that most likely holds the truth. */
  ability: z.object({ value: z.number(), low: z.number(), high: z.number() }).optional(),
  /** The facts behind the score, as phrases. */
  evidence: z.array(z.string()),
  /** What live calls have proved of it; null where it was not called. */
  verdict: verdictFactsSchema.nullable().optional(),
});

/** What was known of a choice when a plan was made, for people to judge by. A fact that is null is unknown. */
export type ChoiceFacts = z.infer<typeof choiceFactsSchema>;

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
  /** The points by which a better model takes the place of one that was fine; absent where nothing of the kind is done. */
  gain: z.number().optional(),
  /** Better ones, by what is listed of them, that were not taken, and why: the best first. */
  passedOver: z.array(z.object({ model: z.string(), reason: z.string() })).optional(),
  /** Of the choices before and after, where something changes or is held; null for one that no listing has named. */
  facts: z.object({ from: choiceFactsSchema.nullable(), to: choiceFactsSchema.nullable() }).optional(),
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
