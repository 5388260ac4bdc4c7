import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AnswerEvent } from "../../../src/domain/answer.ts";
import { beginStream, chunk, done, eventsOf, outcomeOf, stream, usageChunk } from "../../support/chat-completions.ts";
import { reply } from "../../support/scripted-server.ts";
import { openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const hello = chunk({ role: "assistant", content: "Hello" });
const stop = chunk({}, "stop");
const usage = { inputTokens: 3, outputTokens: 4, reasoningTokens: null, tokensPerSecond: null, costUsdNanos: null };
const withoutLife = (events: readonly AnswerEvent[]) => events.filter(({ type }) => type !== "life");
const textOf = (events: readonly AnswerEvent[]) =>
  events.map((each) => (each.type === "text" ? each.text : "")).join("");

/** Begins an answer with these parts, and leaves the connection open. */
async function beginAnswer(...parts: readonly (Record<string, unknown> | string)[]) {
  const { promise: served, resolve } = Promise.withResolvers<ServerResponse>();
  const { promise: closed, resolve: onClose } = Promise.withResolvers<void>();
  stage.server.script((request, response) => {
    request.socket.on("close", onClose);
    beginStream(response, eventsOf(...parts));
    resolve(response);
  });
  const reading = outcomeOf(stage.call());
  return { reading, response: await served, closed };
}

/** Until the answer's end is waited for, and not longer. */
const waitsForRest = () => expect.poll(() => stage.clock.pending(), { interval: 1 }).toBe(1);

describe("an answer that has named its end", () => {
  it("is whole where nothing follows and the connection stays open, and hangs up", async () => {
    const { reading, closed } = await beginAnswer(hello, stop);
    await waitsForRest();
    stage.clock.advance(899);
    expect(stage.clock.pending()).toBe(1);
    stage.clock.advance(1);
    expect(await reading).toEqual({
      events: [
        { type: "text", text: "Hello" },
        { type: "finish", reason: "stop" },
      ],
      error: null,
    });
    await closed;
    expect(stage.clock.pending()).toBe(0);
  });

  it("is whole where only comments follow, and a piece of something more", async () => {
    const { reading, response } = await beginAnswer(hello, stop);
    await waitsForRest();
    stage.clock.advance(800);
    response.write(': keep-alive\n\ndata: {"choi');
    // It has been read when the rest of the time is waited for.
    await expect.poll(() => stage.timers.at(-1), { interval: 1 }).toBe(100);
    stage.clock.advance(100);
    expect((await reading).error).toBeNull();
  });

  it("gets the usage that comes a moment later", async () => {
    const { reading, response } = await beginAnswer(hello, stop);
    await waitsForRest();
    stage.clock.advance(800);
    response.write(eventsOf(usageChunk(3, 4)));
    await expect.poll(() => stage.timers.at(-1), { interval: 1 }).toBe(100);
    stage.clock.advance(100);
    expect((await reading).events.at(-1)).toEqual({ type: "usage", usage });
  });

  it("waits for nothing where the mark of the end comes with it", async () => {
    stage.server.script((_, response) => beginStream(response, eventsOf(hello, stop, done)));
    expect((await outcomeOf(stage.call())).error).toBeNull();
  });
});

describe("a server that names an end with every part", () => {
  const parts = [chunk({ content: "One, " }, "stop"), chunk({ content: "two, " }, "stop")];

  it("is listened to for as long as it speaks", async () => {
    const { reading, response } = await beginAnswer(...parts);
    const settled: string[] = [];
    void reading.then(() => settled.push("ended"));
    response.write(eventsOf(chunk({ content: "three, " }, "stop")));
    await expect.poll(() => stage.clock.pending(), { interval: 1 }).toBe(0);
    stage.clock.advance(60_000);
    await new Promise(setImmediate);
    expect(settled).toEqual([]);
    response.end(eventsOf(chunk({ content: "four." }, "stop"), done));
    const { events, error } = await reading;
    expect(error).toBeNull();
    expect(textOf(events)).toBe("One, two, three, four.");
    expect(events.filter(({ type }) => type === "finish")).toHaveLength(1);
  });

  it("is not taken for whole where the connection breaks", async () => {
    const { reading, response } = await beginAnswer(...parts);
    response.write(eventsOf(chunk({ content: "three" }, "stop")), () => response.socket?.destroy());
    expect((await reading).error).toMatchObject({ kind: "broken" });
  });
});

describe("an answer of reasoning alone", () => {
  const reasons = chunk({ reasoning_content: "The user wants 42. So: 42." });
  const reasoned = { type: "reasoning", text: "The user wants 42. So: 42." };

  it.each([
    ["a stream", stream(reasons, stop, done)],
    [
      "a whole completion",
      reply(200, { choices: [{ message: { reasoning: reasoned.text, content: "" }, finish_reason: "stop" }] }),
    ],
    ["one that the server's own limit has cut", stream(reasons, chunk({}, "length"), done)],
  ])("is empty: %s", async (_what, handler) => {
    stage.server.script(handler);
    const { events, error } = await outcomeOf(stage.call());
    expect(events).toEqual([reasoned]);
    expect(error).toMatchObject({ kind: "broken", message: expect.stringContaining("sent an empty answer") });
  });

  it.each(["max_tokens", "max_completion_tokens"])("is what the caller's own %s has left of it", async (limit) => {
    stage.server.script(stream(reasons, chunk({}, "length"), done));
    const { events, error } = await outcomeOf(stage.call({ options: { [limit]: 8 } }));
    expect(error).toBeNull();
    expect(events).toEqual([reasoned, { type: "finish", reason: "length" }]);
  });
});

describe("an event that is no part of an answer", () => {
  it.each<[string, Record<string, unknown> | string]>([
    ["a ping", { type: "ping" }],
    ["no choices", { choices: null }],
    ["an empty list of choices", { choices: [] }],
    ["null", "data: null\n\n"],
    ["a list", "data: []\n\n"],
  ])("such as %s is life, in the middle of an answer and before it", async (_what, part) => {
    const { reading, response } = await beginAnswer(part);
    response.write(eventsOf(hello));
    response.end(eventsOf(part, chunk({ content: " there" }), part, stop, part, done));
    const { events, error } = await reading;
    expect(error).toBeNull();
    expect(textOf(events)).toBe("Hello there");
    expect(withoutLife(events).at(-1)).toEqual({ type: "finish", reason: "stop" });
  });

  it("is told as life where it comes alone", async () => {
    const { reading, response } = await beginAnswer({ type: "ping" });
    await expect.poll(() => stage.server.received.length, { interval: 1 }).toBe(1);
    response.end(eventsOf(hello, stop, done));
    expect((await reading).events.map(({ type }) => type)).toContain("text");
  });

  it.each([
    ["with a mark", [{ type: "ping" }, done]],
    ["without", [{ object: "model", id: "x" }]],
  ])("is no answer where nothing else comes: %s", async (_what, parts) => {
    stage.server.script(stream(...parts));
    const { error } = await outcomeOf(stage.call());
    expect(error).toMatchObject({ kind: "broken", message: expect.stringContaining("no chat completion") });
  });

  it.each([
    [{ object: "error", message: "The model `x` does not exist", code: 404 }, "gone", 404],
    [{ type: "error", message: "Overloaded" }, "busy", "error"],
    [{ choices: null, error: { message: "CUDA error" } }, "broken", null],
  ])("is a fault where it names one: %j", async (part, kind, code) => {
    stage.server.script(stream(hello, part, stop, done));
    const { events, error } = await outcomeOf(stage.call());
    expect(error).toMatchObject({ kind, code, message: expect.stringContaining("reported a fault in its answer") });
    expect(textOf(events)).toBe("Hello");
  });
});
