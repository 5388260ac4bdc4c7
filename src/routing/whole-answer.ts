import type { AnswerData, CallUsage, FinishReason, ToolCallDelta } from "../domain/answer.ts";
import type { MediaFile } from "../domain/input.ts";
import type { Route } from "../domain/route.ts";
import type { RoutedEvent } from "./request.ts";

/** A call of a tool, whole. */
export interface ToolCall {
  id: string | null;
  name: string;
  /** JSON text, as the model wrote it. */
  arguments: string;
}

/** An answer that has come to its end. */
export interface WholeAnswer {
  /** Who answered; where several did, the last. */
  route: Route | null;
  text: string;
  reasoning: string;
  toolCalls: readonly ToolCall[];
  files: readonly MediaFile[];
  data: AnswerData | null;
  usage: CallUsage | null;
  finish: FinishReason;
}

/** By their numbers, which a provider makes up: it may begin at 1, or anywhere. */
type NumberedCalls = Map<number, ToolCall>;

function addToolCall(calls: NumberedCalls, { index, id, name, arguments: piece }: ToolCallDelta): void {
  const call = calls.get(index);
  if (call === undefined) {
    calls.set(index, { id, name: name ?? "", arguments: piece });
    return;
  }
  call.id ??= id;
  if (name !== null && call.name === "") call.name = name;
  call.arguments += piece;
}

interface Collected extends Omit<WholeAnswer, "toolCalls"> {
  toolCalls: NumberedCalls;
  files: MediaFile[];
}

function take(answer: Collected, event: RoutedEvent): void {
  switch (event.type) {
    case "route":
      answer.route = event.route;
      break;
    case "text":
      answer.text += event.text;
      break;
    case "reasoning":
      answer.reasoning += event.text;
      break;
    case "tool-call":
      addToolCall(answer.toolCalls, event.delta);
      break;
    case "file":
      answer.files.push(event.file);
      break;
    case "data":
      answer.data = event.data;
      break;
    case "usage":
      answer.usage = event.usage;
      break;
    case "finish":
      answer.finish = event.reason;
      break;
    case "life":
      break;
  }
}

/** Reads an answer to its end; rejects as its events do. `onEvent` is told of each as it comes. */
export async function readWholeAnswer(
  events: AsyncIterable<RoutedEvent>,
  onEvent?: (event: RoutedEvent) => void,
): Promise<WholeAnswer> {
  const answer: Collected = {
    route: null,
    text: "",
    reasoning: "",
    toolCalls: new Map(),
    files: [],
    data: null,
    usage: null,
    finish: "stop",
  };
  for await (const event of events) {
    take(answer, event);
    onEvent?.(event);
  }
  const calls = [...answer.toolCalls].sort(([a], [b]) => a - b);
  return { ...answer, toolCalls: calls.map(([, call]) => call) };
}
