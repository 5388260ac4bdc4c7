import { join } from "node:path";
import { type App, createApp } from "./app.ts";
import type { ServiceRunner } from "./cli/context.ts";
import { createHoldStore } from "./history/holds.ts";
import { createPlanStore } from "./history/plans.ts";
import { createQuarantineStore } from "./history/quarantine.ts";
import { createSteadinessStore } from "./history/steadiness.ts";
import { createUpdateHistory } from "./history/update-history.ts";
import { createLocalPolicy } from "./local-policy/local-policy.ts";
import { createConfigurationRepository } from "./model-config/repository.ts";
import { watchPlaces } from "./model-config/watched-places.ts";
import { createNoticeStore } from "./notices/notice-store.ts";
import { createNotices } from "./notices/notices.ts";
import { type Answers, createAnswers } from "./open-answers.ts";
import { openChat } from "./open-chat.ts";
import { type OpenProviders, openProviders } from "./open-providers.ts";
import { openProving } from "./open-proving.ts";
import { readStatus, type StatusDependencies } from "./operations/status.ts";
import { telegramReachability } from "./operations/telegram-reachability.ts";
import { waitingModels } from "./pipeline/approve.ts";
import type { PipelineDependencies } from "./pipeline/dependencies.ts";
import { readPlanState } from "./pipeline/plan-state.ts";
import { seedIfAbsent } from "./pipeline/seed.ts";
import { openWatchEvents } from "./pipeline/watch/events.ts";
import { tellingOfTrials } from "./pipeline/watch/trials/telling-of-trials.ts";
import type { Policy } from "./policy.ts";
import { createPolicyReader, type PolicyReader, policyPaths } from "./policy-file.ts";
import { createHeartbeatStore } from "./scheduler/heartbeat.ts";
import { createScheduleStore, type ScheduleStore } from "./scheduler/schedule-state.ts";
import type { Timetable } from "./scheduler/timetable.ts";
import { runService, type ServiceDependencies } from "./service.ts";
import type { Settings } from "./settings.ts";
import type { Clock } from "./shared/clock.ts";
import type { FileSystem } from "./shared/file-system.ts";
import type { HttpClient } from "./shared/http-client.ts";
import type { DocumentDependencies } from "./shared/json-document.ts";
import type { Logger } from "./shared/logger.ts";
import { acquireLock } from "./shared/process-lock.ts";
import type { StreamingPoster } from "./shared/streaming-post.ts";
import { type OpenStore, openStore } from "./store/open-store.ts";

/** The world outside: what a test puts something else in place of. */
export interface Surroundings {
  settings: Settings;
  clock: Clock;
  fileSystem: FileSystem;
  timetable: Timetable;
  http: HttpClient;
  streaming: StreamingPoster;
  logger: Logger;
  /** The program's own version. */
  version: string;
  /** It answers others until it is stopped, rather than do one thing and end. */
  staysUp: boolean;
}

/** The program, put together. */
export interface Program {
  app: App;
  service: ServiceRunner;
  /** Writes what is still to be written, and closes what was opened. */
  close(): Promise<void>;
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

/** What runs note for later ones. */
function openNotes(documents: DocumentDependencies) {
  return {
    plans: createPlanStore(documents),
    holds: createHoldStore(documents),
    steadiness: createSteadinessStore(documents),
    quarantine: createQuarantineStore(documents),
    localPolicy: createLocalPolicy(documents),
  };
}

interface ServiceParts
  extends Omit<ServiceDependencies, "lockService" | "settings" | "timetable" | "logger" | "surfaces"> {
  answers: Answers;
  surroundings: Surroundings;
}

/** The long-running service with its surfaces; they are loaded only here: other commands need no Telegram, no HTTP. */
function createServiceRunner({ answers, surroundings, ...parts }: ServiceParts): ServiceRunner {
  const { settings, clock, timetable, logger, version } = surroundings;
  const path = join(settings.home, "history", "service.lock");
  const lockService = () => acquireLock({ path, purpose: "service", clock });
  return async (options) => {
    const { openSurfaces } = await import("./open-surfaces.ts");
    const surfaces = await openSurfaces({
      ...surroundings,
      home: settings.home,
      app: parts.app,
      answers,
      settings,
      readPolicy: () => parts.policy.read(),
      userAgent: `modelvane/${version}`,
    });
    await runService({ ...parts, lockService, settings, timetable, logger, surfaces }, options);
  };
}

/** What `doctor` tries to reach: Telegram, where there is a token, and what the policy declares. */
async function reachabilities({ settings, http }: Surroundings, policy: PolicyReader, providers: OpenProviders) {
  return [
    ...(settings.telegram ? [telegramReachability(settings.telegram, http)] : []),
    ...providers.declared(await policy.read()).providers.flatMap((provider) => provider.reachability),
  ];
}

function cataloguesOf({ providers, unknown }: ReturnType<OpenProviders["declared"]>) {
  return { catalogues: providers.map(({ catalogue }) => catalogue), unknown };
}

function openDatabase({ settings, staysUp, clock, logger }: Surroundings): OpenStore {
  return openStore({ path: join(settings.home, "history", "modelvane.db"), hasThread: staysUp, clock, logger });
}

/** What people are told without having asked. */
function openNotices(
  documents: DocumentDependencies,
  states: StatusDependencies & ReturnType<typeof openNotes> & { store: OpenStore },
) {
  return createNotices({
    ...states,
    watchEvents: openWatchEvents({ log: states.store, now: () => documents.clock.now() }),
    store: createNoticeStore(documents),
    status: () => readStatus(states),
    planState: (hash) => readPlanState(hash, states),
    waiting: () => waitingModels(states),
  });
}

/** What watching needs besides. Other processes are waited for shortly: they look at the same. */
function openWatching({ settings, clock }: Surroundings, schedule: ScheduleStore, store: OpenStore) {
  const path = join(settings.home, "history", "watch.lock");
  return {
    watchLog: store,
    routes: store,
    isPaused: async () => (await schedule.read()).isPaused,
    lockWatch: (purpose: string) => acquireLock({ path, purpose, clock, waitMs: 5_000 }),
  };
}

/** Puts the program together: the one place where objects are made and handed to each other. */
export function compose(surroundings: Surroundings): Program {
  const { settings, clock, fileSystem, logger } = surroundings;
  const { home } = settings;
  const documents = { home, clock, fileSystem, logger };
  const policy = createPolicyReader(home);
  const { revisionLimit, ...kept } = openStates(documents, policy);
  const repository = createConfigurationRepository({ ...documents, history: kept.history, revisionLimit });
  const states = { ...kept, clock, policy, repository };
  const providers = openProviders(surroundings, documents);
  const store = openDatabase(surroundings);
  const notes = openNotes(documents);
  const notices = openNotices(documents, { ...states, ...notes, store });
  const pipeline: PipelineDependencies = {
    ...states,
    ...notes,
    logger,
    registry: store,
    memory: store,
    watchLog: store,
    proving: openProving({ answers: () => answers }),
    catalogues: (read) => cataloguesOf(providers.declared(read)),
    lockRuns: (purpose) => acquireLock({ path: join(home, "history", "run.lock"), purpose, clock }),
  };
  const seed = (read: Policy) => seedIfAbsent({ policy: read, trigger: "start", dependencies: pipeline });
  const watchPolicy = (onChange: () => void) => watchPlaces(policyPaths(home).policy, onChange);
  const answers = createAnswers({ ...states, store, seed, logger, watchPolicy, providers: providers.byName });
  const chat = openChat({ app: () => app, answers, readPolicy: policy.read, store, clock, logger });
  const app: App = createApp({
    ...pipeline,
    ...states,
    ...openWatching(surroundings, states.schedule, store),
    watchLog: tellingOfTrials(store, () => answers.trialsChanged()),
    home,
    fileSystem,
    notices,
    usage: store,
    chat,
    openRouter: async () => (await answers.open({ seeds: true })).router,
    // Doctor changes nothing: what is corrupt it reports, and leaves where it is.
    doctor: {
      ...states,
      ...openStates({ ...documents, mends: false }, policy),
      home,
      database: store,
      catalogues: pipeline.catalogues,
      reachability: () => reachabilities(surroundings, policy, providers),
    },
  });
  return {
    app,
    service: createServiceRunner({ ...states, app, answers, notices, purge: store.purge, surroundings }),
    async close() {
      answers.close();
      await store.close();
    },
  };
}
