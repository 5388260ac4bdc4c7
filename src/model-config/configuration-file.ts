import { createHash } from "node:crypto";
import { z } from "zod";
import { type Configuration, configurationSchema } from "../domain/configuration.ts";
import { UserFacingError } from "../domain/errors.ts";
import { parseJson } from "../shared/json-document.ts";
import { describeIssue } from "../shared/validation.ts";
import { CorruptConfigurationError } from "./errors.ts";
import { type Migration, migrateDocument } from "./migration.ts";

const documentSchema = z.record(z.string(), z.unknown());

/** Sha256 of a file's bytes, in hex. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** The bytes of a revision. */
export function serializeConfiguration(configuration: Configuration): string {
  return `${JSON.stringify(configuration, null, 2)}\n`;
}

/**
 * Reads a revision's text; `name` stands in the messages. Throws a `CorruptConfigurationError` for what is not a
 * configuration, and an `UnsupportedConfigurationError` for a format that this program does not read.
 */
export function parseConfiguration(
  text: string,
  { name, migrations }: { name: string; migrations: readonly Migration[] },
): Configuration {
  const found = parseJson(text, documentSchema);
  if (found.kind === "corrupt") throw new CorruptConfigurationError(`${name} is not valid: ${found.reason}.`);
  const migrated = migrateDocument(found.value, { name, table: migrations });
  const parsed = configurationSchema.safeParse(migrated, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new CorruptConfigurationError(`${name} is not valid: ${parsed.error.issues.map(describeIssue).join("; ")}.`);
}

/** Checks a configuration before it is written. Throws a `UserFacingError` that names every fault's path. */
export function checkConfiguration(configuration: Configuration): void {
  const parsed = configurationSchema.safeParse(configuration, { reportInput: true });
  if (parsed.success) return;
  const faults = parsed.error.issues.map(describeIssue).join("; ");
  throw new UserFacingError(`The new configuration is not valid, so nothing was written: ${faults}.`);
}
