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

/** What the last call of a model has sent. */
function sent(): Record<string, unknown> {
  const request = fixture.ollama.requests.findLast(({ url }) => url === "/api/chat");
  return JSON.parse(request?.body ?? "{}");
}

async function send(messages: ChatMessage[], options: Record<string, unknown> = {}, model = "llama3.2:latest") {
  const result = await callModel(fixture.provider, { model, input: { kind: "chat", messages, options } });
  return result;
}

const weather = {
  type: "function",
  function: { name: "get_weather", parameters: { type: "object", properties: { city: { type: "string" } } } },
};
const time = { type: "function", function: { name: "get_time", parameters: { type: "object" } } };

describe("a request", () => {
  it("says what the caller wants in Ollama's words", async () => {
    await send([{ role: "user", content: "Hello" }], {
      temperature: 0.2,
      top_p: 0.9,
      seed: 7,
      stop: "END",
      max_completion_tokens: 50,
      max_tokens: 70,
      frequency_penalty: 0.1,
      presence_penalty: -0.1,
      logit_bias: { 1: 2 },
      user: "me",
    });
    expect(sent()).toEqual({
      model: "llama3.2:latest",
      messages: [{ role: "user", content: "Hello" }],
      options: {
        temperature: 0.2,
        top_p: 0.9,
        seed: 7,
        frequency_penalty: 0.1,
        presence_penalty: -0.1,
        stop: ["END"],
        num_predict: 50,
      },
      stream: true,
    });
  });

  it.each([
    [{ type: "json_object" }, "json"],
    [{ type: "json_schema", json_schema: { name: "x", schema: { type: "object" } } }, { type: "object" }],
    [{ type: "text" }, undefined],
  ])("has the form of the answer %j as %j", async (response_format, format) => {
    await send([{ role: "user", content: "Hello" }], { response_format });
    expect(sent().format).toEqual(format);
  });

  it.each([
    ["auto", [weather, time]],
    ["none", undefined],
    [{ type: "function", function: { name: "get_time" } }, [time]],
  ])("has the tools of the choice %j", async (tool_choice, tools) => {
    await send([{ role: "user", content: "Hello" }], { tools: [weather, time], tool_choice });
    expect(sent().tools).toEqual(tools);
  });

  it("keeps the model in memory as the policy says", async () => {
    for (const keepAlive of ["10m", -1]) {
      const provider = fixture.declare({ keepAlive }, fixture.ollama.environment);
      await callModel(provider, { model: "llama3.2", input: chatOf("Hello") });
      expect(sent().keep_alive).toBe(keepAlive);
    }
  });

  it("tells the whole conversation, with pictures, thoughts, calls of tools and their results", async () => {
    const { error } = await send(
      [
        { role: "developer", content: "Be short." },
        {
          role: "user",
          content: [
            { type: "text", text: "What is this?" },
            { type: "image_url", image_url: { url: "data:image/png;base64,iVBORw0KGgo=" } },
          ],
        },
        {
          role: "assistant",
          content: null,
          reasoning_content: "Hm.",
          tool_calls: [{ id: "call_1", type: "function", function: { name: "look", arguments: '{"at":"it"}' } }],
        },
        { role: "tool", tool_call_id: "call_1", content: "a cat" },
      ],
      {},
      "gemma3:4b",
    );
    expect(error).toBeNull();
    expect(sent().messages).toEqual([
      { role: "system", content: "Be short." },
      { role: "user", content: "What is this?", images: ["iVBORw0KGgo="] },
      {
        role: "assistant",
        content: "",
        thinking: "Hm.",
        tool_calls: [{ function: { name: "look", arguments: { at: "it" } } }],
      },
      { role: "tool", content: "a cat", tool_name: "look" },
    ]);
  });

  it.each<[string, ChatMessage[], string]>([
    ["no message", [], "There is no message to answer."],
    [
      "a picture's address",
      [{ role: "user", content: [{ type: "image_url", image_url: { url: "https://example.org/cat.png" } }] }],
      "Ollama takes pictures only within the request",
    ],
    [
      "a path in the place of a picture",
      [
        {
          role: "user",
          content: [{ type: "image_url", image_url: { url: "data:image/png;base64,../../etc/passwd" } }],
        },
      ],
      "not written in base64",
    ],
    [
      "a recording",
      [{ role: "user", content: [{ type: "input_audio", input_audio: { data: "AAAA", format: "wav" } }] }],
      'a part of another kind ("input_audio")',
    ],
    [
      "arguments that are none",
      [{ role: "assistant", content: "", tool_calls: [{ id: "1", function: { name: "look", arguments: "[1" } }] }],
      'The call of the tool "look"',
    ],
  ])("with %s is refused before it is sent", async (_what, messages, sentence) => {
    const error = callErrorOf(await send(messages));
    expect(error).toMatchObject({ kind: "bad-request", message: expect.stringContaining(sentence) });
    expect(fixture.ollama.calls).toEqual([]);
  });

  it("asks for a picture, a recording or a file elsewhere", async () => {
    const input = {
      kind: "pipeline",
      text: "x",
      context: null,
      labels: [],
      targetLanguage: null,
      sourceLanguage: null,
      files: [],
    } as const;
    const result = await callModel(fixture.provider, { model: "llama3.2", input });
    expect(callErrorOf(result)).toMatchObject({ kind: "bad-request" });
  });
});

describe("the wish for thinking", () => {
  it("is told in Ollama's words", async () => {
    fixture.ollama.setModels([
      {
        name: "gpt-oss:20b",
        capabilities: ["completion", "thinking"],
        architecture: "gptoss",
        parameterSize: "20.9B",
        quantization: "MXFP4",
      },
    ]);
    await send([{ role: "user", content: "Hello" }], { reasoning_effort: "low" }, "gpt-oss:20b");
    expect(sent().think).toBe("low");
    await send([{ role: "user", content: "Hello" }], { reasoning_effort: "none" }, "gpt-oss:20b");
    expect(sent().think).toBe(false);
  });

  it("is dropped where the model does not take it, and not asked again", async () => {
    for (const attempts of [2, 3]) {
      const { events, error } = await send([{ role: "user", content: "Hello" }], { reasoning_effort: "high" });
      expect(error).toBeNull();
      expect(textIn(events)).toContain("stand-in");
      expect(sent().think).toBeUndefined();
      expect(fixture.ollama.countCalls()).toBe(attempts);
    }
  });
});

describe("the context", () => {
  const long = "word ".repeat(5_000);

  it("is left to the server where the request fits into any", async () => {
    await send([{ role: "user", content: "Hello" }]);
    expect(sent().options).toEqual({});
    expect(fixture.ollama.requests).toHaveLength(1);
  });

  it("is asked for where the request would be cut without a word", async () => {
    await send([{ role: "user", content: long }]);
    expect(sent().options).toEqual({ num_ctx: 16_384 });
  });

  it("is left as it is where the model is loaded with enough", async () => {
    fixture.ollama.load("llama3.2", 32_768);
    await send([{ role: "user", content: long }]);
    expect(sent().options).toEqual({});
  });

  it("is asked for where nobody can tell what is loaded", async () => {
    fixture.ollama.fail({ kind: "status", status: 500, when: ({ pathname }) => pathname === "/api/ps" });
    await send([{ role: "user", content: long }], { max_tokens: 20_000 });
    expect(sent().options).toEqual({ num_ctx: 32_768, num_predict: 20_000 });
  });

  it("does not count a picture by its bytes", async () => {
    const url = `data:image/png;base64,${"A".repeat(400_000)}`;
    await send([{ role: "user", content: [{ type: "image_url", image_url: { url } }] }], {}, "gemma3:4b");
    expect(sent().options).toEqual({});
  });
});
