import { join } from "node:path";
import { type App, createApp } from "./app.ts";
import type { ServiceRunner } from "./cli/context.ts";
import { createHoldStore } from "./history/holds.ts";
import { createPlanStore } from "./history/plans.ts";
import { createUpdateHistory } from "./history/update-history.ts";
import { createLocalPolicy } from "./local-policy/local-policy.ts";
import { createConfigurationRepository } from "./model-config/repository.ts";
import { createNoticeStore } from "./notices/notice-store.ts";
import { createNotices } from "./notices/notices.ts";
import { readStatus } from "./operations/status.ts";
import { telegramReachability } from "./operations/telegram-reachability.ts";
import { readPlanState } from "./pipeline/plan-state.ts";
import type { Policy } from "./policy.ts";
import { createPolicyReader, type PolicyReader } from "./policy-file.ts";
import {
  type BenchmarkCache,
  type CachedLeaderboards,
  cachedLeaderboardsSchema,
  emptyLeaderboards,
} from "./providers/hugging-face/benchmark-cache.ts";
import { createProviders } from "./providers/registry.ts";
import { createHeartbeatStore } from "./scheduler/heartbeat.ts";
import { createScheduleStore } from "./scheduler/schedule-state.ts";
import type { Timetable } from "./scheduler/timetable.ts";
import { runService } from "./service.ts";
import type { Settings } from "./settings.ts";
import type { Clock } from "./shared/clock.ts";
import type { FileSystem } from "./shared/file-system.ts";
import type { HttpClient } from "./shared/http-client.ts";
import { type DocumentDependencies, openJsonDocument } from "./shared/json-document.ts";
import type { Logger } from "./shared/logger.ts";
import { acquireLock } from "./shared/process-lock.ts";

/** The world outside: what a test puts something else in place of. */
export interface Surroundings {
  settings: Settings;
  clock: Clock;
  fileSystem: FileSystem;
  timetable: Timetable;
  http: HttpClient;
  logger: Logger;
  /** The program's own version. */
  version: string;
}

/** The program, put together. */
export interface Program {
  app: App;
  service: ServiceRunner;
}

function openBenchmarkCache({ home, ...dependencies }: DocumentDependencies): BenchmarkCache {
  const document = openJsonDocument<CachedLeaderboards>({
    ...dependencies,
    path: join(home, "history", "benchmarks.json"),
    schema: cachedLeaderboardsSchema,
    initial: emptyLeaderboards(),
  });
  return {
    read: () => document.read(),
    async write(value) {
      await document.update(() => value);
    },
  };
}

/** What is kept in files, and may be read at any moment. With `mends: false` reading changes nothing. */
function openStates(documents: DocumentDependencies, policy: PolicyReader) {
  // What is kept must not depend on a policy that is being edited: then the defaults of a thorough keeper hold.
  const limit = (name: "historyLimit" | "revisionLimit") => () =>
    policy.read().then(
      (read) => read[name],
      () => 30,
    );
  return {
    history: createUpdateHistory({ ...documents, historyLimit: limit("historyLimit") }),
    schedule: createScheduleStore(documents),
    heartbeat: createHeartbeatStore(documents),
    revisionLimit: limit("revisionLimit"),
  };
}

/** Puts the program together: the one place where objects are made and handed to each other. */
export function compose(surroundings: Surroundings): Program {
  const { settings, clock, fileSystem, timetable, http, logger } = surroundings;
  const { home } = settings;
  const documents = { home, clock, fileSystem, logger };
  const policy = createPolicyReader(home);
  const { revisionLimit, ...kept } = openStates(documents, policy);
  const repository = createConfigurationRepository({ ...documents, history: kept.history, revisionLimit });
  const states = { ...kept, clock, policy, repository };
  const benchmarks = openBenchmarkCache(documents);
  const declared = (read: Policy) => createProviders(read, { settings, http, benchmarks, clock, logger });
  const plans = createPlanStore(documents);
  const store = createNoticeStore(documents);
  const planState = (hash: string) => readPlanState(hash, { ...states, plans });
  const notices = createNotices({ ...states, plans, store, status: () => readStatus(states), planState });
  const app = createApp({
    ...states,
    home,
    fileSystem,
    logger,
    notices,
    plans,
    // Doctor changes nothing: what is corrupt it reports, and leaves where it is.
    doctor: {
      ...states,
      ...openStates({ ...documents, mends: false }, policy),
      home,
      reachability: async () => [
        ...(settings.telegram ? [telegramReachability(settings.telegram, http)] : []),
        ...declared(await policy.read()).providers.flatMap((provider) => provider.reachability),
      ],
    },
    holds: createHoldStore(documents),
    localPolicy: createLocalPolicy(documents),
    catalogues(read) {
      const { providers, unknown } = declared(read);
      return { catalogues: providers.map((provider) => provider.catalogue), unknown };
    },
    lockRuns: (purpose) => acquireLock({ path: join(home, "history", "run.lock"), purpose, clock }),
  });
  const lockService = () => acquireLock({ path: join(home, "history", "service.lock"), purpose: "service", clock });

  async function service(options: Parameters<ServiceRunner>[0]): Promise<void> {
    // Loaded only here: the other commands need no Telegram and no HTTP server.
    const { openSurfaces } = await import("./open-surfaces.ts");
    const userAgent = `modelvane/${surroundings.version}`;
    const surfaces = openSurfaces({ ...documents, app, settings, readPolicy: () => policy.read(), logger, userAgent });
    await runService({ ...states, app, lockService, settings, timetable, logger, notices, surfaces }, options);
  }

  return { app, service };
}
