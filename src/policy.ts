import { z } from "zod";
import { presetNames } from "./domain/preset.ts";
import { taskNames } from "./domain/task.ts";
import { isCronExpression, isTimeZone } from "./shared/cron.ts";

const cron = (fallback: string, what: string) =>
  z
    .string()
    .refine(isCronExpression, { error: 'expected a cron expression such as "0 3 * * *"' })
    .default(fallback)
    .describe(what);

const scheduleSchema = z.strictObject({
  update: cron("0 3 * * *", "When models are looked up and the configuration is renewed."),
  availability: cron("*/30 * * * *", "When it is checked that what is configured is still served."),
  speed: cron("0 */6 * * *", "When the speed of what is configured is measured."),
  drift: cron("0 4 * * *", "When it is checked that what is configured is still what it was."),
  cleanup: cron("30 4 * * *", "When old records are removed."),
  digest: cron("0 9 * * *", "When the day is summed up in Telegram, where that is wanted."),
  timeZone: z
    .string()
    .refine(isTimeZone, { error: 'expected the name of a time zone such as "Europe/Lisbon"' })
    .default("UTC"),
  runOnStart: z.boolean().default(false).describe("Whether every start of the service runs an update."),
});

const percentage = (fallback: number) => z.number().min(0).max(100).default(fallback);

const weightsSchema = z
  .strictObject({
    popularity: percentage(30),
    performance: percentage(35),
    recency: percentage(15),
    compatibility: percentage(20),
  })
  .refine((weights) => Object.values(weights).some((weight) => weight > 0), {
    error: "expected at least one weight above 0",
  })
  .describe("How much each criterion counts. Only the proportions matter.");

const pinSchema = z.strictObject({
  provider: z.string().min(1).default("huggingface"),
  model: z.string().min(1),
  host: z.string().min(1).nullable().default(null),
});

const taskPolicySchema = z.strictObject({
  enabled: z.boolean().default(true).describe("A task that is not enabled is dropped from the configuration."),
  pin: pinSchema.nullable().default(null).describe("This model serves the task, whatever its score."),
  ignore: z.array(z.string()).default([]).describe("Model ids that are never chosen for the task."),
});

/** Addresses are shown in messages, and calls would go out without it. */
function holdsNoPassword(address: string): boolean {
  const url = URL.parse(address);
  return url === null || (url.username === "" && url.password === "");
}

const providerSchema = z.strictObject({
  kind: z.string().optional().describe("Needed where the name is not itself a kind of provider."),
  enabled: z.boolean().default(true),
  baseUrl: z
    .url({ protocol: /^https?$/, error: "expected an address such as http://127.0.0.1:8000/v1" })
    .refine(holdsNoPassword, {
      error: "expected an address without a user name or a password; a key's variable is named by apiKeyEnv",
    })
    .optional(),
  apiKeyEnv: z
    .string()
    .regex(/^[A-Z_][A-Z0-9_]*(?:KEY|TOKEN|SECRET)$/, {
      error: "expected the name of an environment variable that ends in KEY, TOKEN or SECRET, so that it stays hidden",
    })
    .optional()
    .describe("The name of the environment variable that holds the key."),
  local: z
    .boolean()
    .optional()
    .describe("Whether it runs on machines of your own; by default, where its address is this machine's or Ollama's."),
  keepAlive: z
    .union([z.string().regex(/^-?\d+(?:ms|s|m|h)$/), z.int()])
    .optional()
    .describe('How long Ollama keeps a model in memory after a call, such as "10m"; -1 for ever, 0 not at all.'),
});

const seconds = (fallback: number) => z.number().min(1).max(3_600).default(fallback);

const routingSchema = z.strictObject({
  firstTokenSeconds: seconds(20).describe(
    "How long a model may take until the first word, before the next one is asked.",
  ),
  silenceSeconds: seconds(30).describe("How long an answer may pause half-way, before the next model goes on with it."),
  mediaSeconds: seconds(300).describe("How long pictures, videos and recordings may take."),
  attempts: z.int().min(1).max(20).default(6).describe("How many models are tried for one request at most."),
});

const families = ["Qwen", "DeepSeek", "Mistral", "Llama", "Phi", "Gemma", "Falcon", "StarCoder"];
/** A hundred years: beyond that, dates cannot be told any more. */
const mostDays = 36_500;
const days = (fallback: number) => z.number().min(0).max(mostDays).default(fallback);
const count = (fallback: number, minimum = 0) => z.int().min(minimum).default(fallback);

const telegramSchema = z.strictObject({
  groups: z.array(z.int()).default([]).describe("Ids of the groups in which administrators may use the bot."),
  dailyDigest: z.boolean().default(false).describe("Whether the day is summed up once a day, at `schedule.digest`."),
});

const dailyCost = (fallback: number) => z.number().min(0).max(100_000).nullable().default(fallback);

const chatSchema = z.strictObject({
  people: z.array(z.int()).default([]).describe('Telegram ids of the people who may chat where access is "listed".'),
  groups: z.array(z.int()).default([]).describe('Ids of groups in which everybody may chat where access is "listed".'),
  memory: z
    .boolean()
    .default(true)
    .describe("Whether conversations are kept, so that a question can build on what was said. People can refuse."),
  memoryTokens: count(8_000).describe("How many tokens of a conversation go along with a question at most."),
  messagesPerMinute: z.int().min(1).max(1_000).default(20).describe("How much one person may ask."),
  maximumDailyCostPerPerson: dailyCost(1).describe("In USD, as far as prices are known; null for no limit."),
  maximumDailyCost: dailyCost(10).describe("In USD of all who chat, as far as prices are known; null for no limit."),
});

const verificationSchema = z.strictObject({
  enabled: z.boolean().default(true).describe("Whether the best models are called before one is chosen."),
  candidates: z.int().min(1).max(10).default(3).describe("How many of the best are called for each task."),
  budget: z
    .number()
    .min(0)
    .max(1_000)
    .nullable()
    .default(null)
    .describe(
      "USD a run. Null: one question a model, without the longer set of questions that tells good from better.",
    ),
  calls: z.int().min(1).max(10_000).default(1_000).describe("Calls a run at the most."),
  seconds: z.number().min(1).max(3_600).default(600).describe("How long a run may spend on calls."),
  unverified: z
    .enum(["never", "if-nothing-else", "always"])
    .default("if-nothing-else")
    .describe(
      "Whether a model may be chosen that could not be called: by default only where none of the called will do.",
    ),
});

const steadinessSchema = z.strictObject({
  misses: count(2, 1).describe("In how many listings in a row a model has to be missing before it is replaced."),
  changesPerRun: count(10, 1).describe(
    "How many tasks may get a better model in one run; what has failed is always replaced.",
  ),
  changesPerMonth: count(4, 1).describe("How often one task may get a better model in 30 days."),
});

/** A time of day, "22:00". */
const timeOfDay = (fallback: string) =>
  z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { error: 'expected a time of day such as "22:00"' })
    .default(fallback);

const watchingSchema = z.strictObject({
  enabled: z.boolean().default(true).describe("Whether what is configured is watched between updates."),
  dailyBudget: z
    .number()
    .min(0)
    .max(1_000)
    .default(0.002)
    .describe("USD a day for the calls that watching makes; what costs nothing goes on without it."),
  worseBy: z
    .number()
    .min(1)
    .max(100)
    .default(10)
    .describe("By how many points of success in 100 a new choice is clearly worse than what it has replaced."),
  answers: count(200, 20).describe("After so many answers of people a probation or a trial is decided at the latest."),
  undecidedDays: count(14, 1).describe(
    "After so many days with too few answers people are told that it is still open.",
  ),
  trialShare: z.number().min(1).max(50).default(10).describe("Percentage of a task's conversations that a trial gets."),
  trialMethod: z
    .enum(["fixed", "thompson"])
    .default("fixed")
    .describe("Whether the share stays, or follows what is known of both (Thompson sampling)."),
  quietHours: z
    .strictObject({ from: timeOfDay("22:00"), to: timeOfDay("07:00") })
    .nullable()
    .prefault({})
    .describe("When only what is critical is told; in the schedule's time zone. Null: never quiet."),
});

const guardsSchema = z.strictObject({
  enabled: z.boolean().default(true).describe("Whether what looks like a trap waits for a person's approval."),
  newOwnerDays: days(14).describe("An owner whose first model is younger than this is new."),
  downloadJump: z
    .number()
    .min(2)
    .default(20)
    .describe("So many times the downloads of the time before are a jump that people do not make."),
});

/** config/policy.json: what people decide. Every key has a default, and an unknown key is an error that names it. */
export const policySchema = z.strictObject({
  $schema: z.string().default("./policy.schema.json"),
  preset: z
    .enum(presetNames)
    .default("balanced")
    .describe("Sets the defaults of some keys; what the policy itself says of a key goes before it."),
  schedule: scheduleSchema.prefault({}),
  autoApply: z.boolean().default(true).describe("Whether an update is applied by itself, or waits for `apply`."),
  minimumScore: percentage(60).describe("A model below this score is not chosen."),
  minimumDownloads: count(0).describe("In the last 30 days."),
  margin: z.number().min(0).max(100).default(3).describe("How many points better a challenger has to be."),
  minimumAgeDays: days(3).describe("A model younger than this is not chosen yet."),
  rollbackHoldDays: days(30).describe("How long an update does not choose what was rolled back."),
  fallbacks: z.int().min(0).max(10).default(2).describe("How many models stand behind the first choice of a task."),
  freeOnly: z.boolean().default(false).describe("Keeps only what costs nothing on the free tier."),
  maximumPrice: z.number().min(0).nullable().default(null).describe("USD per million output tokens."),
  allowGated: z.boolean().default(false).describe("Whether models may be chosen that ask for consent on the Hub."),
  allowedLicences: z
    .array(z.string())
    .default(["permissive", "copyleft", "use-restricted"])
    .describe('Classes (permissive, copyleft, use-restricted, non-commercial, unclear) or ids such as "cc-by-nc-4.0".'),
  preferredFamilies: z
    .array(z.string().min(1))
    .default(families)
    .describe("They break ties within the margin, no more."),
  prefer: z
    .array(z.string().min(1))
    .default([])
    .describe('What goes first among those that qualify, in this order: "local", "free", or a provider\'s name.'),
  ignore: z.array(z.string()).default([]).describe("Model ids that are never chosen."),
  approved: z
    .array(z.string())
    .default([])
    .describe("Model ids that a person has looked at, so that no guard holds them."),
  hosts: z.enum(["cheapest", "fastest"]).default("cheapest").describe("Which of a model's hosts goes first."),
  minimumSpeed: z
    .number()
    .min(0)
    .nullable()
    .default(null)
    .describe("Tokens a second of a chat route; one that is not known to be so fast is not used."),
  verification: verificationSchema.prefault({}),
  steadiness: steadinessSchema.prefault({}),
  guards: guardsSchema.prefault({}),
  watching: watchingSchema.prefault({}),
  routing: routingSchema.prefault({}),
  historyLimit: count(30, 1),
  revisionLimit: count(30, 1),
  retentionDays: count(30, 1).describe("For how many days it is kept what each call took and cost."),
  weights: weightsSchema.prefault({}),
  access: z.enum(["administrators", "listed", "everyone"]).default("administrators").describe("Who may chat."),
  chat: chatSchema.prefault({}),
  telegram: telegramSchema.prefault({}),
  providers: z.record(z.string(), providerSchema).prefault({ huggingface: {}, ollama: {}, replicate: {} }),
  tasks: z.partialRecord(z.enum(taskNames), taskPolicySchema).default({}),
});

export type Policy = z.infer<typeof policySchema>;
export type TaskPolicy = z.infer<typeof taskPolicySchema>;
export type Pin = z.infer<typeof pinSchema>;

const defaultTaskPolicy: TaskPolicy = taskPolicySchema.parse({});

/** The policy of one task, with its defaults. */
export function taskPolicyOf(policy: Policy, task: (typeof taskNames)[number]): TaskPolicy {
  return policy.tasks[task] ?? defaultTaskPolicy;
}
