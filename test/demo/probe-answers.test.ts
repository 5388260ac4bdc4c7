import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorld, type World } from "../../demo/world/world.ts";
import { chatInterface, type Route } from "../../src/domain/route.ts";
import { interfacesOf, type TaskName, taskNames, taskOf } from "../../src/domain/task.ts";
import { createHuggingFaceInvocation } from "../../src/providers/hugging-face/invocation.ts";
import type { Invocation } from "../../src/providers/invocation.ts";
import { canTake, toRouteInput } from "../../src/routing/route-input.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { createStreamingPoster, type StreamingPoster } from "../../src/shared/streaming-post.ts";
import { collectAnswer } from "../../src/verification/collect.ts";
import type { Probe, ProbeAnswer } from "../../src/verification/probe.ts";
import { probes } from "../../src/verification/probes/table.ts";

/** Two hosts each where they speak in different ways. */
const served: Readonly<Record<string, readonly (readonly [model: string, host: string])[]>> = {
  [chatInterface]: [["zai-org/GLM-5", "novita"]],
  "text-generation": [["meta-llama/Meta-Llama-3-8B", "featherless-ai"]],
  "question-answering": [["deepset/roberta-base-squad2", "hf-inference"]],
  summarization: [["facebook/bart-large-cnn", "hf-inference"]],
  translation: [["google-t5/t5-base", "hf-inference"]],
  "fill-mask": [["google-bert/bert-base-uncased", "hf-inference"]],
  "feature-extraction": [
    ["BAAI/bge-large-en-v1.5", "hf-inference"],
    ["Qwen/Qwen3-Embedding-8B", "scaleway"],
  ],
  "sentence-similarity": [["BAAI/bge-m3", "hf-inference"]],
  "text-classification": [["ProsusAI/finbert", "hf-inference"]],
  "zero-shot-classification": [["facebook/bart-large-mnli", "hf-inference"]],
  "token-classification": [["dslim/bert-base-NER", "hf-inference"]],
  "text-to-image": [
    ["black-forest-labs/FLUX.1-schnell", "hf-inference"],
    ["black-forest-labs/FLUX.1-schnell", "together"],
  ],
  "text-to-video": [["Wan-AI/Wan2.1-T2V-14B", "novita"]],
  "automatic-speech-recognition": [
    ["openai/whisper-large-v3", "hf-inference"],
    ["openai/whisper-large-v3", "fal-ai"],
  ],
  "text-to-speech": [
    ["hexgrad/Kokoro-82M", "fal-ai"],
    ["ResembleAI/chatterbox", "fal-ai"],
  ],
};

let world: World;
let poster: StreamingPoster;
let invocation: Invocation;

beforeAll(async () => {
  world = await startWorld();
  poster = createStreamingPoster({ clock: systemClock, userAgent: "modelvane-test" });
  invocation = createHuggingFaceInvocation({
    endpoint: world.hub.url,
    routerEndpoint: world.router.url,
    token: world.token,
    streaming: poster,
    clock: systemClock,
  });
});

afterAll(async () => {
  await poster.close();
  await world.stop();
});

async function ask(probe: Probe, route: Route, task: TaskName): Promise<ProbeAnswer> {
  const input = toRouteInput(probe.ask, { route, task });
  const events = invocation.call({ route, input, signal: new AbortController().signal });
  const { answer } = await collectAnswer(events, {
    maximumTokens: probe.maximumTokens,
    clock: systemClock,
    startedAt: systemClock.now(),
  });
  return answer;
}

const cases = taskNames.flatMap((task) =>
  interfacesOf(taskOf(task)).flatMap((spoken) =>
    (served[spoken] ?? []).map(([model, host]) => ({ task, spoken, model, host })),
  ),
);

describe("the stand-ins for models", () => {
  it.each(cases)(
    "answer what proves a choice, rightly or wrongly as they are good: $task by $spoken on $host",
    async (each) => {
      const { task, spoken, model, host } = each;
      const route: Route = { provider: "huggingface", model, version: null, host, interface: spoken };
      const { smoke, graded } = probes[task];
      const asked = [smoke, ...graded].filter((probe) => canTake(route, probe.ask));
      expect(asked.length).toBeGreaterThan(0);
      for (const quality of [1, 0]) {
        world.setQuality(model, quality);
        const results = await Promise.all(
          asked.map(async (probe) => ({ id: probe.id, ...(await probe.check(await ask(probe, route, task))) })),
        );
        expect(results.filter(({ isRight }) => isRight !== (quality === 1))).toEqual([]);
      }
    },
  );
});
