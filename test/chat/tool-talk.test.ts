import { describe, expect, it } from "vitest";
import type { Registry } from "../../src/chat/registry.ts";
import { withoutThinkTags } from "../../src/chat/think-tags.ts";
import { talkWithTools } from "../../src/chat/tools/tool-talk.ts";
import type { ChatInput } from "../../src/domain/input.ts";
import { NoRouteError } from "../../src/routing/errors.ts";
import type { RoutedEvent } from "../../src/routing/request.ts";

const route = { provider: "mine", model: "m", version: null, host: null, interface: "chat" } as const;
const question: ChatInput = { kind: "chat", messages: [{ role: "user", content: "What do you use?" }], options: {} };
const says = (text: string): RoutedEvent => ({ type: "text", text });
const calls = (name: string, words: string): RoutedEvent => ({
  type: "tool-call",
  delta: { index: 0, id: "call_a", name, arguments: words },
});

const registry: Registry = {
  current: () => [],
  ranking: async () => [],
  model: async () => null,
  changes: async () => [],
};

/** A model that answers round by round; an error is what the router throws. */
async function talk(
  rounds: (readonly RoutedEvent[] | Error)[],
  options: { registry?: Registry; signal?: AbortSignal } = {},
) {
  const asked: ChatInput[] = [];
  const { requestId, events } = await talkWithTools({
    input: question,
    registry,
    signal: new AbortController().signal,
    ...options,
    async ask(input) {
      asked.push(input);
      const round = rounds.shift() ?? [];
      async function* answer(): AsyncGenerator<RoutedEvent> {
        if (round instanceof Error) throw round;
        yield { type: "route", route };
        yield* round;
        yield { type: "finish", reason: "stop" };
      }
      return { requestId: "r", events: answer(), attempts: () => [] };
    },
  });
  return { requestId, events, asked };
}

async function saidIn(events: AsyncIterable<RoutedEvent>): Promise<string> {
  let text = "";
  for await (const event of withoutThinkTags(events)) if (event.type === "text") text += event.text;
  return text;
}

describe("a talk with tools", () => {
  it("begins a paragraph after words that were said before a look-up", async () => {
    const { events } = await talk([[says("Let me look."), calls("current_models", "{}")], [says("It is this.")]]);
    expect(await saidIn(events)).toBe("Let me look.\n\nIt is this.");
  });

  it("begins none where the model has only thought before, and tells that apart in each round", async () => {
    const { events } = await talk([
      [says("<think>hm</think>"), calls("current_models", "{}")],
      [says("<think>now</think>It is this.")],
    ]);
    expect(await saidIn(events)).toBe("It is this.");
  });

  it.each(["", " "])("sends arguments that were left out (%j) back as none", async (words) => {
    const { events, asked } = await talk([[calls("current_models", words)], [says("It is this.")]]);
    await saidIn(events);
    expect(asked[1]?.messages.at(-2)?.tool_calls).toMatchObject([{ function: { arguments: "{}" } }]);
  });

  it("ends while something is looked up, when nobody waits any more", async () => {
    const caller = new AbortController();
    const stopped = new Error("Stopped.");
    const { events, asked } = await talk([[calls("ranking", '{"task":"conversational"}')], [says("Too late.")]], {
      signal: caller.signal,
      registry: {
        ...registry,
        async ranking(_task, signal) {
          caller.abort(stopped);
          signal.throwIfAborted();
          return [];
        },
      },
    });
    await expect(saidIn(events)).rejects.toBe(stopped);
    expect(asked).toHaveLength(1);
  });

  it("is refused before there is an answer where nobody can begin one", async () => {
    const nobody = new NoRouteError("No model could answer.", { retryAt: null, attempts: [] });
    await expect(talk([nobody])).rejects.toBe(nobody);
  });

  it("ends the call where the answer is read no further", async () => {
    let hasEnded = false;
    const { events } = await talkWithTools({
      input: question,
      registry,
      signal: new AbortController().signal,
      async ask() {
        async function* answer(): AsyncGenerator<RoutedEvent> {
          try {
            yield { type: "route", route };
            yield says("more");
          } finally {
            hasEnded = true;
          }
        }
        return { requestId: "r", events: answer(), attempts: () => [] };
      },
    });
    for await (const _first of events) break;
    expect(hasEnded).toBe(true);
  });
});
