import { InferenceClient } from "@huggingface/inference";
import { Ollama } from "ollama";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createMinds } from "../../demo/world/knowledge/minds.ts";
import { startOpenAiServer } from "../../demo/world/open-ai-server.ts";
import { startWorld, type World } from "../../demo/world/world.ts";
import { article, context, knownAnswers, sum } from "./known-questions.ts";

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
