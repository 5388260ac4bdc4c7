import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  beginStream,
  chunk,
  done,
  eventsOf,
  goodStream,
  outcomeOf,
  stream,
  usageChunk,
} from "../../support/chat-completions.ts";
import { reply } from "../../support/scripted-server.ts";
import { key, openStage, recorded, type Stage } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

async function eventsOfCall(...parts: readonly (Record<string, unknown> | string)[]) {
  stage.server.script(stream(...parts));
  const { events, error } = await outcomeOf(stage.call());
  expect(error).toBeNull();
  return events;
}

describe("a chat with a declared server", () => {
  it("posts the messages and options as they are, with the key, and asks for a stream with usage", async () => {
    const { handler, body } = recorded(goodStream);
    stage.server.script(handler);
    const messages = [{ role: "user" as const, content: [{ type: "text", text: "漢字" }] }];
    await outcomeOf(stage.call({ messages, options: { temperature: 0.2, tools: [{ type: "function" }] } }));
    expect(await body).toEqual({
      model: "maker/model",
      messages,
      temperature: 0.2,
      tools: [{ type: "function" }],
      stream: true,
      stream_options: { include_usage: true },
    });
    const [request] = stage.server.received;
    expect(request).toMatchObject({ method: "POST", url: "/v1/chat/completions" });
    expect(request?.headers).toMatchObject({ authorization: `Bearer ${key}`, "content-type": "application/json" });
  });

  it("streams text and reasoning apart, then the finish and the usage", async () => {
    const events = await eventsOfCall(
      chunk({ role: "assistant", content: "" }),
      chunk({ reasoning_content: "Hm. " }),
      chunk({ reasoning: "Well." }),
      chunk({ content: "Good " }),
      chunk({ content: "day." }, "length"),
      usageChunk(12, 34, 5),
      done,
    );
    expect(events).toEqual([
      { type: "reasoning", text: "Hm. " },
      { type: "reasoning", text: "Well." },
      { type: "text", text: "Good " },
      { type: "text", text: "day." },
      { type: "finish", reason: "length" },
      {
        type: "usage",
        usage: { inputTokens: 12, outputTokens: 34, reasoningTokens: 5, tokensPerSecond: null, costUsdNanos: null },
      },
    ]);
  });

  it("hands on each event while the rest is still to come, and counts comments as life", async () => {
    const { promise: told, resolve: go } = Promise.withResolvers<void>();
    stage.server.script(async (_, response) => {
      beginStream(response, ": OPENROUTER PROCESSING\n\n");
      await told;
      response.end(eventsOf(chunk({ content: "Hello" }, "stop"), done));
    });
    const answer = stage.call()[Symbol.asyncIterator]();
    expect((await answer.next()).value).toEqual({ type: "life" });
    go();
    expect((await answer.next()).value).toEqual({ type: "text", text: "Hello" });
    expect((await answer.next()).value).toEqual({ type: "finish", reason: "stop" });
    expect((await answer.next()).done).toBe(true);
  });

  it("streams calls of tools in pieces, and says that tools were called where the server does not", async () => {
    const call = { index: 0, id: "call_1", type: "function", function: { name: "weather", arguments: "" } };
    const events = await eventsOfCall(
      chunk({ role: "assistant", content: null, tool_calls: [call] }),
      chunk({ tool_calls: [{ index: 0, function: { arguments: '{"city":' } }] }),
      chunk({
        tool_calls: [
          { function: { arguments: '"Faro"}' } },
          { index: 1, id: "b", function: { name: "c", arguments: { a: 1 } } },
        ],
      }),
      chunk({}, "stop"),
      done,
    );
    expect(events).toEqual([
      { type: "tool-call", delta: { index: 0, id: "call_1", name: "weather", arguments: "" } },
      { type: "tool-call", delta: { index: 0, id: null, name: null, arguments: '{"city":' } },
      { type: "tool-call", delta: { index: 0, id: null, name: null, arguments: '"Faro"}' } },
      { type: "tool-call", delta: { index: 1, id: "b", name: "c", arguments: '{"a":1}' } },
      { type: "finish", reason: "tool_calls" },
    ]);
  });

  it.each([
    ["stop", "stop"],
    ["length", "length"],
    ["max_tokens", "length"],
    ["content_filter", "content_filter"],
    ["function_call", "tool_calls"],
    ["eos", "stop"],
    ["constructor", "stop"],
  ])("reads the finish %s as %s", async (told, reason) => {
    expect(await eventsOfCall(chunk({ content: "Hello" }, told), done)).toContainEqual({ type: "finish", reason });
  });

  it("takes content in parts, and a refusal as text", async () => {
    const parts = [
      { type: "thinking", thinking: [{ type: "text", text: "Hm." }] },
      { type: "text", text: "No" },
    ];
    expect(await eventsOfCall(chunk({ content: parts }), chunk({ refusal: ", sorry." }, "stop"), done)).toEqual([
      { type: "reasoning", text: "Hm." },
      { type: "text", text: "No" },
      { type: "text", text: ", sorry." },
      { type: "finish", reason: "stop" },
    ]);
  });

  it("tells the usage once, where the server counts with each part", async () => {
    const part = (content: string, count: number) => ({ ...chunk({ content }), usage: { completion_tokens: count } });
    const events = await eventsOfCall(part("a", 1), part("b", 2), chunk({}, "stop"), done);
    expect(events.filter(({ type }) => type === "usage")).toMatchObject([
      { usage: { inputTokens: null, outputTokens: 2 } },
    ]);
  });

  it.each([
    ["a stream that ends with a finish and without a mark", [chunk({ content: "Hello" }, "stop")]],
    ["a stream that ends with a mark and without a finish", [chunk({ content: "Hello" }), done]],
    ["a mark without its empty line", [chunk({ content: "Hello" }), "data: [DONE]"]],
    ["lines that end as in mails", [`data: ${JSON.stringify(chunk({ content: "Hello" }, "stop"))}\r\n\r\n`, done]],
    ["what comes after the mark", [chunk({ content: "Hello" }, "stop"), done, chunk({ content: "more" })]],
  ])("understands %s", async (_what, parts) => {
    const events = await eventsOfCall(...parts);
    expect(events.filter(({ type }) => type !== "life")).toEqual([
      { type: "text", text: "Hello" },
      { type: "finish", reason: "stop" },
    ]);
  });

  it("takes an answer that was filtered away for what it is, and no fault", async () => {
    const events = await eventsOfCall(chunk({ role: "assistant", content: "" }), chunk({}, "content_filter"), done);
    expect(events.filter(({ type }) => type !== "life")).toEqual([{ type: "finish", reason: "content_filter" }]);
  });

  it("takes a whole completion, although it asked for a stream", async () => {
    const message = { role: "assistant", content: "Hello", reasoning: "Hm." };
    const usage = { prompt_tokens: 1, completion_tokens: 2 };
    stage.server.script(reply(200, { choices: [{ index: 0, message, finish_reason: "stop" }], usage }));
    const { events } = await outcomeOf(stage.call());
    expect(events).toMatchObject([
      { type: "reasoning", text: "Hm." },
      { type: "text", text: "Hello" },
      { type: "finish", reason: "stop" },
      { type: "usage", usage: { inputTokens: 1, outputTokens: 2 } },
    ]);
  });

  it("keeps its connection from call to call", async () => {
    stage.server.script(goodStream);
    for (let call = 0; call < 6; call += 1) await outcomeOf(stage.call());
    // A call may begin before the end of the one before it has been seen on the wire.
    expect(new Set(stage.server.received.map((request) => request.socket.remotePort)).size).toBeLessThan(3);
  });
});
