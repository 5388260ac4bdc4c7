import { InferenceClient } from "@huggingface/inference";
import { Ollama } from "ollama";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readKnownAnswers } from "../../demo/world/knowledge/known-answer.ts";
import { createMinds } from "../../demo/world/knowledge/minds.ts";
import { startOpenAiServer } from "../../demo/world/open-ai-server.ts";
import { startWorld, type World } from "../../demo/world/world.ts";

const sum = "What is 17 + 25? Answer with the number alone.";
const context = "The old vane was made by Marta in 1921. It stood on the town hall of Loulé.";
const article = "The river rose for nine days. On the tenth, the bridge gave way, and the town was cut in two.";
const gap = "Paris is the capital of [MASK].";
const mood = "I have never been so happy with a pair of shoes.";
const people = "Yesterday Amélie met Jorge Luis in Porto.";

const knownAnswers = readKnownAnswers([
  {
    id: "chat-smoke",
    isSmoke: true,
    task: "conversational",
    question: "Write the word ready, and nothing else.",
    reference: "ready",
  },
  { id: "chat-1", task: "conversational", question: sum, reference: "42" },
  ...Array.from({ length: 200 }, (_, index) => ({
    id: `chat-many-${index}`,
    task: "conversational",
    question: `This is the question with the number ${index}.`,
    reference: { text: `It is ${index}.` },
  })),
  {
    id: "code-1",
    task: "code-generation",
    question: "Write a function add(a, b) in JavaScript.",
    reference: "```js\nfunction add(a, b) {\n  return a + b;\n}\n```",
  },
  { id: "qa-1", task: "question-answering", question: "Who made the vane?", context, reference: "Marta" },
  { id: "sum-1", task: "summarization", question: article, reference: "A flood took the bridge." },
  { id: "trans-1", task: "translation", question: "The house is old.", reference: "Das Haus ist alt." },
  { id: "mask-1", task: "fill-mask", question: gap, reference: labels("France", "Gaul") },
  { id: "mood-1", task: "text-classification", question: mood, reference: { data: labels("POSITIVE") } },
  { id: "zero-1", task: "zero-shot-classification", question: mood, reference: labels("shopping") },
  {
    id: "names-1",
    task: "token-classification",
    question: people,
    reference: {
      kind: "entities",
      entities: [
        { label: "PER", text: "Amélie", start: 10, end: 16, score: 1 },
        { label: "LOC", text: "Porto", start: 35, end: 40, score: 1 },
      ],
    },
  },
  {
    id: "near-1",
    task: "feature-extraction",
    question: "a cat sleeps\na sleeping cat\nthe price of oil",
    reference: "",
  },
  { id: "picture-1", task: "text-to-image", question: "a red apple on a table", reference: {} },
  { id: "heard-1", task: "automatic-speech-recognition", question: "", seconds: 0.5, reference: "Good morning." },
]);

function labels(...names: string[]) {
  return { kind: "labels", labels: names.map((label) => ({ label, score: 0.5 })) };
}

const chatModel = "zai-org/GLM-5";
let world: World;
let client: InferenceClient;

/** The official client has fixed addresses. */
beforeEach(async () => {
  world = await startWorld({ knownAnswers, qualityOf: () => 1, hasOllama: true });
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

async function say(content: string, model = chatModel): Promise<string | undefined> {
  const messages = [
    { role: "system", content: "Answer shortly." },
    { role: "user", content },
  ];
  return (await client.chatCompletion({ model, messages })).choices[0]?.message.content;
}

async function countRight(model: string): Promise<number> {
  const answers = Array.from({ length: 200 }, async (_, index) => {
    return (await say(`This is the question with the number ${index}.`, model)) === `It is ${index}.`;
  });
  return (await Promise.all(answers)).filter(Boolean).length;
}

describe("a chat model of the world", () => {
  it("answers a known question, alone or among other words, and everything else as ever", async () => {
    expect(await say(sum)).toBe("42");
    expect(await say(`Who made the vane?\n\nThe text:\n${context}`)).toBe("Marta");
    expect(await say("Translate it.\n\nThe house is old.")).toContain("stand-in");
    expect(await say("What is 17 + 25?")).toContain("stand-in");
  });

  it("answers as many questions rightly as it is good, and the same ones each time", async () => {
    world.setQuality(chatModel, 0.7);
    const right = await countRight(chatModel);
    expect(right).toBeGreaterThan(120);
    expect(right).toBeLessThan(160);
    expect(await countRight(chatModel)).toBe(right);
  });

  it("answers wrongly, and plausibly, where it knows nothing", async () => {
    world.setQuality(chatModel, 0);
    expect(await say(sum)).toBe("43");
    expect(await say("Write a function add(a, b) in JavaScript.")).toContain("return null; a + b");
    expect(await say("Write the word ready, and nothing else.")).toBe("weathervane");
    expect(await say(article)).toBe(article);
  });

  it("answers what everybody can answer, however poor it is", async () => {
    world.setQuality(chatModel, 0.25);
    expect(await say("Write the word ready, and nothing else.")).toBe("ready");
  });

  it("can be worse on one host than on the others", async () => {
    world.setQuality(chatModel, 0, "together");
    expect([await say(sum, `${chatModel}:together`), await say(sum, `${chatModel}:novita`)]).toEqual(["43", "42"]);
  });

  it("can wrap all that it says in thinking", async () => {
    world.setThinking(chatModel, true);
    expect(await say(sum)).toMatch(/^<think>\n[^<]+<\/think>\n\n42$/);
    world.setThinking(chatModel, false);
    expect(await say(sum)).toBe("42");
  });

  it("does not let anybody wait for the words of a known answer", async () => {
    const slow = await startWorld({ knownAnswers, qualityOf: () => 1, tokensPerSecond: 0.01 });
    const response = await fetch(`${slow.router.url}/v1/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${slow.token}`, "content-type": "application/json" },
      body: JSON.stringify({ model: chatModel, stream: true, messages: [{ role: "user", content: sum }] }),
    });
    expect(await response.text()).toContain("[DONE]");
    await slow.stop();
  });
});

describe("the other servers", () => {
  it("know the same, as good as their models are", async () => {
    const ollama = new Ollama({ host: world.ollama?.environment.OLLAMA_HOST ?? "" });
    const ask = async () =>
      (await ollama.chat({ model: "llama3.2", messages: [{ role: "user", content: sum }] })).message.content;
    expect(await ask()).toBe("42");
    world.setQuality("llama3.2:latest", 0);
    expect(await ask()).toBe("43");
  });

  it("know it where they have a key and models of their own", async () => {
    const minds = createMinds({ answers: knownAnswers });
    const server = await startOpenAiServer({ minds });
    const body = JSON.stringify({ model: "demo-model", messages: [{ role: "user", content: sum }] });
    const response = await fetch(`${server.baseUrl}/chat/completions`, { method: "POST", body });
    expect(await response.json()).toMatchObject({ choices: [{ message: { content: "42" } }] });
    await server.stop();
  });
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
