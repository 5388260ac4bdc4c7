import type { AnswerEvent } from "../../domain/answer.ts";
import type { ChatInput } from "../../domain/input.ts";
import type { StreamedAnswer } from "../../shared/streaming-post.ts";
import { brokenAnswer } from "../failure-kind.ts";
import { readStream, readWhole } from "./chat-reading.ts";
import { type Endpoint, headersOf, hopHeaders, postTo } from "./endpoint.ts";
import { tokenLimitOf } from "./token-limit.ts";
import { isAboutUsage } from "./usage-question.ts";

export interface ChatCall {
  /** As the server names it. */
  model: string;
  input: ChatInput;
  hops?: number | undefined;
  signal: AbortSignal;
}

/** Chat completions of one server. Each call streams, as `Invocation` says. */
export type ChatClient = (call: ChatCall) => AsyncGenerator<AnswerEvent>;

/** As many models as a server that does not understand the question may have; callers may name any. */
const mostModels = 100;

/** Chat completions of one server; what it does not understand is remembered by model. */
export function createChatClient(endpoint: Endpoint): ChatClient {
  const headers = { accept: "text/event-stream, application/json", ...headersOf(endpoint) };
  const withoutUsage = new Set<string>();

  function post({ model, input, hops, signal }: ChatCall, asksForUsage: boolean): Promise<StreamedAnswer> {
    const asked = { ...input.options, model, messages: input.messages, stream: true };
    const body = asksForUsage ? { ...asked, stream_options: { include_usage: true } } : asked;
    const all = endpoint.countsHops ? { ...headers, ...hopHeaders(endpoint, hops) } : headers;
    return postTo(endpoint, { path: "/chat/completions", body: JSON.stringify(body), headers: all, signal });
  }

  /** Asks for usage, without which there is no cost; a server that refuses the question itself is asked without it. */
  async function postForUsage(call: ChatCall): Promise<StreamedAnswer> {
    if (withoutUsage.has(call.model)) return post(call, false);
    try {
      return await post(call, true);
    } catch (error) {
      if (!isAboutUsage(error)) throw error;
      const answer = await post(call, false);
      remember(call.model);
      return answer;
    }
  }

  function remember(model: string): void {
    withoutUsage.add(model);
    for (const oldest of withoutUsage) {
      if (withoutUsage.size <= mostModels) return;
      withoutUsage.delete(oldest);
    }
  }

  return async function* chat(call) {
    const answer = await postForUsage(call);
    const isLimited = tokenLimitOf(call.input.options) !== null;
    const reading = { endpoint, answer, isLimited, signal: call.signal };
    // Piece by piece, with the events of each: a generator's step for every event costs more than reading it.
    for await (const events of isEventStream(answer, endpoint) ? readStream(reading) : readWhole(reading)) {
      for (const event of events) yield event;
    }
  };
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
