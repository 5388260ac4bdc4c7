import type { ChatInput, ChatMessage } from "../../domain/input.ts";
import type { RoutedAnswer, RoutedEvent } from "../../routing/request.ts";
import { readWholeAnswer, type ToolCall, type WholeAnswer } from "../../routing/whole-answer.ts";
import type { Registry } from "../registry.ts";
import { offeredTools, runTool } from "./tools.ts";

export interface ToolTalkOptions {
  /** The conversation up to the question. */
  input: ChatInput;
  registry: Registry;
  /** `request` is the id of the rounds before; null for the first. */
  ask(input: ChatInput, request: string | null): Promise<RoutedAnswer>;
}

/** Looking up twice, and then the answer. */
const mostRounds = 3;
const mostCallsAtOnce = 4;

/** Passes events on as they come and gives the whole answer at the end. */
async function* passOn(events: AsyncIterable<RoutedEvent>): AsyncGenerator<RoutedEvent, WholeAnswer> {
  const seen: RoutedEvent[] = [];
  for await (const event of events) {
    seen.push(event);
    // Its end is that of this round only, unless nothing is looked up.
    if (event.type === "text" || event.type === "reasoning" || event.type === "route") yield event;
  }
  return await readWholeAnswer(
    (async function* () {
      yield* seen;
    })(),
  );
}

async function toolMessages(calls: readonly ToolCall[], registry: Registry): Promise<ChatMessage[]> {
  const named = calls.slice(0, mostCallsAtOnce).map((call, index) => ({ ...call, id: call.id ?? `call_${index}` }));
  const asked: ChatMessage = {
    role: "assistant",
    content: null,
    tool_calls: named.map(({ id, name, arguments: words }) => ({
      id,
      type: "function",
      function: { name, arguments: words },
    })),
  };
  const told = await Promise.all(
    named.map(
      async (call): Promise<ChatMessage> => ({
        role: "tool",
        tool_call_id: call.id,
        content: await runTool(call, registry),
      }),
    ),
  );
  return [asked, ...told];
}

function inputOf(input: ChatInput, messages: readonly ChatMessage[], isLast: boolean): ChatInput {
  const options = { ...input.options, tools: offeredTools, tool_choice: isLast ? "none" : "auto" };
  return { kind: "chat", messages, options };
}

/** What is read until the answer stands: the first round is asked already. */
async function* readRounds(
  first: RoutedAnswer,
  { input, registry, ask }: ToolTalkOptions,
): AsyncGenerator<RoutedEvent> {
  let messages = input.messages;
  let routed = first;
  for (let round = 1; ; round += 1) {
    const answer = yield* passOn(routed.events);
    if (answer.toolCalls.length === 0 || round === mostRounds) {
      yield { type: "finish", reason: answer.finish };
      return;
    }
    messages = [...messages, ...(await toolMessages(answer.toolCalls, registry))];
    routed = await ask(inputOf(input, messages, round + 1 === mostRounds), first.requestId);
  }
}

/**
 * A conversation in which the model may look up Modelvane's own facts before it answers. Rejects as the router does; its
 * events throw as the router's do.
 */
export async function talkWithTools(options: ToolTalkOptions): Promise<Pick<RoutedAnswer, "requestId" | "events">> {
  const { input, ask } = options;
  const first = await ask(inputOf(input, input.messages, false), null);
  return { requestId: first.requestId, events: readRounds(first, options) };
}
