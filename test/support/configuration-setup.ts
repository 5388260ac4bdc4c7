import { randomUUID } from "node:crypto";
import type { Configuration } from "../../src/domain/configuration.ts";
import type { HistoryEntry } from "../../src/domain/history.ts";
import { createUpdateHistory, type UpdateHistory } from "../../src/history/update-history.ts";
import { type ConfigurationRepository, createConfigurationRepository } from "../../src/model-config/repository.ts";
import type { ConfigurationRepositoryOptions } from "../../src/model-config/store.ts";
import { type Clock, systemClock } from "../../src/shared/clock.ts";
import { type FileSystem, nodeFileSystem } from "../../src/shared/file-system.ts";

const now = "2026-11-21T03:00:00.000Z";

/** A valid configuration whose conversation is served by the named model. */
export function exampleConfiguration(model = "zai-org/GLM-5"): Configuration {
  const primary = {
    provider: "huggingface",
    model,
    version: null,
    host: "novita",
    interface: "chat",
    score: 91.2,
    origin: "update" as const,
    verifiedAt: null,
  };
  return {
    $schema: "./models.schema.json",
    schemaVersion: "1.0.0",
    revision: 0,
    generatedAt: now,
    tasks: { conversational: { primary, fallbacks: [], trial: null, since: now, reason: "best" } },
    intents: { conversation: ["conversational"] },
  };
}

export function exampleEntry(id: string = randomUUID()): HistoryEntry {
  return {
    id,
    at: now,
    kind: "update",
    success: true,
    outcome: "applied",
    trigger: "command line",
    revision: null,
    discovered: 12,
    qualified: 3,
    updated: 1,
    changes: [],
    errors: [],
  };
}

/** The model that a configuration serves conversation with. */
export function modelOf(configuration: Configuration | undefined): string | undefined {
  return configuration?.tasks.conversational?.primary.model;
}

export interface Setup {
  repository: ConfigurationRepository;
  history: UpdateHistory;
  warnings: string[];
  /** Commits over what stands. */
  commitModel(model: string, id?: string): ReturnType<ConfigurationRepository["commit"]>;
}

export interface SetupOptions extends Partial<Pick<ConfigurationRepositoryOptions, "migrations">> {
  home: string;
  fileSystem?: FileSystem;
  clock?: Clock;
  revisionLimit?: number;
  historyLimit?: number;
}

/** The repository and the history over a folder, as the program puts them together. */
export function setUpConfiguration(options: SetupOptions): Setup {
  const { home, fileSystem = nodeFileSystem, clock = systemClock, revisionLimit = 30, historyLimit = 30 } = options;
  const warnings: string[] = [];
  const logger = { warn: (message: string) => void warnings.push(message) };
  const history = createUpdateHistory({ home, fileSystem, clock, historyLimit: () => historyLimit, logger });
  const { migrations } = options;
  const repository = createConfigurationRepository({
    home,
    fileSystem,
    clock,
    history,
    logger,
    revisionLimit: () => revisionLimit,
    ...(migrations ? { migrations } : {}),
  });
  return {
    repository,
    history,
    warnings,
    async commitModel(model, id) {
      const expectedHash = (await repository.read())?.hash ?? null;
      return await repository.commit({
        expectedHash,
        configuration: exampleConfiguration(model),
        entry: exampleEntry(id),
      });
    },
  };
}
