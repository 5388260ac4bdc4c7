import { InferenceClient } from "@huggingface/inference";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startWorld, type World } from "../../demo/world/world.ts";

let world: World;
let client: InferenceClient;

/** The official client has fixed addresses, and for jobs and files it takes no other `fetch` than the global one. */
beforeEach(async () => {
  world = await startWorld();
  const realFetch = globalThis.fetch;
  vi.stubGlobal("fetch", (url: string, init?: RequestInit) =>
    realFetch(
      url
        .replace(/^https:\/\/router\.huggingface\.co/, world.router.url)
        .replace(/^https:\/\/huggingface\.co/, world.hub.url),
      init,
    ),
  );
  client = new InferenceClient(world.token, { retry_on_error: false });
});

afterEach(async () => {
  vi.unstubAllGlobals();
  await world.stop();
});

const hosted = (model: string, provider: "hf-inference" | "fal-ai" = "hf-inference") => ({ model, provider });
const recording = new Blob([new Uint8Array(64)], { type: "audio/wav" });

async function typeAndStart(made: unknown): Promise<[string, string]> {
  if (!(made instanceof Blob)) throw new Error("It is no file.");
  const start = Buffer.from(await made.arrayBuffer()).subarray(0, 12);
  return [made.type, start.toString("latin1").replaceAll(/[^A-Za-z]/g, "")];
}

describe("chats of the official inference client", () => {
  const chat = { messages: [{ role: "user", content: "Hello" }] };

  it.each([
    { model: "zai-org/GLM-5" },
    { model: "zai-org/GLM-5", provider: "novita" as const },
    { model: "zai-org/GLM-5", provider: "together" as const },
  ])("are answered: %o", async (route) => {
    const { choices } = await client.chatCompletion({ ...route, ...chat });
    expect(choices[0]?.message.content).toContain("stand-in for zai-org/GLM-5");
  });

  it("stream", async () => {
    let pieces = 0;
    for await (const _ of client.chatCompletionStream({ model: "zai-org/GLM-5", ...chat })) pieces += 1;
    expect(pieces).toBeGreaterThan(10);
  });
});

describe("pipelines of the official inference client", () => {
  it("answer with text", async () => {
    const inputs = "My name is Ada.";
    const squad = { ...hosted("deepset/roberta-base-squad2"), inputs: { question: "Who?", context: inputs } };
    expect((await client.questionAnswering(squad)).answer).toContain("Ada");
    const summary = await client.summarization({ ...hosted("facebook/bart-large-cnn"), inputs });
    expect(summary.summary_text).toContain("stand-in for facebook/bart-large-cnn");
    const translation = await client.translation({ ...hosted("google-t5/t5-base"), inputs });
    expect(translation).toHaveProperty("translation_text");
    const base = { model: "meta-llama/Meta-Llama-3-8B", provider: "featherless-ai" as const, inputs };
    expect((await client.textGeneration(base)).generated_text).toContain("writes the demo's stand-in");
    const heard = await client.automaticSpeechRecognition({ ...hosted("openai/whisper-small"), data: recording });
    expect(heard.text).toContain("64 bytes");
    const byFal = { ...hosted("openai/whisper-large-v3", "fal-ai"), data: recording };
    expect((await client.automaticSpeechRecognition(byFal)).text).toContain("64 bytes");
  });

  it("answer with labels, places and numbers", async () => {
    const inputs = "I met Ada in Lisbon.";
    const gap = await client.fillMask({ ...hosted("google-bert/bert-base-uncased"), inputs: "A [MASK]." });
    expect(gap[0]).toMatchObject({ token_str: "demo", sequence: "A demo." });
    const mood = await client.textClassification({ ...hosted("ProsusAI/finbert"), inputs });
    expect(mood[0]?.label).toBe("POSITIVE");
    const parameters = { candidate_labels: ["travel", "work"] };
    const chosen = await client.zeroShotClassification({ ...hosted("facebook/bart-large-mnli"), inputs, parameters });
    expect(chosen.map(({ label }) => label)).toEqual(["travel", "work"]);
    const names = await client.tokenClassification({ ...hosted("dslim/bert-base-NER"), inputs });
    expect(names.map(({ word, start }) => [word, start])).toEqual([
      ["Ada", 6],
      ["Lisbon", 13],
    ]);
    const vectors = await client.featureExtraction({ ...hosted("BAAI/bge-m3"), inputs: ["a", "b"] });
    expect(vectors).toHaveLength(2);
    const pair = { source_sentence: "a", sentences: ["a", "b"] };
    const alike = await client.sentenceSimilarity({ ...hosted("BAAI/bge-m3"), inputs: pair });
    expect(alike[0]).toBeCloseTo(1);
    const scaleway = { model: "Qwen/Qwen3-Embedding-8B", provider: "scaleway" as const, inputs: ["a"] };
    expect(await client.featureExtraction(scaleway)).toHaveLength(1);
  });

  it.each(["hf-inference", "fal-ai", "replicate", "nscale", "together", "wavespeed"] as const)(
    "make pictures on %s",
    async (provider) => {
      const made = await client.textToImage({ model: "black-forest-labs/FLUX.1-schnell", provider, inputs: "a cat" });
      expect((await typeAndStart(made))[1]).toContain("PNG");
    },
  );

  it("make videos and speech, and pictures by an adapter's own name", async () => {
    const inputs = "a cat";
    const wan = "Wan-AI/Wan2.1-T2V-14B";
    const adapter = "tarn59/pixel_art_style_lora_z_image_turbo";
    const [falVideo, novitaVideo, waveVideo] = await Promise.all([
      client.textToVideo({ model: wan, provider: "fal-ai", inputs }),
      client.textToVideo({ model: wan, provider: "novita", inputs }),
      client.textToVideo({ model: wan, provider: "wavespeed", inputs }),
      client.textToImage({ model: adapter, provider: "fal-ai", inputs }),
    ]);
    expect(world.router.countCalls({ model: adapter, host: "fal-ai", outcome: "answered" })).toBe(1);
    for (const made of [falVideo, novitaVideo, waveVideo]) {
      expect(await typeAndStart(made)).toEqual(["video/mp4", expect.stringContaining("ftyp")]);
    }
    const kokoro = "hexgrad/Kokoro-82M";
    for (const provider of ["fal-ai", "replicate"] as const) {
      const made = await client.textToSpeech({ model: kokoro, provider, inputs });
      expect(await typeAndStart(made)).toEqual(["audio/wav", expect.stringContaining("WAVE")]);
    }
  });
});
