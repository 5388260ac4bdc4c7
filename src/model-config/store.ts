import type { Configuration } from "../domain/configuration.ts";
import type { HistoryEntry } from "../domain/history.ts";
import type { Clock } from "../shared/clock.ts";
import { toFileError } from "../shared/file-fault.ts";
import type { FileSystem } from "../shared/file-system.ts";
import { type Backups, createBackups } from "./backups.ts";
import { hashOf, parseConfiguration } from "./configuration-file.ts";
import { createJournal, type Journal } from "./journal.ts";
import { type Migration, migrations as realMigrations } from "./migration.ts";
import { type ConfigurationPaths, configurationPaths } from "./paths.ts";

/** What the repository needs of the history: its entries are told apart by id. */
export interface HistoryWriter {
  append(entry: HistoryEntry): Promise<void>;
  has(id: string): Promise<boolean>;
}

export interface ConfigurationRepositoryOptions {
  /** The folder that holds `config/` and `history/`. */
  home: string;
  fileSystem: FileSystem;
  clock: Clock;
  history: HistoryWriter;
  /** How many revisions are kept. */
  revisionLimit: () => Promise<number> | number;
  logger: { warn(message: string): void };
  /** From older major versions of the file's format. */
  migrations?: readonly Migration[];
}

/** The repository's parts, as its operations share them. */
export interface Store extends Omit<ConfigurationRepositoryOptions, "home" | "migrations"> {
  paths: ConfigurationPaths;
  backups: Backups;
  journal: Journal;
  parse(text: string, name: string): Configuration;
}

/** Puts the parts together over a home folder; opens nothing yet. */
export function createStore({ home, migrations = realMigrations, ...options }: ConfigurationRepositoryOptions): Store {
  const { fileSystem, clock, logger } = options;
  const paths = configurationPaths(home);
  return {
    ...options,
    paths,
    backups: createBackups({ folder: paths.backupFolder, fileSystem, clock, logger }),
    journal: createJournal({ path: paths.journal, fileSystem }),
    parse: (text, name) => parseConfiguration(text, { name, migrations }),
  };
}

/** A person's editor may write in place: after this, a file that was invalid is looked at again before it counts. */
export const secondLookMs = 100;

/** What stands in config/models.json. */
export interface PresentConfiguration {
  configuration: Configuration;
  text: string;
  hash: string;
}

/** The file's text, or null where there is none. Throws a `UserFacingError` where it cannot be read. */
export function readPresentText({ fileSystem, paths }: Store): string | null {
  try {
    return fileSystem.readText(paths.configuration);
  } catch (error) {
    throw toFileError(error, `${paths.configuration} could not be read`);
  }
}

/** What stands; null where there is no file. Throws a `UserFacingError` for a file that cannot be used. */
export function readPresent(store: Store): PresentConfiguration | null {
  const text = readPresentText(store);
  if (text === null) return null;
  return { configuration: store.parse(text, store.paths.configuration), text, hash: hashOf(text) };
}
