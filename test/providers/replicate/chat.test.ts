import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ChatInput } from "../../../src/domain/input.ts";
import { calling, callOf, chat, chatModel, faultOf, type ReplicateFixture, startFixture, textOf } from "./fixture.ts";

let fixture: ReplicateFixture;

beforeEach(async () => {
  fixture = await startFixture();
});
afterEach(() => fixture.stop());

const versioned = "lucataco/hermes-2-pro-llama-3-8b";
const lastInput = () => fixture.standIn.runs().at(-1)?.input;

describe("a chat on Replicate", () => {
  it("streams in pieces, and ends with what it used", async () => {
    const events = await callOf(fixture.provider, chat("Hello"));
    expect(textOf(events)).toBe(`This is ${chatModel} of the demo's Replicate. You said: "Hello".`);
    expect(events.filter(({ type }) => type === "text").length).toBeGreaterThan(5);
    expect(events.slice(-2)).toEqual([
      { type: "finish", reason: "stop" },
      {
        type: "usage",
        usage: {
          inputTokens: expect.any(Number),
          outputTokens: 10,
          reasoningTokens: null,
          tokensPerSecond: expect.closeTo(6.67, 2),
          costUsdNanos: null,
        },
      },
    ]);
  });

  it("is read at its end from a model that does not stream, with signs of life meanwhile", async () => {
    const types: string[] = [];
    for await (const { type } of calling(fixture.provider, chat("Hello"), { model: versioned })) types.push(type);
    expect(types).toEqual(["life", "text", "finish", "usage"]);
    expect(fixture.clock.waits).toEqual([250, 250]);
  });

  it("gives a model what its own form asks for, within its limits", async () => {
    const input: ChatInput = {
      kind: "chat",
      messages: [
        { role: "system", content: "Be short." },
        { role: "user", content: [{ type: "text", text: "Hello" }] },
        { role: "assistant", content: "Yes?" },
        { role: "user", content: "Bye" },
      ],
      options: { max_tokens: 1_000_000, temperature: 0.5, seed: 7, stop: ["###"], presence_penalty: 1 },
    };
    await callOf(fixture.provider, input);
    expect(lastInput()).toEqual({
      prompt: "User: Hello\n\nAssistant: Yes?\n\nUser: Bye\n\nAssistant:",
      system_prompt: "Be short.",
      max_tokens: 4_096,
      temperature: 0.5,
      stop_sequences: "###",
    });
  });

  it("ends by its length where it used all the tokens that it had", async () => {
    const events = await callOf(fixture.provider, chat("Hello", { max_completion_tokens: 10 }));
    expect(events.at(-1)).toEqual({ type: "finish", reason: "length" });
  });

  it("hands a picture on to a model that takes one", async () => {
    const picture = `data:image/png;base64,${Buffer.from("a picture").toString("base64")}`;
    const content = [
      { type: "text", text: "What is it?" },
      { type: "image_url", image_url: { url: picture } },
    ];
    const input: ChatInput = { kind: "chat", messages: [{ role: "user", content }], options: {} };
    const events = await callOf(fixture.provider, input, { model: "yorickvp/llava-13b" });
    expect(textOf(events)).toContain("The picture has 9 bytes.");
    const fault = await faultOf(fixture.provider, input);
    expect([fault.kind, fault.message]).toEqual(["bad-request", expect.stringContaining("takes no pictures")]);
    expect(fault.othersMay).toBe(true);
  });

  it("refuses tools, which no model there calls", async () => {
    const fault = await faultOf(fixture.provider, chat("Hello", { tools: [{ type: "function" }] }));
    expect([fault.kind, fault.othersMay]).toEqual(["bad-request", true]);
    expect(fixture.standIn.runs()).toEqual([]);
  });

  it("asks for a model's form once an hour", async () => {
    const asked = () => fixture.standIn.requests.filter(({ url }) => url === `/v1/models/${chatModel}`).length;
    await callOf(fixture.provider, chat("One"));
    await callOf(fixture.provider, chat("Two"));
    expect(asked()).toBe(1);
    fixture.clock.advance(3_600_001);
    await callOf(fixture.provider, chat("Three"));
    expect(asked()).toBe(2);
  });

  it("runs the version that the route names", async () => {
    const fault = await faultOf(fixture.provider, chat("Hello"), { model: versioned, version: "a".repeat(64) });
    expect(fault.kind).toBe("gone");
    await callOf(fixture.provider, chat("Hello"), { model: versioned });
    expect(fixture.standIn.runs().map(({ model }) => model)).toEqual([versioned]);
  });

  it("limits the life of its run, should nobody be left to call it off", async () => {
    await callOf(fixture.provider, chat("Hello"));
    expect(fixture.standIn.runs()[0]?.cancelAfter).toBe("10m");
  });
});
