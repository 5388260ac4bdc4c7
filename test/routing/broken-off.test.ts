import { describe, expect, it } from "vitest";
import type { ChatInput } from "../../src/domain/input.ts";
import { AnswerBrokenError } from "../../src/routing/errors.ts";
import { chat, fails, failure, finish, plays, routeTo, says, setStage, text } from "./stage.ts";

describe("an answer that dies half-way", () => {
  it("is continued by the next model from what was already sent", async () => {
    const stage = setStage();
    stage.scripts["a/first"] = plays(text("The quick "), text("brown "), failure("broken"));
    stage.scripts["b/second"] = says("fox jumps.");
    const { events, text: written, attempts } = await stage.answer();
    expect(written).toBe("The quick brown fox jumps.");
    expect(events.flatMap((event) => (event.type === "route" ? [event.route.model] : []))).toEqual([
      "a/first",
      "b/second",
    ]);
    expect(attempts).toEqual(["a/first primary broken", "b/second fallback answered"]);
    const { messages = [] } = (stage.calls[1]?.input ?? {}) as Partial<ChatInput>;
    expect(messages.slice(0, 2)).toEqual([
      { role: "user", content: "Hello" },
      { role: "assistant", content: "The quick brown " },
    ]);
    expect(messages[2]?.role).toBe("user");
  });

  it.each([
    ["the end of what was sent", ["brown", " fox jumps."], "A quick brown fox jumps."],
    ["all that was sent", ["A quick brown f", "ox", " jumps."], "A quick brown fox jumps."],
    ["nothing, though it looked so", ["quick"], "A quick brown foxquick"],
  ])("is joined without a seam where the next model repeats %s", async (_what, words, whole) => {
    const stage = setStage();
    stage.scripts["a/first"] = plays(
      text(whole.endsWith(".") ? "A quick brown" : "A quick brown fox"),
      failure("broken"),
    );
    stage.scripts["b/second"] = says(...words);
    const { text: written, events } = await stage.answer();
    expect(written).toBe(whole);
    expect(events.at(-1)).toEqual(finish);
  });

  it("is continued more than once, also where the continuation is refused as a bad request", async () => {
    const stage = setStage();
    stage.scripts["a/first"] = plays(text("One, "), failure("broken"));
    stage.scripts["b/second"] = fails("bad-request", { code: 400 });
    stage.scripts["c/third"] = says("two.");
    expect((await stage.answer()).text).toBe("One, two.");
  });

  it("is told to be broken, and not cut, where nobody is left", async () => {
    const stage = setStage([routeTo("a/first")]);
    stage.scripts["a/first"] = plays(text("The quick "), failure("broken"));
    const { error, text: written } = await stage.answer();
    expect(written).toBe("The quick ");
    expect(error).toBeInstanceOf(AnswerBrokenError);
    expect((error as Error).message).toContain("a/first on novita: It failed as broken");
  });

  it("is broken where it has no end", async () => {
    const stage = setStage([routeTo("a/first")]);
    stage.scripts["a/first"] = plays(text("The quick "));
    expect((await stage.answer()).error).toBeInstanceOf(AnswerBrokenError);
  });

  it.each([
    ["tools", { tools: [{ type: "function", function: { name: "look" } }] }],
    ["a response format", { response_format: { type: "json_object" } }],
  ])("ends in an error with %s", async (_what, options) => {
    const stage = setStage();
    stage.scripts["a/first"] = plays(text("{"), failure("busy"));
    const { error, attempts } = await stage.answer({ ask: chat("Hello", options) });
    expect(error).toBeInstanceOf(AnswerBrokenError);
    expect(attempts).toEqual(["a/first primary busy"]);
  });

  it("ends in an error where files were sent", async () => {
    const stage = setStage();
    const file = { bytes: new Uint8Array([1]), mediaType: "image/png", name: null };
    stage.scripts["a/first"] = plays({ type: "file", file }, failure("busy"));
    expect((await stage.answer()).error).toBeInstanceOf(AnswerBrokenError);
  });

  it("leaves to the continuation what the limit of tokens has left", async () => {
    const stage = setStage();
    stage.scripts["a/first"] = plays(text("x".repeat(40)), failure("busy"));
    await stage.answer({ ask: chat("Hello", { max_tokens: 100 }) });
    expect(stage.calls[1]?.input).toMatchObject({ options: { max_tokens: 90 } });
  });
});
