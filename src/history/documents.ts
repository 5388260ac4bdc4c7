import type { Clock } from "../shared/clock.ts";
import type { FileSystem } from "../shared/file-system.ts";

/** What every document under history/ needs. */
export interface DocumentDependencies {
  /** The folder that holds `history/`. */
  home: string;
  fileSystem: FileSystem;
  clock: Clock;
  logger?: { warn(message: string): void };
}
