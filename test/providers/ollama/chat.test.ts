import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ChatMessage } from "../../../src/domain/input.ts";
import {
  callErrorOf,
  callModel,
  chatOf,
  type OllamaFixture,
  startOllamaFixture,
  textIn,
} from "../../support/ollama-fixture.ts";

let fixture: OllamaFixture;

beforeEach(async () => {
  fixture = await startOllamaFixture();
});

afterEach(async () => {
  await fixture.stop();
});

async function send(messages: ChatMessage[], options: Record<string, unknown> = {}, model = "llama3.2:latest") {
  const result = await callModel(fixture.provider, { model, input: { kind: "chat", messages, options } });
  return result;
}

const weather = {
  type: "function",
  function: { name: "get_weather", parameters: { type: "object", properties: { city: { type: "string" } } } },
};

describe("an answer", () => {
  it("comes piece by piece, and ends with what the server counted", async () => {
    const { events, error } = await callModel(fixture.provider, {
      model: "llama3.2:latest",
      input: chatOf("Hello there"),
    });
    expect(error).toBeNull();
    expect(textIn(events)).toMatch(/^This is the demo's stand-in for llama3\.2:latest.*“Hello there”/);
    expect(events.filter(({ type }) => type === "text").length).toBeGreaterThan(10);
    expect(events.at(-2)).toEqual({ type: "finish", reason: "stop" });
    expect(events.at(-1)).toEqual({
      type: "usage",
      usage: {
        inputTokens: 2,
        outputTokens: expect.any(Number),
        reasoningTokens: null,
        tokensPerSecond: 50,
        costUsdNanos: null,
      },
    });
  });

  it("keeps thinking apart", async () => {
    const { events } = await callModel(fixture.provider, { model: "qwen3:8b", input: chatOf("Hello there") });
    expect(textIn(events, "reasoning")).toBe("Let me see what 2 words want.");
    expect(textIn(events)).not.toContain("Let me see");
    expect(events[0]?.type).toBe("reasoning");
  });

  it("may be cut short by the caller's limit", async () => {
    const { events } = await send([{ role: "user", content: "Hello" }], { max_tokens: 3 });
    expect(textIn(events)).toBe("This is the");
    expect(events).toContainEqual({ type: "finish", reason: "length" });
  });

  it("may be a call of a tool, with its arguments as text and an id", async () => {
    const { events } = await send([{ role: "user", content: "get weather" }], { tools: [weather] });
    expect(events[0]).toEqual({
      type: "tool-call",
      delta: { index: 0, id: "call_demo0001", name: "get_weather", arguments: '{"city":"get weather"}' },
    });
    expect(events).toContainEqual({ type: "finish", reason: "tool_calls" });
  });

  it("is called by a name without its tag too", async () => {
    expect(await callModel(fixture.provider, { model: "llama3.2", input: chatOf("Hello") })).toMatchObject({
      error: null,
    });
  });
});

describe("embeddings", () => {
  it("are one vector a text, in their order", async () => {
    const texts = ["one", "two", "one"];
    const { events, error } = await callModel(fixture.provider, {
      model: "nomic-embed-text",
      input: { kind: "embedding", texts, dimensions: 8 },
    });
    expect(error).toBeNull();
    const [first] = events;
    if (first?.type !== "data" || first.data.kind !== "embeddings") throw new Error("there are no vectors");
    expect(first.data.vectors.map(({ length }) => length)).toEqual([8, 8, 8]);
    expect(first.data.vectors[2]).toEqual(first.data.vectors[0]);
    expect(events.slice(1)).toMatchObject([
      { type: "finish", reason: "stop" },
      { type: "usage", usage: { inputTokens: 3, outputTokens: null } },
    ]);
  });

  it("are broken where a vector is missing", async () => {
    fixture.ollama.fail({ kind: "status", status: 200, body: { embeddings: [[1, 2], []] } });
    const result = await callModel(fixture.provider, {
      model: "nomic-embed-text",
      input: { kind: "embedding", texts: ["one", "two"], dimensions: null },
    });
    expect(callErrorOf(result)).toMatchObject({
      kind: "broken",
      message: expect.stringContaining("1 vectors for 2 texts"),
    });
  });

  it("are not made by a model that chats", async () => {
    const result = await callModel(fixture.provider, {
      model: "llama3.2",
      input: { kind: "embedding", texts: ["one"], dimensions: null },
    });
    expect(callErrorOf(result)).toMatchObject({ kind: "gone", code: 501 });
  });
});
