import { taskNames } from "../src/domain/task.ts";
import { trackProgress } from "../src/pipeline/progress.ts";
import { rankTasks } from "../src/pipeline/rank-tasks.ts";
import { policySchema } from "../src/policy.ts";
import { createHuggingFaceCatalogue } from "../src/providers/hugging-face/catalogue.ts";
import { systemClock } from "../src/shared/clock.ts";
import { createHttpClient } from "../src/shared/http-client.ts";
import { createMemoryBenchmarkCache } from "../test/support/memory-benchmark-cache.ts";

/** What a run found. */
export interface RankedSynthetic {
  models: number;
  qualified: number;
}

/** Ranks all tasks against the world of the environment, with limits that let everything through. */
export async function rankEverything(environment: NodeJS.ProcessEnv): Promise<RankedSynthetic> {
  const http = createHttpClient({ clock: systemClock, userAgent: "modelvane-bench" });
  const catalogue = createHuggingFaceCatalogue({
    name: "huggingface",
    endpoint: environment.HF_ENDPOINT ?? "",
    routerEndpoint: environment.HF_ROUTER_ENDPOINT ?? "",
    token: null,
    http,
    cache: createMemoryBenchmarkCache(),
    clock: systemClock,
    limits: { requests: 10_000, pagesPerListing: 10_000 },
  });
  const { rankings, sources, errors } = await rankTasks({
    tasks: taskNames,
    policy: policySchema.parse({}),
    configuration: null,
    dependencies: {
      catalogues: () => ({ catalogues: [catalogue], unknown: [] }),
      holds: { list: async () => [] },
      clock: systemClock,
    },
    signal: new AbortController().signal,
    progress: trackProgress(undefined),
  });
  await http.close();
  if (errors.length > 0) throw new Error(errors.join("\n"));
  return {
    models: sources.reduce((sum, source) => sum + source.models, 0),
    qualified: [...rankings.values()].reduce((sum, ranking) => sum + ranking.qualified, 0),
  };
}
