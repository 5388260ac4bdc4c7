import { Response, fetch as undiciFetch } from "undici";
import { loadDemoFacts } from "../demo/facts/records.ts";
import type { HubRecord } from "../demo/world/hub-record.ts";
import { startWorld } from "../demo/world/world.ts";
import { discover } from "../src/discovery/discover.ts";
import type { Candidate } from "../src/domain/candidate.ts";
import { taskOf } from "../src/domain/task.ts";
import { createEligibilityRules } from "../src/evaluation/eligibility.ts";
import { evaluate } from "../src/evaluation/score.ts";
import { policySchema } from "../src/policy.ts";
import { createHuggingFaceCatalogue } from "../src/providers/hugging-face/catalogue.ts";
import { systemClock } from "../src/shared/clock.ts";
import { createHttpClient } from "../src/shared/http-client.ts";
import { createMemoryBenchmarkCache } from "../test/support/memory-benchmark-cache.ts";
import { compare, type Measurement, median, takeTurns, timed } from "./measure.ts";

const rows = 10_000;
const rounds = 41;
const task = "conversational";

/** The demo's served chat models again and again, under ids of their own, until there are enough. */
function chatModels(records: readonly HubRecord[]): HubRecord[] {
  const chat = records.filter(
    ({ tags, inferenceProviderMapping }) => tags?.includes(task) && inferenceProviderMapping?.length,
  );
  return Array.from({ length: rows }, (_, index) => {
    const record = chat[index % chat.length] as HubRecord;
    const copy = Math.floor(index / chat.length);
    if (copy === 0) return record;
    const { _id, ...facts } = record;
    return { ...facts, id: `${record.id}-${copy}` };
  });
}

/** What the Hub sent of the models, page by page, and the candidates that the product made of it. */
async function readRows(): Promise<{ pages: string[]; candidates: Candidate[] }> {
  const facts = loadDemoFacts(Date.now());
  const world = await startWorld({ records: chatModels(facts.records), leaderboards: facts.leaderboards });
  const pages: string[] = [];
  const http = createHttpClient({
    clock: systemClock,
    userAgent: "modelvane-bench",
    async fetch(input, init) {
      const answer = await undiciFetch(input, init);
      const text = await answer.text();
      if (String(input).includes("/api/models")) pages.push(text);
      return new Response(text, answer);
    },
  });
  const catalogue = createHuggingFaceCatalogue({
    name: "huggingface",
    endpoint: world.hub.url,
    routerEndpoint: world.router.url,
    token: null,
    http,
    cache: createMemoryBenchmarkCache(),
    clock: systemClock,
    limits: { pagesPerListing: rows },
  });
  const candidates: Candidate[] = [];
  const onCandidate = ({ candidate }: { candidate: Candidate }) => candidates.push(candidate);
  await discover({ catalogues: [catalogue], tasks: [task], signal: new AbortController().signal, onCandidate });
  await http.close();
  await world.stop();
  if (candidates.length !== rows) throw new Error(`Expected ${rows} candidates, not ${candidates.length}.`);
  return { pages, candidates };
}

/** Judging and scoring all rows, over parsing the JSON in which the Hub sends them. */
export async function measureScoring(): Promise<Measurement> {
  const { pages, candidates } = await readRows();
  const policy = policySchema.parse({ maximumPrice: 5, minimumDownloads: 100 });
  const rules = createEligibilityRules({ name: task, task: taskOf(task), policy, held: [], now: Date.now() });
  // A ranking keeps its best. Where nothing were kept, V8 would throw away what it compiled for such objects.
  const kept = candidates.slice(0, 50).map((candidate) => evaluate(candidate, rules));
  const costs = await takeTurns(
    {
      parse: timed(() => pages.forEach((page) => void JSON.parse(page))),
      score: timed(() =>
        candidates.forEach((candidate, index) => {
          kept[index % kept.length] = evaluate(candidate, rules);
        }),
      ),
    },
    { rounds, warmUp: 20 },
  );
  const { ratio, low, high } = compare(costs.score, costs.parse);
  const microseconds = (milliseconds: number) => ((milliseconds * 1000) / rows).toFixed(1);
  return {
    title: `Judging and scoring ${rows.toLocaleString("en")} chat models, over \`JSON.parse\` of the Hub's answers about them`,
    value: ratio,
    target: 0.15,
    details: `middle half ${low.toFixed(2)} to ${high.toFixed(2)}; ${microseconds(median(costs.score))} µs a model against ${microseconds(median(costs.parse))} µs`,
  };
}
