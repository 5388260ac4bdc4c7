import type { AnswerEvent } from "../../domain/answer.ts";
import type { ChatInput } from "../../domain/input.ts";
import { RefusedAnswer } from "../../shared/http-failure.ts";
import type { StreamedAnswer } from "../../shared/streaming-post.ts";
import { brokenAnswer } from "../failure-kind.ts";
import { CallError } from "../invocation.ts";
import { readStream, readWhole } from "./chat-reading.ts";
import { type Endpoint, headersOf, hopHeaders, postTo } from "./endpoint.ts";

export interface ChatCall {
  /** As the server names it. */
  model: string;
  input: ChatInput;
  hops?: number | undefined;
  signal: AbortSignal;
}

/** Chat completions of one server. Each call streams, as `Invocation` says. */
export type ChatClient = (call: ChatCall) => AsyncGenerator<AnswerEvent>;

/** How servers name what they do not know in a request that asks for usage. */
const usageNotUnderstood = /stream_options|include_usage/;

/** Chat completions of one server; what it does not understand is remembered by model. */
export function createChatClient(endpoint: Endpoint): ChatClient {
  const headers = { accept: "text/event-stream, application/json", ...headersOf(endpoint) };
  const withoutUsage = new Set<string>();

  function post({ model, input, hops, signal }: ChatCall): Promise<StreamedAnswer> {
    const asked = { ...input.options, model, messages: input.messages, stream: true };
    const body = withoutUsage.has(model) ? asked : { ...asked, stream_options: { include_usage: true } };
    const all = endpoint.countsHops ? { ...headers, ...hopHeaders(endpoint, hops) } : headers;
    return postTo(endpoint, { path: "/chat/completions", body: JSON.stringify(body), headers: all, signal });
  }

  /** Asks for usage, without which there is no cost; a server that refuses the question itself is asked without it. */
  async function postForUsage(call: ChatCall): Promise<StreamedAnswer> {
    try {
      return await post(call);
    } catch (error) {
      if (withoutUsage.has(call.model) || !isAboutUsage(error)) throw error;
      withoutUsage.add(call.model);
      return await post(call);
    }
  }

  return async function* chat(call) {
    const answer = await postForUsage(call);
    const reading = { endpoint, answer, signal: call.signal };
    // Piece by piece, with the events of each: a generator's step for every event costs more than reading it.
    for await (const events of isEventStream(answer, endpoint) ? readStream(reading) : readWhole(reading)) {
      for (const event of events) yield event;
    }
  };
}

function isAboutUsage(error: unknown): boolean {
  return (
    error instanceof CallError &&
    (error.code === 400 || error.code === 422) &&
    error.cause instanceof RefusedAnswer &&
    usageNotUnderstood.test(error.cause.body)
  );
}

/** Whether events come, or a whole answer. Throws a `CallError`, and hangs up, where it is neither. */
function isEventStream(answer: StreamedAnswer, { who }: Endpoint): boolean {
  const type = answer.header("content-type") ?? "text/event-stream";
  if (/^text\/event-stream\b/i.test(type)) return true;
  if (/^application\/json\b/i.test(type)) return false;
  answer.release();
  const what = /^text\/html\b/i.test(type) ? "a web page" : "something of another content type";
  throw brokenAnswer(who, `sent ${what} instead of an answer`);
}
