import semver from "semver";
import { configurationSchemaVersion } from "../domain/configuration.ts";
import { CorruptConfigurationError, UnsupportedConfigurationError } from "./errors.ts";

export type ConfigurationDocument = Record<string, unknown>;

/** Brings a document of one major version to the next. */
export interface Migration {
  /** The major version that it reads. */
  from: number;
  migrate(document: ConfigurationDocument): ConfigurationDocument;
}

/** Version 1 is the first, so there is nothing to migrate from yet. */
export const migrations: readonly Migration[] = [];

function majorOf(document: ConfigurationDocument, name: string): number {
  const version = semver.parse(typeof document.schemaVersion === "string" ? document.schemaVersion : null);
  if (version !== null) return version.major;
  throw new CorruptConfigurationError(`${name} is not valid: its schemaVersion is not a version such as "1.0.0".`);
}

function step(
  document: ConfigurationDocument,
  from: number,
  table: readonly Migration[],
): ConfigurationDocument | null {
  const migration = table.find((each) => each.from === from);
  return migration === undefined ? null : { ...migration.migrate(document), schemaVersion: `${from + 1}.0.0` };
}

/**
 * The document in the major version that this program writes; one of that version already is returned as it is.
 * Throws an `UnsupportedConfigurationError` for a newer one, and for an older one that the table leads nowhere from.
 */
export function migrateDocument(
  document: ConfigurationDocument,
  { name, table }: { name: string; table: readonly Migration[] },
): ConfigurationDocument {
  const wanted = semver.major(configurationSchemaVersion);
  const version = String(document.schemaVersion);
  let major = majorOf(document, name);
  if (major > wanted) {
    throw new UnsupportedConfigurationError(
      `${name} has schema version ${version}, and this program reads up to ${wanted}.x. Update Modelvane.`,
    );
  }
  let migrated = document;
  for (; major < wanted; major += 1) {
    const next = step(migrated, major, table);
    if (next === null) {
      throw new UnsupportedConfigurationError(
        `${name} has schema version ${version}, which this program can no longer read. Open it once with an older Modelvane.`,
      );
    }
    migrated = next;
  }
  return migrated;
}
