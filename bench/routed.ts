import { rmSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import type { AnswerEvent } from "../src/domain/answer.ts";
import type { ChatInput } from "../src/domain/input.ts";
import { chatInterface, type Route } from "../src/domain/route.ts";
import { createUpdateHistory } from "../src/history/update-history.ts";
import { createConfigurationRepository } from "../src/model-config/repository.ts";
import { createAnswers, type LiveAnswers } from "../src/open-answers.ts";
import { openProviders } from "../src/open-providers.ts";
import { createPolicyReader } from "../src/policy-file.ts";
import type { RoutedEvent } from "../src/routing/request.ts";
import { parseSettings } from "../src/settings.ts";
import { systemClock } from "../src/shared/clock.ts";
import { nodeFileSystem } from "../src/shared/file-system.ts";
import { createHttpClient } from "../src/shared/http-client.ts";
import { createStreamingPoster } from "../src/shared/streaming-post.ts";
import { type OpenStore, openStore } from "../src/store/open-store.ts";
import { candidateWith, servedRoute } from "../test/support/candidates.ts";
import { makeHome, type Upstream } from "./gateway-process.ts";

type Answer<Event> = AsyncIterable<Event>;

/** The product's client of a server of models, with and without the router before it. */
export interface Routed {
  /** Calls the client of the route that the router takes. */
  direct(signal: AbortSignal): Promise<Answer<AnswerEvent>>;
  routed(signal: AbortSignal): Promise<Answer<RoutedEvent>>;
  store: OpenStore;
  stop(): Promise<void>;
}

const clock = systemClock;
const ask: ChatInput = {
  kind: "chat",
  messages: [
    { role: "system", content: "You answer in one sentence." },
    { role: "user", content: "What does a weathervane do?" },
  ],
  options: { temperature: 0.7 },
};

/** What the router is made of in the program, in a home folder of its own. */
function openParts(home: string) {
  const logger = pino({ level: "silent" });
  const documents = { home, clock, fileSystem: nodeFileSystem, logger };
  const limit = async () => 30;
  const history = createUpdateHistory({ ...documents, historyLimit: limit });
  const http = createHttpClient({ clock, userAgent: "modelvane-bench" });
  const streaming = createStreamingPoster({ clock });
  const providers = openProviders({ settings: parseSettings({}), http, streaming, clock, logger }, documents);
  const store = openStore({ path: join(home, "history", "modelvane.db"), hasThread: true, clock, logger });
  const answers = createAnswers({
    repository: createConfigurationRepository({ ...documents, history, revisionLimit: limit }),
    policy: createPolicyReader(home),
    watchPolicy: () => ({ refresh() {}, close() {} }),
    providers: providers.byName,
    store,
    seed: async () => {},
    clock,
    logger,
  });
  async function stop(): Promise<void> {
    answers.close();
    await store.close();
    await Promise.all([streaming.close(), http.close()]);
    rmSync(home, { recursive: true, force: true });
  }
  return { store, answers, stop };
}

function callersOf({ router, providers }: LiveAnswers, route: Route): Pick<Routed, "direct" | "routed"> {
  return {
    async direct(signal) {
      const provider = providers().get(route.provider);
      if (!provider) throw new Error(`The bench has no provider ${route.provider}.`);
      return provider.invocation.call({ route, input: ask, signal });
    },
    async routed(signal) {
      return (await router.ask({ target: { task: "conversational" }, ask, signal })).events;
    },
  };
}

/** Puts the router together as the program does: with its store, its live files, and what is known of the routes. */
export async function openRouted(upstream: Upstream): Promise<Routed> {
  const { store, answers, stop } = openParts(makeHome(upstream));
  const route = { provider: "bench", model: upstream.model, version: null, host: null, interface: chatInterface };
  store.observe(candidateWith({ ...route, routes: [servedRoute({ host: null })] }));
  const live = await answers.open({ seeds: false });
  return { ...callersOf(live, route), store, stop };
}
