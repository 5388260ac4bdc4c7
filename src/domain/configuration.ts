import { z } from "zod";
import { choiceSchema } from "./route.ts";

/** The version of the file's format that this program writes (semantic versioning). */
export const configurationSchemaVersion = "1.0.0";

const trialSchema = z.looseObject({
  route: choiceSchema,
  share: z.number().min(0).max(1),
  since: z.iso.datetime(),
});

export const taskConfigurationSchema = z.looseObject({
  primary: choiceSchema,
  fallbacks: z.array(choiceSchema).default([]),
  trial: trialSchema.nullable().default(null),
  since: z.iso.datetime(),
  reason: z.string(),
});

/** What serves one task: the first choice, what to try after it, and why. */
export type TaskConfiguration = z.infer<typeof taskConfigurationSchema>;

/** config/models.json. Unknown keys are kept, at every level, so that a rewrite loses nothing that others put there. */
export const configurationSchema = z.looseObject({
  $schema: z.string().default("./models.schema.json"),
  schemaVersion: z.string(),
  revision: z.int().min(0),
  generatedAt: z.iso.datetime(),
  tasks: z.record(z.string(), taskConfigurationSchema),
  intents: z.record(z.string(), z.array(z.string())),
});

export type Configuration = z.infer<typeof configurationSchema>;
