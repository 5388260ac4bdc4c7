import OpenAI from "openai";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startWorld, type World } from "../../demo/world/world.ts";

const model = "zai-org/GLM-5";
const messages = [{ role: "user" as const, content: "Why is the sky blue?" }];
const weather = {
  type: "function" as const,
  function: {
    name: "get_weather",
    parameters: { type: "object", properties: { city: { type: "string" }, days: { type: "integer" } } },
  },
};

let world: World;
let client: OpenAI;

beforeEach(async () => {
  world = await startWorld();
  client = new OpenAI({ baseURL: `${world.router.url}/v1`, apiKey: world.token, maxRetries: 0 });
});

afterEach(async () => {
  await world.stop();
});

async function streamed(options: Partial<OpenAI.ChatCompletionCreateParamsStreaming> = {}) {
  const chunks: OpenAI.ChatCompletionChunk[] = [];
  const stream = await client.chat.completions.create({ model, messages, ...options, stream: true });
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

function textOf(chunks: readonly OpenAI.ChatCompletionChunk[]): string {
  return chunks.map(({ choices }) => choices[0]?.delta.content ?? "").join("");
}

describe("a chat with the router", () => {
  it("answers in plain words that say who speaks, with what it took", async () => {
    const { choices, usage } = await client.chat.completions.create({ model, messages });
    expect(choices[0]?.message.role).toBe("assistant");
    expect(choices[0]?.message.content).toContain(`the demo's stand-in for ${model}, and no real model`);
    expect(choices[0]?.message.content).toContain("Why is the sky blue?");
    expect(choices[0]?.finish_reason).toBe("stop");
    expect(usage).toMatchObject({ prompt_tokens: 5, total_tokens: 5 + (usage?.completion_tokens ?? 0) });
  });

  it("streams the same words in small pieces, with the usage at the end where it is asked for", async () => {
    const whole = await client.chat.completions.create({ model, messages });
    const chunks = await streamed({ stream_options: { include_usage: true } });
    expect(chunks.length).toBeGreaterThan(20);
    expect(textOf(chunks)).toBe(whole.choices[0]?.message.content);
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe("stop");
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: whole.usage });
    expect((await streamed()).some(({ usage }) => usage)).toBe(false);
  });

  it("goes on with an answer that was begun", async () => {
    const whole = textOf(await streamed());
    const begun = whole.split(" ").slice(0, 12).join(" ");
    const rest = await streamed({ messages: [...messages, { role: "assistant", content: begun }] });
    expect(begun + textOf(rest)).toBe(whole);
    const asked = { role: "user" as const, content: "Continue exactly where you stopped." };
    const again = await streamed({ messages: [...messages, { role: "assistant", content: begun }, asked] });
    expect(begun + textOf(again)).toBe(whole);
  });

  it("calls a tool that the person names, and takes its answer", async () => {
    const content = "Use get_weather for Lisbon.";
    const asked = { model, messages: [{ role: "user" as const, content }], tools: [weather] };
    const { choices } = await client.chat.completions.create(asked);
    const call = choices[0]?.message.tool_calls?.[0];
    expect(choices[0]?.finish_reason).toBe("tool_calls");
    expect(call?.type === "function" && call.function.name).toBe("get_weather");
    expect(call?.type === "function" && JSON.parse(call.function.arguments)).toEqual({ city: content, days: 1 });
    const told = { role: "tool" as const, tool_call_id: call?.id ?? "", content: "22 degrees" };
    const second = await client.chat.completions.create({
      ...asked,
      messages: [...asked.messages, { role: "assistant", tool_calls: call ? [call] : [] }, told],
    });
    expect(second.choices[0]?.message.content).toContain("22 degrees");
    expect(
      (await client.chat.completions.create({ model, messages, tools: [weather] })).choices[0]?.finish_reason,
    ).toBe("stop");
  });

  it("streams a call of a tool: its name first, its arguments in pieces", async () => {
    const chunks = await streamed({ tools: [weather], tool_choice: "required" });
    const calls = chunks.flatMap(({ choices }) => choices[0]?.delta.tool_calls ?? []);
    expect(calls[0]).toMatchObject({ index: 0, id: expect.any(String), function: { name: "get_weather" } });
    expect(calls.length).toBeGreaterThan(2);
    expect(JSON.parse(calls.map((call) => call.function?.arguments ?? "").join(""))).toHaveProperty("city");
    expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe("tool_calls");
  });

  it("answers in JSON, by a schema where there is one, and reasons where it is asked to", async () => {
    const schema = { type: "object", properties: { colour: { enum: ["blue", "red"] }, sure: { type: "boolean" } } };
    const format = { type: "json_schema" as const, json_schema: { name: "sky", schema } };
    const { choices } = await client.chat.completions.create({ model, messages, response_format: format });
    expect(JSON.parse(choices[0]?.message.content ?? "")).toEqual({ colour: "blue", sure: true });
    const chunks = await streamed({ reasoning_effort: "low" });
    expect(chunks.some(({ choices: [choice] }) => choice && "reasoning_content" in choice.delta)).toBe(true);
  });

  it("stops at the length that is allowed", async () => {
    const { choices, usage } = await client.chat.completions.create({ model, messages, max_tokens: 4 });
    expect([choices[0]?.finish_reason, usage?.completion_tokens]).toEqual(["length", 4]);
  });
});

describe("the router's choice of a host", () => {
  it.each([
    ["zai-org/GLM-5:novita", "novita"],
    ["openai/gpt-oss-120b", "cerebras"],
    ["openai/gpt-oss-120b:fastest", "cerebras"],
    ["openai/gpt-oss-120b:cheapest", "novita"],
  ])("takes %s to %s", async (wanted, host) => {
    await client.chat.completions.create({ model: wanted, messages });
    expect(world.router.calls).toMatchObject([{ model: wanted.split(":")[0], host, outcome: "answered" }]);
  });

  it.each(["nobody/nothing", "zai-org/GLM-5:groq", "google-bert/bert-base-uncased"])(
    "has none for %s",
    async (wanted) => {
      const error = await client.chat.completions
        .create({ model: wanted, messages })
        .catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(OpenAI.BadRequestError);
      expect(String(error)).toContain(
        `The requested model '${wanted}' is not supported by any provider you have enabled.`,
      );
    },
  );

  it("changes when a host drops the model", async () => {
    world.removeHost(model, "novita");
    const dropped = client.chat.completions.create({ model: `${model}:novita`, messages });
    await expect(dropped).rejects.toBeInstanceOf(OpenAI.BadRequestError);
    await client.chat.completions.create({ model, messages });
    expect(world.router.calls.map(({ outcome }) => outcome)).toEqual(["failed", "answered"]);
  });
});

describe("errors", () => {
  it("become the official client's own", async () => {
    const wrong = new OpenAI({ baseURL: `${world.router.url}/v1`, apiKey: "hf_wrong", maxRetries: 0 });
    await expect(wrong.chat.completions.create({ model, messages })).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
    const expected = [
      [404, OpenAI.NotFoundError],
      [429, OpenAI.RateLimitError],
      [500, OpenAI.InternalServerError],
    ] as const;
    for (const [status, kind] of expected) {
      world.router.fail({ kind: "status", status, model, times: 1 });
      await expect(client.chat.completions.create({ model, messages })).rejects.toBeInstanceOf(kind);
    }
    world.router.fail({ kind: "error-event", after: 4 });
    await expect(streamed()).rejects.toThrow("The model broke down.");
  });
});
