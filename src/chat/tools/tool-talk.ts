import type { ChatInput, ChatMessage } from "../../domain/input.ts";
import type { RoutedAnswer, RoutedEvent } from "../../routing/request.ts";
import { readWholeAnswer, type ToolCall, type WholeAnswer } from "../../routing/whole-answer.ts";
import { saysAnything } from "../../shared/think-tags.ts";
import type { Registry } from "../registry.ts";
import { offeredTools, runTool } from "./tools.ts";

export interface ToolTalkOptions {
  /** The conversation up to the question. */
  input: ChatInput;
  registry: Registry;
  /** Aborted when they want no more of it. */
  signal: AbortSignal;
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

type Surroundings = Pick<ToolTalkOptions, "registry" | "signal">;

async function toolMessages(calls: readonly ToolCall[], surroundings: Surroundings): Promise<ChatMessage[]> {
  const named = calls.slice(0, mostCallsAtOnce).map((call, index) => ({ ...call, id: call.id ?? `call_${index}` }));
  const asked: ChatMessage = {
    role: "assistant",
    content: null,
    tool_calls: named.map(({ id, name, arguments: words }) => ({
      id,
      type: "function",
      // Servers refuse what is no JSON.
      function: { name, arguments: words.trim() === "" ? "{}" : words },
    })),
  };
  const told = await Promise.all(
    named.map(
      async (call): Promise<ChatMessage> => ({
        role: "tool",
        tool_call_id: call.id,
        content: await runTool(call, surroundings),
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
  { input, ask, ...surroundings }: ToolTalkOptions,
): AsyncGenerator<RoutedEvent> {
  let messages = input.messages;
  let routed = first;
  for (let round = 1; ; round += 1) {
    const answer = yield* passOn(routed.events);
    if (answer.toolCalls.length === 0 || round === mostRounds) {
      yield { type: "finish", reason: answer.finish };
      return;
    }
    // What it says next is a paragraph of its own.
    if (saysAnything(answer.text)) yield { type: "text", text: "\n\n" };
    messages = [...messages, ...(await toolMessages(answer.toolCalls, surroundings))];
    routed = await ask(inputOf(input, messages, round + 1 === mostRounds), first.requestId);
  }
}

/** The same events, when the first is there: whoever cannot begin an answer throws before there is one to show. */
async function onceBegun(events: AsyncGenerator<RoutedEvent>): Promise<AsyncGenerator<RoutedEvent>> {
  const first = await events.next();
  return (async function* () {
    try {
      if (!first.done) yield first.value;
      yield* events;
    } finally {
      await events.return(undefined);
    }
  })();
}

/**
 * A conversation in which the model may look up Modelvane's own facts before it answers. Resolves when the answer begins;
 * rejects as the router does and as its events do where none can. Its events throw as the router's do.
 */
export async function talkWithTools(options: ToolTalkOptions): Promise<Pick<RoutedAnswer, "requestId" | "events">> {
  const { input, ask } = options;
  const first = await ask(inputOf(input, input.messages, false), null);
  return { requestId: first.requestId, events: await onceBegun(readRounds(first, options)) };
}
