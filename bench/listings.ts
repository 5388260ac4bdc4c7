import { listModels, type PipelineType } from "@huggingface/hub";
import { createHuggingFaceCatalogue } from "../src/providers/hugging-face/catalogue.ts";
import { systemClock } from "../src/shared/clock.ts";
import { createHttpClient } from "../src/shared/http-client.ts";
import { createMemoryBenchmarkCache } from "../test/support/memory-benchmark-cache.ts";
import { compare, type Measurement, takeTurns, timed } from "./measure.ts";
import { startWorldProcess, type WorldProcess } from "./world-process.ts";

const latencyMs = 200;
const modelsPerListing = 100;
const rounds = 25;
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

async function plainListingsInTurn(world: WorldProcess): Promise<number[]> {
  const counts: number[] = [];
  for (const each of pipelines) counts.push(await plainListing(world, each));
  return counts;
}

/** Nine listings of a Hub that is 200 ms away, in the time of one request to it. */
export async function measureListings(): Promise<Measurement> {
  const models = { inMemory: pipelines.length * modelsPerListing, pipelines };
  const world = await startWorldProcess({ models, latencyMs });
  const ours = createOurs(world);
  try {
    const roundTrip = timed(async () => (await fetch(`${world.environment.HF_ENDPOINT}/api/models?limit=1`)).json());
    const parallel = timed(async () =>
      expectAll(await Promise.all(pipelines.map((each) => plainListing(world, each)))),
    );
    const sequence = timed(async () => expectAll(await plainListingsInTurn(world)));
    const costs = await takeTurns({ roundTrip, ours: timed(ours.list), parallel }, { rounds, warmUp: 5 });
    // By itself: in the two seconds that it takes, the others' connections would fall asleep.
    const slow = await takeTurns({ roundTrip, sequence }, { rounds: 3 });
    const { ratio, low, high } = compare(costs.ours, costs.roundTrip);
    const plain = [compare(costs.parallel, costs.roundTrip), compare(slow.sequence, slow.roundTrip)];
    const [inParallel, inSequence] = plain.map((each) => each.ratio.toFixed(2));
    return {
      title: "Nine listings of 100 models from a Hub 200 ms away, over one round trip",
      value: ratio,
      target: 1.1,
      details: `middle half ${low.toFixed(2)} to ${high.toFixed(2)}; the plain @huggingface/hub client: ${inParallel} in parallel, ${inSequence} in sequence`,
    };
  } finally {
    await ours.close();
    await world.stop();
  }
}
