import { join } from "node:path";
import { type App, createApp } from "./app.ts";
import type { ServiceRunner } from "./cli/context.ts";
import { createHoldStore } from "./history/holds.ts";
import { createPlanStore } from "./history/plans.ts";
import { createUpdateHistory } from "./history/update-history.ts";
import { createLocalPolicy } from "./local-policy.ts";
import { createConfigurationRepository } from "./model-config/repository.ts";
import type { DoctorDependencies } from "./operations/doctor.ts";
import type { Policy } from "./policy.ts";
import { createPolicyReader } from "./policy-file.ts";
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
import { acquireLock } from "./shared/process-lock.ts";

/** The world outside: what a test puts something else in place of. */
export interface Surroundings {
  settings: Settings;
  clock: Clock;
  fileSystem: FileSystem;
  timetable: Timetable;
  http: HttpClient;
  logger: { info(message: string): void; warn(message: string): void };
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

/** Puts the program together: the one place where objects are made and handed to each other. */
export function compose(surroundings: Surroundings): Program {
  const { settings, clock, fileSystem, timetable, http, logger } = surroundings;
  const { home } = settings;
  const documents = { home, clock, fileSystem, logger };
  const policy = createPolicyReader(home);
  // What is kept must not depend on a policy that is being edited: then the defaults of a thorough keeper hold.
  const limit = (name: "historyLimit" | "revisionLimit") => () =>
    policy.read().then(
      (read) => read[name],
      () => 30,
    );
  const history = createUpdateHistory({ ...documents, historyLimit: limit("historyLimit") });
  const repository = createConfigurationRepository({ ...documents, history, revisionLimit: limit("revisionLimit") });
  const benchmarks = openBenchmarkCache(documents);
  const declared = (read: Policy) => createProviders(read, { settings, http, benchmarks, clock, logger });
  const schedule = createScheduleStore(documents);
  const heartbeat = createHeartbeatStore(documents);
  const reads = { clock, policy, repository };
  // Doctor changes nothing: what is corrupt it reports, and leaves where it is.
  const untouched = { ...documents, mends: false };
  const doctor: DoctorDependencies = {
    ...reads,
    home,
    history: createUpdateHistory({ ...untouched, historyLimit: limit("historyLimit") }),
    schedule: createScheduleStore(untouched),
    heartbeat: createHeartbeatStore(untouched),
    reachability: async () => declared(await policy.read()).providers.flatMap((provider) => provider.reachability),
  };
  const app = createApp({
    ...reads,
    home,
    fileSystem,
    logger,
    history,
    schedule,
    heartbeat,
    doctor,
    holds: createHoldStore(documents),
    plans: createPlanStore(documents),
    localPolicy: createLocalPolicy(documents),
    catalogues(read) {
      const { providers, unknown } = declared(read);
      return { catalogues: providers.map((provider) => provider.catalogue), unknown };
    },
    lockRuns: (purpose) => acquireLock({ path: join(home, "history", "run.lock"), purpose, clock }),
  });
  const lockService = () => acquireLock({ path: join(home, "history", "service.lock"), purpose: "service", clock });
  const parts = { app, lockService, settings, policy, schedule, heartbeat, timetable, clock, logger };
  return { app, service: (options) => runService(parts, options) };
}
