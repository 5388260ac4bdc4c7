import { join } from "node:path";

/** Where the configuration, its backups and its journal stand. */
export interface ConfigurationPaths {
  configFolder: string;
  historyFolder: string;
  backupFolder: string;
  configuration: string;
  journal: string;
  lock: string;
}

/** The paths below a home folder. */
export function configurationPaths(home: string): ConfigurationPaths {
  const configFolder = join(home, "config");
  const historyFolder = join(home, "history");
  return {
    configFolder,
    historyFolder,
    backupFolder: join(historyFolder, "backups"),
    configuration: join(configFolder, "models.json"),
    journal: join(historyFolder, "journal.jsonl"),
    lock: join(historyFolder, "commit.lock"),
  };
}
