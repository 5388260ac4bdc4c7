import { createMemoryBenchmarkCache } from "../src/providers/hugging-face/benchmark-cache.ts";
import { createHuggingFaceCatalogue } from "../src/providers/hugging-face/catalogue.ts";
import { systemClock } from "../src/shared/clock.ts";
import { createHttpClient } from "../src/shared/http-client.ts";
import { startWorldProcess } from "./world-process.ts";
const pipelines = ["text-generation","question-answering","summarization","translation","fill-mask","feature-extraction","text-classification","token-classification","zero-shot-classification"];
const world = await startWorldProcess({ models: { inMemory: 900, pipelines }, latencyMs: Number(process.argv[2]) });
const { environment } = world;
const http = createHttpClient({ clock: systemClock, userAgent: "b" });
const catalogue = createHuggingFaceCatalogue({ name: "huggingface", endpoint: environment.HF_ENDPOINT, routerEndpoint: environment.HF_ROUTER_ENDPOINT, token: null, http, cache: createMemoryBenchmarkCache(), clock: systemClock });
const lookups = pipelines.map((pipelineTag) => ({ kind: "pipeline" as const, pipelineTag }));
const report = { skipped: () => {}, capped: () => {} };
const signal = new AbortController().signal;
for (let i = 0; i < 12; i++) {
  const t0 = performance.now(); const c0 = process.cpuUsage();
  const session = catalogue.open({ lookups });
  const firsts: number[] = [];
  await Promise.all(lookups.map(async (lookup) => { let first = true; for await (const _ of session.list({ lookup, signal, report })) { if (first) firsts.push(performance.now() - t0); first = false; } }));
  const c = process.cpuUsage(c0);
  console.log((performance.now() - t0).toFixed(1), "cpu", ((c.user + c.system) / 1000).toFixed(1), firsts.map((f) => f.toFixed(0)).join(" "));
}
for (const path of ["/api/models?limit=1", "/api/models?pipeline_tag=text-generation&limit=100&inference_provider=all&expand=inferenceProviderMapping&expand=tags&expand=safetensors"]) {
  for (let i = 0; i < 5; i++) { const t = performance.now(); const text = await (await fetch(environment.HF_ENDPOINT + path)).text(); console.log(path.slice(0, 30), text.length, (performance.now() - t).toFixed(1)); }
}
for (let i = 0; i < 5; i++) { const t = performance.now(); const text = await (await fetch(environment.HF_ROUTER_ENDPOINT + "/v1/models")).text(); console.log("router", text.length, (performance.now() - t).toFixed(1)); }
await http.close(); await world.stop();
