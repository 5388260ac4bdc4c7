import OpenAI from "openai";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nothingKnown } from "../../src/domain/answer.ts";
import { NoRouteError, UnknownTargetError } from "../../src/routing/errors.ts";
import { endless, script } from "./fake-router.ts";
import { type ProgramServer, startProgramServer } from "./program-server.ts";

let server: ProgramServer;
let client: OpenAI;

beforeEach(async () => {
  server = await startProgramServer();
  client = server.client;
});
afterEach(() => server.stop());

const messages = [{ role: "user" as const, content: "Hello?" }];
const tools = [
  { type: "function" as const, function: { name: "weather", parameters: { type: "object", properties: {} } } },
];

async function collect<T>(all: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const each of all) list.push(each);
  return list;
}

async function errorOf(work: PromiseLike<unknown>): Promise<unknown> {
  return await work.then(
    () => null,
    (error: unknown) => error,
  );
}

describe("OpenAI's own client", () => {
  it("gets a whole answer, with what it has used and who gave it", async () => {
    const asked = client.chat.completions.create({ model: "task:conversational", messages, temperature: 0.2 });
    const { data, response, request_id } = await asked.withResponse();
    expect(data).toMatchObject({
      object: "chat.completion",
      created: Date.parse("2026-11-21T03:00:00.000Z") / 1_000,
      model: "zai-org/GLM-5",
      choices: [{ index: 0, message: { role: "assistant", content: "Hello there" }, finish_reason: "stop" }],
      usage: {
        prompt_tokens: 7,
        completion_tokens: 3,
        total_tokens: 10,
        completion_tokens_details: { reasoning_tokens: 1 },
      },
    });
    expect(data.id).toMatch(/^chatcmpl-/);
    expect(response.headers.get("x-modelvane-model")).toBe("huggingface:zai-org/GLM-5@novita");
    expect(request_id).toBe(server.router.requests[0]?.requestId);
    expect(server.router.requests).toMatchObject([
      { target: { task: "conversational" }, ask: { kind: "chat", messages, options: { temperature: 0.2 } } },
    ]);
  });

  it("reads a stream, with what it has used at its end", async () => {
    const stream = await client.chat.completions.create({
      model: "task:conversational",
      messages,
      stream: true,
      stream_options: { include_usage: true },
    });
    const chunks = await collect(stream);
    expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? null)).toEqual(["", "Hello", " there", null, null]);
    expect(chunks[0]?.choices[0]?.delta.role).toBe("assistant");
    expect(chunks.map(({ choices }) => choices[0]?.finish_reason ?? null)).toEqual([null, null, null, "stop", null]);
    expect(chunks.slice(0, -1).every((chunk) => chunk.usage === null && chunk.choices.length === 1)).toBe(true);
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: 10 }, model: "zai-org/GLM-5" });
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1);
  });

  it("reads no usage from a stream for which it did not ask", async () => {
    const stream = await client.chat.completions.create({ model: "task:conversational", messages, stream: true });
    const chunks = await collect(stream);
    expect(chunks).toHaveLength(4);
    expect(chunks.every((chunk) => !("usage" in chunk))).toBe(true);
  });

  it("gets calls of its tools, whole and in pieces", async () => {
    server.router.answer = script(
      { type: "tool-call", delta: { index: 0, id: "call_1", name: "weather", arguments: "" } },
      { type: "tool-call", delta: { index: 0, id: null, name: null, arguments: '{"city":' } },
      { type: "tool-call", delta: { index: 0, id: null, name: null, arguments: '"Porto"}' } },
      { type: "tool-call", delta: { index: 2, id: null, name: "time", arguments: "{}" } },
      { type: "finish", reason: "stop" },
    );
    const request = { model: "task:conversational", messages, tools, tool_choice: "auto" as const };
    const whole = await client.chat.completions.create(request);
    const streamed = await client.chat.completions.stream(request).finalChatCompletion();
    for (const { choices } of [whole, streamed]) {
      expect(choices[0]).toMatchObject({
        finish_reason: "tool_calls",
        message: { content: expect.toBeOneOf([null, ""]) },
      });
      expect(choices[0]?.message.tool_calls).toMatchObject([
        { id: "call_1", type: "function", function: { name: "weather", arguments: '{"city":"Porto"}' } },
        { id: expect.stringMatching(/^call_/), type: "function", function: { name: "time", arguments: "{}" } },
      ]);
    }
    expect(server.router.requests[0]?.ask).toMatchObject({ options: { tools, tool_choice: "auto" } });
  });

  it("takes a stream to its end by its helpers", async () => {
    const runner = client.chat.completions.stream({ model: "zai-org/GLM-5", messages });
    const texts: string[] = [];
    runner.on("content", (delta) => void texts.push(delta));
    expect(await runner.finalContent()).toBe("Hello there");
    expect(texts.join("")).toBe("Hello there");
  });

  it("gets vectors, in the form in which it asks for them by itself and in numbers", async () => {
    server.router.answer = script(
      {
        type: "data",
        data: {
          kind: "embeddings",
          vectors: [
            [0.5, -1.25],
            [3, 1e-3],
          ],
        },
      },
      { type: "finish", reason: "stop" },
      { type: "usage", usage: { ...nothingKnown, inputTokens: 4 } },
    );
    const model = "task:feature-extraction";
    const asked = await client.embeddings.create({ model, input: ["a", "b"], dimensions: 2 });
    expect(asked.data[0]?.embedding).toEqual([0.5, -1.25]);
    expect(asked.data[1]?.embedding[1]).toBeCloseTo(1e-3, 6);
    expect(asked.usage).toEqual({ prompt_tokens: 4, total_tokens: 4 });
    const plain = await client.embeddings.create({ model, input: ["a", "b"], encoding_format: "float" });
    expect(plain.data.map(({ embedding, index }) => [index, embedding])).toEqual([
      [0, [0.5, -1.25]],
      [1, [3, 1e-3]],
    ]);
    expect(server.router.requests[0]).toMatchObject({
      target: { task: "feature-extraction" },
      ask: { kind: "embedding", texts: ["a", "b"], dimensions: 2 },
    });
  });

  it("lists the models, and looks one up", async () => {
    const ids = (await collect(client.models.list())).map(({ id }) => id);
    expect(ids).toEqual([
      "task:conversational",
      "task:feature-extraction",
      "huggingface:zai-org/GLM-5",
      "ollama:llama3.2:3b",
      "huggingface:BAAI/bge-m3",
    ]);
    for (const id of ids) expect((await client.models.retrieve(id)).id).toBe(id);
    expect(await client.models.retrieve("zai-org/GLM-5")).toMatchObject({ owned_by: "zai-org", object: "model" });
    const created = Date.parse("2026-11-20T03:00:00.000Z") / 1_000;
    expect(await client.models.retrieve("task:conversational")).toMatchObject({
      created,
      owned_by: "modelvane",
      modelvane: { kind: "task", interface: "chat", primary: "huggingface:zai-org/GLM-5@novita" },
    });
  });

  it("meets faults as its own classes", async () => {
    const ask = (from = client) => errorOf(from.chat.completions.create({ model: "task:conversational", messages }));
    expect(await ask(new OpenAI({ baseURL: `${server.url}/v1`, apiKey: "wrong", maxRetries: 0 }))).toBeInstanceOf(
      OpenAI.AuthenticationError,
    );
    expect(await errorOf(client.models.retrieve("nothing"))).toBeInstanceOf(OpenAI.NotFoundError);
    expect(await errorOf(client.chat.completions.create({ model: "x", messages: [] }))).toBeInstanceOf(
      OpenAI.BadRequestError,
    );
    server.router.refusal = new UnknownTargetError("There is no such model.");
    expect(await ask()).toBeInstanceOf(OpenAI.NotFoundError);
    server.router.refusal = new NoRouteError("Nobody answers.", { retryAt: server.clock.now() + 1_000, attempts: [] });
    expect(await ask()).toBeInstanceOf(OpenAI.InternalServerError);
  });

  it("learns within a stream that the answer broke off", async () => {
    server.router.answer = async function* (request) {
      yield* script({ type: "text", text: "Half of it" })(request);
      throw new NoRouteError("It broke off.", { retryAt: null, attempts: [] });
    };
    const stream = await client.chat.completions.create({ model: "task:conversational", messages, stream: true });
    const texts: unknown[] = [];
    const error = await errorOf(
      (async () => {
        for await (const chunk of stream) texts.push(chunk.choices[0]?.delta.content);
      })(),
    );
    expect(error).toBeInstanceOf(OpenAI.APIError);
    expect(String(error)).toContain("It broke off.");
    expect(texts).toEqual(["", "Half of it"]);
  });

  it("cancels the call of the model when it is aborted, before the answer and within it", async () => {
    for (const events of [[], [{ type: "text", text: "Half" } as const]]) {
      const { answer, cancelled } = endless(...events);
      server.router.answer = answer;
      const controller = new AbortController();
      const options = { signal: controller.signal };
      const request = { model: "task:conversational", messages, stream: true as const };
      const reading = errorOf(
        (async () => {
          const stream = await client.chat.completions.create(request, options);
          for await (const _ of stream) controller.abort();
        })(),
      );
      if (events.length === 0) {
        await expect.poll(() => server.router.requests.length).toBe(1);
        controller.abort();
      }
      await cancelled;
      await reading;
    }
    expect(server.warnings).toEqual([]);
  });
});
