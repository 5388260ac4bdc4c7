import { expect, it } from "vitest";
import type { ToolCallDelta } from "../../src/domain/answer.ts";
import type { RoutedEvent } from "../../src/routing/request.ts";
import { readWholeAnswer } from "../../src/routing/whole-answer.ts";

async function toolCallsOf(deltas: readonly ToolCallDelta[]) {
  async function* events(): AsyncGenerator<RoutedEvent> {
    for (const delta of deltas) yield { type: "tool-call", delta };
    yield { type: "finish", reason: "tool_calls" };
  }
  return (await readWholeAnswer(events())).toolCalls;
}

const whole = (index: number, name: string): ToolCallDelta => ({ index, id: name, name, arguments: "{}" });

it("puts the pieces of each call of a tool together", async () => {
  const calls = await toolCallsOf([
    { index: 0, id: "a", name: "look", arguments: "" },
    { index: 0, id: null, name: null, arguments: '{"at":' },
    whole(1, "listen"),
    { index: 0, id: null, name: null, arguments: '"it"}' },
  ]);
  expect(calls).toEqual([
    { id: "a", name: "look", arguments: '{"at":"it"}' },
    { id: "listen", name: "listen", arguments: "{}" },
  ]);
});

it("puts calls in the order of their numbers, whatever numbers a provider gives", async () => {
  const calls = await toolCallsOf([whole(2_000_000_000, "last"), whole(1, "middle"), whole(-1, "first")]);
  expect(calls.map(({ name }) => name)).toEqual(["first", "middle", "last"]);
});
