import type { Configuration } from "../domain/configuration.ts";
import { messageOf } from "../shared/file-fault.ts";

/** What is needed of the repository of the configuration. */
export interface ConfigurationSource {
  read(): Promise<{ configuration: Configuration } | null>;
  /** Calls the listener within 100 ms of a change; returns what ends that. */
  subscribe(listener: (configuration: Configuration) => void, onError: (error: unknown) => void): () => void;
}

export interface LiveConfiguration {
  /** The last good one; null where there has been none yet. What it answers never changes: a new one takes its place. */
  current(): Configuration | null;
  /** Calls the listener after each change; returns what ends that. */
  subscribe(listener: (configuration: Configuration) => void): () => void;
  /** Ends the following. */
  close(): void;
}

export interface LiveConfigurationOptions {
  repository: ConfigurationSource;
  logger: { warn(message: string): void };
}

/**
 * The configuration as it stands on the disk, whoever changes it. A file that cannot be used is told once in the log,
 * and the last good configuration goes on serving. Never rejects.
 */
export async function createLiveConfiguration(options: LiveConfigurationOptions): Promise<LiveConfiguration> {
  const { repository, logger } = options;
  const listeners = new Set<(configuration: Configuration) => void>();
  let current: Configuration | null = null;
  let lastWarning: string | null = null;

  function take(configuration: Configuration): void {
    current = configuration;
    lastWarning = null;
    for (const listener of listeners) listener(configuration);
  }

  function warn(error: unknown): void {
    const message = messageOf(error);
    if (message !== lastWarning) logger.warn(`The last good configuration goes on serving: ${message}`);
    lastWarning = message;
  }

  // First of all, so that no change is missed between the reading and the following.
  const close = repository.subscribe(take, warn);
  try {
    const standing = await repository.read();
    current ??= standing?.configuration ?? null;
  } catch (error) {
    warn(error);
  }

  return {
    current: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close,
  };
}
