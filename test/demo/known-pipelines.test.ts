import { InferenceClient } from "@huggingface/inference";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startWorld, type World } from "../../demo/world/world.ts";
import { article, context, gap, knownAnswers, mood, people } from "./known-questions.ts";

let world: World;
let client: InferenceClient;

/** The official client has fixed addresses. */
beforeEach(async () => {
  world = await startWorld({ knownAnswers, qualityOf: () => 1 });
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

describe("a pipeline of the world", () => {
  const parameters = { candidate_labels: ["work", "shopping", "love"] };
  const qa = "deepset/roberta-base-squad2";
  const ner = "dslim/bert-base-NER";

  async function answers() {
    const hosted = (model: string) => ({ model, provider: "hf-inference" as const });
    const zero = { ...hosted("facebook/bart-large-mnli"), inputs: mood, parameters };
    return {
      span: await client.questionAnswering({ ...hosted(qa), inputs: { question: "Who made the vane?", context } }),
      summary: (await client.summarization({ ...hosted("facebook/bart-large-cnn"), inputs: article })).summary_text,
      translation: await client.translation({ ...hosted("google-t5/t5-base"), inputs: "The house is old." }),
      word: (await client.fillMask({ ...hosted("google-bert/bert-base-uncased"), inputs: gap }))[0]?.token_str,
      mood: (await client.textClassification({ ...hosted("ProsusAI/finbert"), inputs: mood }))[0]?.label,
      topic: (await client.zeroShotClassification(zero))[0]?.label,
      names: (await client.tokenClassification({ ...hosted(ner), inputs: people })).map(({ start, end }) =>
        people.slice(start, end),
      ),
    };
  }

  it("answers known questions rightly", async () => {
    expect(await answers()).toMatchObject({
      span: { answer: "Marta", start: 25, end: 30 },
      summary: "A flood took the bridge.",
      translation: { translation_text: "Das Haus ist alt." },
      word: "France",
      mood: "POSITIVE",
      topic: "shopping",
      names: ["Amélie", "Porto"],
    });
  });

  it("answers them wrongly where it knows nothing", async () => {
    const models = "facebook/bart-large-cnn google-t5/t5-base google-bert/bert-base-uncased ProsusAI/finbert";
    for (const model of [...models.split(" "), "facebook/bart-large-mnli", qa, ner]) world.setQuality(model, 0);
    expect(await answers()).toMatchObject({
      span: { answer: "vane" },
      summary: article,
      translation: { translation_text: "The house is old." },
      word: "weathervane",
      mood: "NEGATIVE",
      topic: "work",
      names: [],
    });
  });

  it("puts texts near each other that are about the same", async () => {
    const model = "BAAI/bge-m3";
    const inputs = ["a cat sleeps", "a sleeping cat", "the price of oil"];
    const nearness = async () => {
      const vectors = (await client.featureExtraction({ model, provider: "hf-inference", inputs })) as number[][];
      const [a = [], near = [], far = []] = vectors;
      const times = (other: number[]) => a.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
      return [times(near), times(far)];
    };
    const [near = 0, far = 0] = await nearness();
    expect(near).toBeGreaterThan(far + 0.1);
    world.setQuality(model, 0);
    expect(await nearness()).toEqual([far, near]);
  });

  it("draws in the size that is asked for, and nothing that opens where it knows nothing", async () => {
    const model = "black-forest-labs/FLUX.1-schnell";
    const draw = async (provider: "hf-inference" | "together") => {
      const size = { width: 256, height: 128 };
      const made: unknown = await client.textToImage({
        model,
        provider,
        inputs: "a red apple on a table",
        parameters: size,
      });
      const bytes = made instanceof Blob ? Buffer.from(await made.arrayBuffer()) : Buffer.alloc(0);
      return bytes.length > 24 ? [bytes.readUInt32BE(16), bytes.readUInt32BE(20)] : null;
    };
    expect([await draw("hf-inference"), await draw("together")]).toEqual([
      [256, 128],
      [256, 128],
    ]);
    world.setQuality(model, 0);
    expect([await draw("hf-inference"), await draw("together")]).toEqual([null, null]);
  });

  it("understands the recording that is known by its length", async () => {
    const hear = async (seconds: number) => {
      const data = new Blob([wavOf(seconds)], { type: "audio/wav" });
      const model = "openai/whisper-large-v3";
      const heard = ["hf-inference", "fal-ai"] as const;
      return await Promise.all(
        heard.map(async (provider) => (await client.automaticSpeechRecognition({ model, provider, data })).text),
      );
    };
    expect(await hear(0.5)).toEqual(["Good morning.", "Good morning."]);
    expect(await hear(0.7)).toEqual([expect.stringContaining("0.7 seconds"), expect.stringContaining("0.7 seconds")]);
  });
});

/** Silence, of 8,000 samples a second. */
function wavOf(seconds: number): Uint8Array<ArrayBuffer> {
  const length = seconds * 16_000;
  const wav = Buffer.alloc(44 + length);
  wav.write("RIFF", 0, "latin1");
  wav.write("WAVEfmt ", 8, "latin1");
  wav.writeUInt32LE(16_000, 28);
  wav.write("data", 36, "latin1");
  wav.writeUInt32LE(length, 40);
  return new Uint8Array(wav);
}
