import OpenAI from "openai";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { FaultKind } from "../../demo/world/fault.ts";
import type { StatsReport } from "../../src/store/store.ts";
import { type ServedProgram, serveProgram } from "../support/served-program.ts";

let program: ServedProgram;
let models: string[];

beforeAll(async () => {
  program = await serveProgram();
  const { primary, fallbacks = [] } = program.configuration().tasks.conversational ?? {};
  models = [...(primary ? [primary] : []), ...fallbacks].map(({ model }) => model);
}, 30_000);

afterEach(() => program.recover());
afterAll(() => program.remove());

const messages = [{ role: "user" as const, content: "Hello?" }];
const weather = {
  type: "function" as const,
  function: { name: "weather", parameters: { type: "object", properties: { place: { type: "string" } } } },
};
type Request = Partial<Omit<OpenAI.ChatCompletionCreateParamsStreaming, "stream">>;

function spoil(fault: FaultKind, count: number): void {
  for (const model of models.slice(0, count)) program.world.router.fail({ ...fault, model });
}

interface Read {
  text: string;
  /** The models that the chunks name, each once, in order. */
  models: string[];
  finish: string | null;
  error: unknown;
}

/** Reads a stream to its end, or to its error. */
async function read(request: Request = {}): Promise<Read> {
  const found: Read = { text: "", models: [], finish: null, error: null };
  try {
    const options = { model: "task:conversational", messages, stream: true as const, ...request };
    for await (const { model, choices } of await program.client.chat.completions.create(options)) {
      found.text += choices[0]?.delta.content ?? "";
      found.finish = choices[0]?.finish_reason ?? found.finish;
      if (found.models.at(-1) !== model) found.models.push(model);
    }
  } catch (error) {
    found.error = error;
  }
  return found;
}

const deaths: [string, FaultKind][] = [
  ["by a cut connection", { kind: "truncated", cut: true }],
  ["by an end before the end", { kind: "truncated" }],
  ["by an error event", { kind: "error-event" }],
  ["by silence", { kind: "stalled" }],
];

describe("a caller who goes away", () => {
  it("has the call upstream cancelled, which is noted as such", async () => {
    const [model = ""] = models;
    spoil({ kind: "stalled" }, 1);
    const stream = await program.client.chat.completions.create({
      model: "task:conversational",
      messages,
      stream: true,
    });
    for await (const { choices } of stream) if (choices[0]?.delta.content) break;
    await expect.poll(() => program.world.router.countCalls({ model, outcome: "cancelled" })).toBe(1);
    const noted = async () => {
      const { models: all } = (await program.json<StatsReport>("stats")).document;
      return all.find((each) => each.model === model)?.outcomes.cancelled;
    };
    await expect.poll(noted).toBe(1);
  });
});

describe("a stream that dies half-way", () => {
  // Some fall silent, and nobody shall wait for that.
  beforeAll(() => program.clock.hurry());
  afterAll(() => program.clock.takeTime());

  it.each(deaths)("%s is gone on with by the next model, from where it stood", async (_, fault) => {
    const whole = (await read()).text.replace(models[0] ?? "", "");
    spoil(fault, 1);
    const answer = await read();
    expect(answer).toMatchObject({ models: models.slice(0, 2), finish: "stop", error: null });
    expect(answer.text.replace(models[0] ?? "", "")).toBe(whole);
  });

  it("twice is gone on with by the third", async () => {
    spoil({ kind: "truncated", cut: true }, 2);
    const answer = await read();
    expect(answer).toMatchObject({ models, finish: "stop", error: null });
    expect(answer.text).toMatch(/finds its way back\.$/);
  });

  it.each(deaths)("%s, with each model, ends in one honest error event", async (_, fault) => {
    spoil(fault, 3);
    const { text, finish, error } = await read();
    expect(text).toMatch(/^This is the demo's stand-in for /);
    expect(finish).toBeNull();
    expect(error).toBeInstanceOf(OpenAI.APIError);
    expect(error).toMatchObject({ code: "answer_broken", type: "server_error" });
    expect(String(error)).toContain("The answer broke off, and no other model could go on with it");
  });

  it("is not gone on with where it may call tools, or has a form: that ends in an error event", async () => {
    spoil({ kind: "truncated", cut: true }, 1);
    const withTools = await read({ tools: [weather] });
    expect(withTools).toMatchObject({ models: [models[0]], error: { code: "answer_broken" } });
    program.recover();
    spoil({ kind: "truncated", cut: true, after: 2 }, 1);
    const inForm = await read({ response_format: { type: "json_object" } });
    expect(inForm.error).toMatchObject({ code: "answer_broken" });
  });
});

describe("the official client", () => {
  it("calls tools, and gets an answer to what they said", async () => {
    const asked = { role: "user" as const, content: "Use the weather tool." };
    const { choices } = await program.client.chat.completions.create({
      model: "task:conversational",
      messages: [asked],
      tools: [weather],
    });
    const [call] = choices[0]?.message.tool_calls ?? [];
    expect(choices[0]?.finish_reason).toBe("tool_calls");
    expect(call).toMatchObject({ type: "function", function: { name: "weather" } });
    const result = { role: "tool" as const, tool_call_id: call?.id ?? "", content: "Rain." };
    const told = await program.client.chat.completions.create({
      model: "task:conversational",
      messages: [asked, ...(choices[0] ? [choices[0].message] : []), result],
      tools: [weather],
    });
    expect(told.choices[0]?.message.content).toContain("“Rain.”");
  });

  it("gets vectors, whole and by its own compact form", async () => {
    const { data, model } = await program.client.embeddings.create({
      model: "task:feature-extraction",
      input: ["one", "two"],
    });
    expect(model).toBe(program.configuration().tasks["feature-extraction"]?.primary.model);
    expect(data.map(({ index, embedding }) => [index, embedding.length])).toEqual([
      [0, 256],
      [1, 256],
    ]);
  });

  it("lists what can be asked for, and asks for one of it", async () => {
    const { data } = await program.client.models.list();
    expect(data.map(({ id }) => id)).toContain("task:summarization");
    const id = `huggingface:${models[1]}`;
    expect(await program.client.models.retrieve(id)).toMatchObject({ id, object: "model" });
    expect(await read({ model: id })).toMatchObject({ models: [models[1]], finish: "stop" });
  });

  it("gets its own errors for what is wrong", async () => {
    const wrong = new OpenAI({ baseURL: `${program.url}/v1`, apiKey: "wrong", maxRetries: 0 });
    await expect(wrong.models.list()).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
    await expect(program.client.models.retrieve("no/such")).rejects.toBeInstanceOf(OpenAI.NotFoundError);
    const { error } = await read({ model: "task:poetry" });
    expect(error).toBeInstanceOf(OpenAI.NotFoundError);
    expect(String(error)).toContain("The tasks are: task:conversational, ");
    expect((await read({ messages: [] })).error).toBeInstanceOf(OpenAI.BadRequestError);
  });
});
