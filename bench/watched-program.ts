import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import type { App } from "../src/app.ts";
import { compose } from "../src/composition.ts";
import { configurationSchemaVersion } from "../src/domain/configuration.ts";
import { type Choice, chatInterface, routeOf } from "../src/domain/route.ts";
import { taskNames } from "../src/domain/task.ts";
import { openTrials } from "../src/pipeline/watch/notes.ts";
import { parseSettings } from "../src/settings.ts";
import { systemClock } from "../src/shared/clock.ts";
import { nodeFileSystem } from "../src/shared/file-system.ts";
import { createHttpClient } from "../src/shared/http-client.ts";
import { createStreamingPoster } from "../src/shared/streaming-post.ts";
import { openStore } from "../src/store/open-store.ts";
import { createFakeTimetable } from "../test/support/fake-timetable.ts";
import { makeHome, type Upstream } from "./gateway-process.ts";

const clock = systemClock;
const logger = pino({ level: "silent" });
const version = "modelvane-bench";

/** The program with 50 routes of 17 tasks, put together as the service does it, but for its schedule. */
export interface WatchedProgram {
  app: App;
  stop(): Promise<void>;
}

const noVersion = { version: null, host: null, interface: chatInterface };

function choiceOf(model: string): Choice {
  return { provider: "bench", model, ...noVersion, score: null, origin: "person", verifiedAt: null };
}

/** A task's first choice, and what stands behind it. */
function entryOf(primary: string, fallbacks: readonly string[], since: string) {
  return { primary: choiceOf(primary), fallbacks: fallbacks.map(choiceOf), since, reason: "The bench asks it." };
}

/** Every task has a first choice of its own; two routes stand behind each, but one behind the last. */
export function fiftyRoutes(since: string) {
  const entries = taskNames.map((task, at) => {
    const behind = at === taskNames.length - 1 ? ["second"] : ["second", "third"];
    return [
      task,
      entryOf(
        `${task}/first`,
        behind.map((name) => `${task}/${name}`),
        since,
      ),
    ] as const;
  });
  return {
    $schema: "./models.schema.json",
    schemaVersion: configurationSchemaVersion,
    revision: 1,
    generatedAt: since,
    tasks: Object.fromEntries(entries),
    intents: {},
  };
}

/** Half of the conversations go to what stands behind. */
async function beginTrial(path: string): Promise<void> {
  const store = openStore({ path, hasThread: false, clock, logger });
  const since = clock.now();
  const challenger = choiceOf("conversational/second");
  const incumbent = routeOf(choiceOf("conversational/first"));
  const trial = { task: "conversational" as const, since, challenger, incumbent, record: { good: 950, bad: 50 } };
  const rest = { share: 0.5, method: "thompson" as const, trigger: "bench" };
  await openTrials({ log: store, now: clock.now }).write(trial.task, { ...trial, ...rest }, null);
  await store.close();
}

/** Puts it together over a home of its own; the upstream answers for every model. */
export async function openWatched(upstream: Upstream, { hasTrial }: { hasTrial: boolean }): Promise<WatchedProgram> {
  const home = makeHome(upstream, { watching: { dailyBudget: 1_000 } });
  writeFileSync(join(home, "config", "models.json"), JSON.stringify(fiftyRoutes(new Date(clock.now()).toISOString())));
  if (hasTrial) await beginTrial(join(home, "history", "modelvane.db"));
  const http = createHttpClient({ clock, userAgent: version });
  const streaming = createStreamingPoster({ clock });
  const settings = parseSettings({ MODELVANE_HOME: home });
  const timetable = createFakeTimetable();
  const surroundings = { settings, clock, timetable, fileSystem: nodeFileSystem, http, streaming, logger, version };
  const program = compose({ ...surroundings, staysUp: true });
  return {
    app: program.app,
    async stop() {
      await program.close();
      await Promise.all([streaming.close(), http.close()]);
      rmSync(home, { recursive: true, force: true });
    },
  };
}
