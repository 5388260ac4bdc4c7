import { describe, expect, it } from "vitest";
import { withoutThinkTags } from "../../src/chat/think-tags.ts";
import type { RoutedEvent } from "../../src/routing/request.ts";

const route = { provider: "mine", model: "m", version: null, host: null, interface: "chat" } as const;
/** Among the pieces: from here on another model goes on. */
const anotherModel = "(another model)";

async function read(...pieces: string[]): Promise<{ thought: string; said: string; kinds: string }> {
  async function* events(): AsyncGenerator<RoutedEvent> {
    for (const text of pieces) yield text === anotherModel ? { type: "route", route } : { type: "text", text };
    yield { type: "finish", reason: "stop" };
  }
  const all: RoutedEvent[] = [];
  for await (const event of withoutThinkTags(events())) all.push(event);
  const joined = (type: "text" | "reasoning") =>
    all.flatMap((event) => (event.type === type ? [event.text] : [])).join("");
  return { thought: joined("reasoning"), said: joined("text"), kinds: all.map(({ type }) => type).join(" ") };
}

const answer = "<think>Let me see: 1 < 2.</think>\n\nIt is 3.";

describe("what a model thinks within its text", () => {
  it("is told apart from what it says", async () => {
    expect(await read(answer)).toMatchObject({ thought: "Let me see: 1 < 2.", said: "It is 3." });
  });

  it.each([1, 2, 3, 5, 7])("is told apart however the text is cut, here into pieces of %i", async (size) => {
    const pieces = answer.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
    const { thought, said } = await read(...pieces);
    expect(thought).toBe("Let me see: 1 < 2.");
    expect(said.trim()).toBe("It is 3.");
  });

  it.each(["  <thinking>a</thinking>b", "\n<reasoning>a</reasoning>b", "<THINK>a</THINK>b"])(
    "is known in %j",
    async (text) => {
      expect(await read(text)).toMatchObject({ thought: "a", said: "b" });
    },
  );

  it.each(["<thimble> is a word", "<t", "I <think> so", "", "<div>x</div>", "a <think>b</think>"])(
    "is not seen in %j",
    async (text) => {
      expect(await read(...text)).toMatchObject({ thought: "", said: text });
    },
  );

  it("is told apart of the next model, too, that goes on with an answer", async () => {
    const pieces = [anotherModel, "<think>a</think>Hel", anotherModel, "<thi", "nk>b</think>lo"];
    expect(await read(...pieces)).toMatchObject({ thought: "ab", said: "Hello" });
  });

  it("does not take along the next model's answer where it has no end", async () => {
    const said = await read("<think>a", anotherModel, "The answer");
    expect(said).toMatchObject({ thought: "a", said: "The answer" });
  });

  it.each([
    [["I should be brief.\n</think>\n\nHello"], { thought: "I should be brief.\n", said: "Hello" }],
    [["</think>\n\nHello"], { thought: "", said: "Hello" }],
    [[..."</think>\n\nHello"], { thought: "", said: "Hello" }],
  ])("is told apart in %j, whose opening mark stands in the template", async (pieces, expected) => {
    const { thought, said } = await read(...pieces);
    expect({ thought, said: said.trim() }).toEqual(expected);
  });

  it.each([1, 3, 4, 7])("ends at a rule where it was shown before its mark came, in pieces of %i", async (size) => {
    const pieces = "I should be brief.\n</think>\n\nHello".match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
    const { said } = await read(...pieces);
    expect(said.replace(/\n+/g, "\n\n")).toBe("I should be brief.\n\n---\n\nHello");
  });

  it.each([
    "It ends with `</think>`.",
    "Write\n<think>\nso\n</think>\nand go on",
    "a < b\n</thimble>\n<",
    "a </think> in a line",
  ])("is not seen in %j, whole or in pieces", async (text) => {
    expect(await read(text)).toMatchObject({ thought: "", said: text });
    expect(await read(...text)).toMatchObject({ thought: "", said: text });
  });

  it("may have no end", async () => {
    expect(await read("<think>and on", " and on")).toMatchObject({ thought: "and on and on", said: "" });
  });

  it("comes before the end of the answer", async () => {
    expect((await read("<thi")).kinds).toBe("text finish");
  });
});
