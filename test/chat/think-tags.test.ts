import { describe, expect, it } from "vitest";
import { withoutThinkTags } from "../../src/chat/think-tags.ts";
import type { RoutedEvent } from "../../src/routing/request.ts";

async function read(...pieces: string[]): Promise<{ thought: string; said: string; kinds: string }> {
  async function* events(): AsyncGenerator<RoutedEvent> {
    for (const text of pieces) yield { type: "text", text };
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

  it("may have no end", async () => {
    expect(await read("<think>and on", " and on")).toMatchObject({ thought: "and on and on", said: "" });
  });

  it("comes before the end of the answer", async () => {
    expect((await read("<thi")).kinds).toBe("text finish");
  });
});
