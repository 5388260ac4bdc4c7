import { Ollama as OllamaClient } from "ollama";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cloudOllamaModel } from "../../demo/world/ollama/models.ts";
import { type Ollama, startOllama } from "../../demo/world/ollama/ollama.ts";

let ollama: Ollama;
let client: OllamaClient;

beforeEach(async () => {
  ollama = await startOllama();
  client = new OllamaClient({ host: ollama.url });
});

afterEach(async () => {
  await ollama.stop();
});

const hello = [{ role: "user", content: "Hello there" }];

const weatherTool = {
  type: "function",
  function: {
    name: "get_weather",
    description: "The weather in a city",
    parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
  },
};

describe("the stand-in for Ollama satisfies the official client", () => {
  it("by what is installed", async () => {
    const { models } = await client.list();
    expect(models.map(({ name }) => name)).toEqual([
      "llama3.2:latest",
      "qwen3:8b",
      "gemma3:4b",
      "nomic-embed-text:latest",
    ]);
    expect(models[0]?.details).toMatchObject({ format: "gguf", family: "llama", parameter_size: "3.2B" });
    expect(models[0]?.digest).toMatch(/^[\da-f]{64}$/);
  });

  it("by what it says of a model, with or without its tag", async () => {
    const shown = await client.show({ model: "llama3.2" });
    expect(shown).toMatchObject({
      capabilities: ["completion", "tools"],
      details: { quantization_level: "Q4_K_M" },
      model_info: { "general.architecture": "llama", "llama.context_length": 131_072 },
    });
    expect(shown.license).toContain("COMMUNITY LICENSE");
  });

  it("by what is in memory: what was called, with the context that the call asked for", async () => {
    expect((await client.ps()).models).toEqual([]);
    await client.chat({ model: "qwen3:8b", messages: hello, options: { num_ctx: 16_384 } });
    expect((await client.ps()).models).toMatchObject([{ name: "qwen3:8b", context_length: 16_384 }]);
    await client.chat({ model: "qwen3:8b", messages: [], keep_alive: 0 });
    expect((await client.ps()).models).toEqual([]);
  });

  it("by its version", async () => {
    expect(await client.version()).toEqual({ version: "0.12.6" });
  });

  it("by a chat that comes whole", async () => {
    const { message, done, done_reason, eval_count } = await client.chat({ model: "llama3.2", messages: hello });
    expect(message.role).toBe("assistant");
    expect(message.content).toContain("stand-in for llama3.2:latest");
    expect({ done, done_reason }).toEqual({ done: true, done_reason: "stop" });
    expect(eval_count).toBeGreaterThan(10);
  });

  it("by a chat that streams, with thinking first and counters last", async () => {
    const parts = [];
    for await (const part of await client.chat({ model: "qwen3:8b", messages: hello, think: true, stream: true })) {
      parts.push(part);
    }
    expect(parts.length).toBeGreaterThan(10);
    expect(parts[0]?.message.thinking).toBe("Let");
    expect(parts.map(({ message }) => message.content).join("")).toContain("stand-in for qwen3:8b");
    expect(parts.at(-1)).toMatchObject({ done: true, done_reason: "stop" });
    expect(parts.at(-1)?.eval_duration).toBeGreaterThan(0);
  });

  it("by the limit of an answer", async () => {
    const answer = await client.chat({ model: "llama3.2", messages: hello, options: { num_predict: 3 } });
    expect(answer).toMatchObject({ message: { content: "This is the" }, done_reason: "length" });
  });

  it("by calls of tools", async () => {
    const messages = [{ role: "user", content: "Please get weather for Lisbon" }];
    const { message } = await client.chat({ model: "llama3.2", messages, tools: [weatherTool] });
    expect(message.tool_calls).toMatchObject([
      { function: { name: "get_weather", arguments: { city: "Please get weather for Lisbon" } } },
    ]);
    const told = [...messages, message, { role: "tool", tool_name: "get_weather", content: "21 degrees" }];
    const second = await client.chat({ model: "llama3.2", messages: told, tools: [weatherTool] });
    expect(second.message.content).toContain("21 degrees");
  });

  it("by answers in a form", async () => {
    const format = { type: "object", properties: { answer: { type: "string" } } };
    const { message } = await client.chat({ model: "llama3.2", messages: hello, format });
    expect(JSON.parse(message.content)).toEqual({ answer: "Hello there" });
  });

  it("by pictures", async () => {
    const messages = [{ role: "user", content: "What is this?", images: [new Uint8Array([1, 2, 3])] }];
    expect((await client.chat({ model: "gemma3:4b", messages })).message.content).toContain("a picture");
  });

  it("by completions of a prompt, whole and streaming", async () => {
    const { response } = await client.generate({ model: "llama3.2", prompt: "Hello there" });
    let streamed = "";
    for await (const part of await client.generate({ model: "llama3.2", prompt: "Hello there", stream: true })) {
      streamed += part.response ?? "";
    }
    expect(response).toContain("Hello there");
    expect(streamed).toBe(response);
  });

  it("by embeddings", async () => {
    const { embeddings } = await client.embed({ model: "nomic-embed-text", input: ["one", "two"], dimensions: 8 });
    expect(embeddings.map(({ length }) => length)).toEqual([8, 8]);
    expect(embeddings[0]).not.toEqual(embeddings[1]);
  });

  it("by the errors of what it cannot do", async () => {
    const cases: [Parameters<OllamaClient["chat"]>[0], number, string][] = [
      [{ model: "nothing", messages: hello }, 404, "model 'nothing' not found"],
      [{ model: "gemma3:4b", messages: hello, tools: [weatherTool] }, 400, "does not support tools"],
      [{ model: "llama3.2", messages: hello, think: true }, 400, "does not support thinking"],
      [{ model: "qwen3:8b", messages: hello, think: "low" }, 400, "is not supported for this model"],
      [{ model: "nomic-embed-text", messages: hello }, 400, "does not support chat"],
    ];
    for (const [request, status, text] of cases) {
      const error: unknown = await client.chat({ ...request, stream: false }).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ name: "ResponseError", status_code: status, error: expect.stringContaining(text) });
    }
    await expect(client.show({ model: "nothing" })).rejects.toMatchObject({ status_code: 404 });
    await expect(client.embed({ model: "llama3.2", input: "x" })).rejects.toMatchObject({ status_code: 501 });
  });

  it("by an error within a stream", async () => {
    ollama.fail({ kind: "error-event", after: 2, error: "llama runner process has terminated" });
    const stream = await client.chat({ model: "llama3.2", messages: hello, stream: true });
    const read = async () => {
      for await (const _ of stream);
    };
    await expect(read()).rejects.toThrow("llama runner process has terminated");
  });

  it("by models of the cloud, which name where they are", async () => {
    ollama.setModels([cloudOllamaModel]);
    expect((await client.list()).models).toMatchObject([{ remote_host: "https://ollama.com:443" }]);
  });
});

it("counts calls, and those that the caller has cancelled", async () => {
  ollama.fail({ kind: "stalled", model: "qwen3:8b", after: 1 });
  const stream = await client.chat({ model: "qwen3:8b", messages: hello, stream: true });
  const reading = (async () => {
    for await (const _ of stream) stream.abort();
  })();
  await expect(reading).rejects.toThrow();
  await client.chat({ model: "llama3.2", messages: hello });
  await expect.poll(() => ollama.countCalls({ outcome: "cancelled" })).toBe(1);
  expect(ollama.countCalls({ model: "llama3.2:latest", outcome: "answered" })).toBe(1);
});
