import { join } from "node:path";
import { type Route, routeOf } from "../../src/domain/route.ts";
import type { Trial } from "../../src/domain/watch.ts";
import type { WatchEvent } from "../../src/domain/watch-event.ts";
import { openWatchEvents } from "../../src/pipeline/watch/events.ts";
import { openTrials } from "../../src/pipeline/watch/notes.ts";
import { startTrial, type TrialDependencies, type TrialRequest } from "../../src/pipeline/watch/trials/trial.ts";
import { acquireLock } from "../../src/shared/process-lock.ts";
import type { OpenStore } from "../../src/store/open-store.ts";
import { choiceOf, entryOf } from "./plans.ts";
import { fixedSource } from "./sources.ts";
import { setUpStores } from "./store-stage.ts";
import { setUpUpdate, type UpdateSetup } from "./update-setup.ts";
import { usageWith } from "./usage-record.ts";

/** A home in which a/first serves conversation, with b/second behind it, and n/new can be tried; with its store. */
export interface TrialStage {
  setup: UpdateSetup;
  store: OpenStore;
  dependencies: TrialDependencies;
  warnings: string[];
  /** Whether a person has paused what changes by itself. */
  isPaused: boolean;
  /** People use a route; their answers come one a second, the bad ones first. */
  use(route: Route, tally: { good: number; bad: number }): Promise<void>;
  /** Begins a trial of n/new, unless the test says otherwise. */
  start(facts?: Partial<TrialRequest>): Promise<Trial>;
  trials(): Promise<Trial[]>;
  /** What people are told, the oldest first. */
  events(): Promise<WatchEvent[]>;
  /** The models of the task, the first choice first. */
  models(): Promise<string[]>;
  /** The store after a restart. */
  reopen(): Promise<OpenStore>;
  end(): Promise<void>;
}

export const first = choiceOf("a/first");
export const firstRoute = routeOf(first);
export const newRoute = routeOf(choiceOf("n/new"));

export async function setTrialStage(): Promise<TrialStage> {
  const setup = setUpUpdate();
  const stores = setUpStores();
  const store = await stores.open();
  const warnings: string[] = [];
  const logger = { info: () => undefined, warn: (message: string) => void warnings.push(message) };
  const { clock } = setup;
  setup.writePolicy({});
  await setup.place(entryOf(first, [choiceOf("b/second")]));
  setup.useSources([fixedSource({ name: "huggingface", models: ["a/first", "b/second", "n/new"] })]);
  const stage: Omit<TrialStage, "dependencies"> = {
    setup,
    store,
    warnings,
    isPaused: false,
    reopen: () => stores.open(),
    async use(route, { good, bad }) {
      for (let answer = 0; answer < good + bad; answer += 1) {
        clock.advance(1_000);
        const outcome = answer < bad ? "broken" : "answered";
        stage.store.record(usageWith({ at: clock.now(), route, outcome, request: `request-${clock.now()}` }));
      }
      clock.advance(1_000);
      await stage.store.flush();
    },
    start: (facts = {}) =>
      startTrial(
        {
          task: "conversational",
          model: { provider: "huggingface", model: "n/new", host: null },
          share: null,
          trigger: "telegram:42",
          ...facts,
        },
        dependencies,
      ),
    trials: async () =>
      [...(await openTrials({ log: stage.store, now: clock.now }).all()).values()].map(({ body }) => body),
    events: async () =>
      (await openWatchEvents({ log: stage.store, now: clock.now }).list()).map(({ event }) => event).reverse(),
    async models() {
      const entry = (await setup.configuration()).tasks.conversational;
      return entry ? [entry.primary, ...entry.fallbacks].map(({ model }) => model) : [];
    },
    async end() {
      await stores.end();
      setup.remove();
    },
  };
  const dependencies: TrialDependencies = {
    ...setup.dependencies,
    logger,
    watchLog: store,
    isPaused: async () => stage.isPaused,
    lockRuns: (purpose) => acquireLock({ path: join(stores.folder, "run.lock"), purpose, clock }),
  };
  return Object.assign(stage, { dependencies });
}
