import { listModels, type PipelineType } from "@huggingface/hub";
import { createMemoryBenchmarkCache } from "../src/providers/hugging-face/benchmark-cache.ts";
import { createHuggingFaceCatalogue } from "../src/providers/hugging-face/catalogue.ts";
import { systemClock } from "../src/shared/clock.ts";
import { createHttpClient } from "../src/shared/http-client.ts";
import { compare, type Measurement, takeTurns, timed } from "./measure.ts";
import { startWorldProcess, type WorldProcess } from "./world-process.ts";

const latencyMs = 200;
const modelsPerListing = 100;
const rounds = 11;
/** Nine listings, each with models of its own: none is saved by sharing. */
const pipelines = [
  "text-generation",
  "question-answering",
  "summarization",
  "translation",
  "fill-mask",
  "feature-extraction",
  "text-classification",
  "token-classification",
  "zero-shot-classification",
] as const satisfies PipelineType[];

async function count(listing: AsyncIterable<unknown>): Promise<number> {
  let models = 0;
  for await (const _ of listing) models += 1;
  return models;
}

function expectAll(counts: readonly number[]): void {
  if (counts.length !== pipelines.length || counts.some((each) => each !== modelsPerListing)) {
    throw new Error(`Expected ${modelsPerListing} models of each listing, not ${counts.join(", ")}.`);
  }
}

/** The product's listings: parsed to candidates, the chat models merged with the inference router's catalogue. */
function createOurs({ environment }: WorldProcess) {
  const http = createHttpClient({ clock: systemClock, userAgent: "modelvane-bench" });
  const catalogue = createHuggingFaceCatalogue({
    name: "huggingface",
    endpoint: environment.HF_ENDPOINT,
    routerEndpoint: environment.HF_ROUTER_ENDPOINT,
    token: null,
    http,
    cache: createMemoryBenchmarkCache(),
    clock: systemClock,
  });
  const lookups = pipelines.map((pipelineTag) => ({ kind: "pipeline" as const, pipelineTag }));
  const report = { skipped: () => {}, capped: () => {} };
  const signal = new AbortController().signal;
  return {
    async list() {
      const session = catalogue.open({ lookups });
      expectAll(await Promise.all(lookups.map((lookup) => count(session.list({ lookup, signal, report })))));
    },
    close: () => http.close(),
  };
}

function plainListing({ environment }: WorldProcess, task: PipelineType): Promise<number> {
  return count(
    listModels({
      hubUrl: environment.HF_ENDPOINT,
      search: { task, inferenceProviders: ["all"] },
      additionalFields: ["inferenceProviderMapping", "tags", "safetensors", "createdAt"],
      limit: modelsPerListing,
    }),
  );
}

/** Nine listings of a Hub that is 200 ms away, in the time of one request to it. */
export async function measureListings(): Promise<Measurement> {
  const models = { inMemory: pipelines.length * modelsPerListing, pipelines };
  const world = await startWorldProcess({ models, latencyMs });
  const ours = createOurs(world);
  try {
    const costs = await takeTurns(
      {
        roundTrip: timed(async () => (await fetch(`${world.environment.HF_ENDPOINT}/api/models?limit=1`)).json()),
        ours: timed(ours.list),
        parallel: timed(async () => expectAll(await Promise.all(pipelines.map((each) => plainListing(world, each))))),
        sequence: timed(async () => {
          const counts: number[] = [];
          for (const each of pipelines) counts.push(await plainListing(world, each));
          expectAll(counts);
        }),
      },
      { rounds, warmUp: 2 },
    );
    const { ratio, low, high } = compare(costs.ours, costs.roundTrip);
    const others = [costs.parallel, costs.sequence].map((each) => compare(each, costs.roundTrip).ratio.toFixed(2));
    return {
      title: "Nine listings of 100 models from a Hub 200 ms away, over one round trip",
      value: ratio,
      target: 1.1,
      details: `middle half ${low.toFixed(2)} to ${high.toFixed(2)}; the plain @huggingface/hub client: ${others[0]} in parallel, ${others[1]} in sequence`,
    };
  } finally {
    await ours.close();
    await world.stop();
  }
}
