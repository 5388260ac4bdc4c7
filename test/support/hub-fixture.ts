import { startWorld, type World, type WorldOptions } from "../../demo/world/world.ts";
import type { Candidate } from "../../src/domain/candidate.ts";
import type { Lookup } from "../../src/domain/task.ts";
import type { BenchmarkCache } from "../../src/providers/hugging-face/benchmark-cache.ts";
import {
  createHuggingFaceCatalogue,
  type HuggingFaceCatalogueOptions,
} from "../../src/providers/hugging-face/catalogue.ts";
import type { Catalogue, CatalogueSession } from "../../src/providers/provider.ts";
import { createHttpClient } from "../../src/shared/http-client.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";
import { createMemoryBenchmarkCache } from "./memory-benchmark-cache.ts";

export interface HubFixture {
  world: World;
  clock: FakeClock;
  cache: BenchmarkCache;
  catalogue: Catalogue;
  stop(): Promise<void>;
}

/** The miniature internet with our catalogue in front of it, on a clock that does not wait. */
export async function startHubFixture(options: {
  world?: WorldOptions;
  catalogue?: Partial<HuggingFaceCatalogueOptions>;
}): Promise<HubFixture> {
  const clock = createFakeClock();
  const world = await startWorld({ now: clock.now, ...options.world });
  const http = createHttpClient({ clock, userAgent: "modelvane-test" });
  const cache = options.catalogue?.cache ?? createMemoryBenchmarkCache();
  const catalogue = createHuggingFaceCatalogue({
    name: "huggingface",
    endpoint: world.hub.url,
    routerEndpoint: world.router.url,
    token: world.token,
    http,
    cache,
    clock,
    ...options.catalogue,
  });
  async function stop(): Promise<void> {
    await http.close();
    await world.stop();
  }
  return { world, clock, cache, catalogue, stop };
}

export const chatLookup: Lookup = { kind: "tag", tag: "conversational" };

export interface ReadListing {
  candidates: Candidate[];
  skipped: string[];
  caps: string[];
  /** What broke the listing off. */
  error: unknown;
}

/** Reads one listing to its end, whatever the end is. */
export async function readListing(
  session: CatalogueSession,
  lookup: Lookup,
  signal: AbortSignal = new AbortController().signal,
): Promise<ReadListing> {
  const result: ReadListing = { candidates: [], skipped: [], caps: [], error: null };
  const report = {
    skipped: (reason: string) => result.skipped.push(reason),
    capped: (reason: string) => result.caps.push(reason),
  };
  try {
    for await (const candidate of session.list({ lookup, signal, report })) result.candidates.push(candidate);
  } catch (error) {
    result.error = error;
  }
  return result;
}

/** Opens a session for one listing and reads it. */
export function readOne(catalogue: Catalogue, lookup: Lookup = chatLookup): Promise<ReadListing> {
  return readListing(catalogue.open({ lookups: [lookup] }), lookup);
}
