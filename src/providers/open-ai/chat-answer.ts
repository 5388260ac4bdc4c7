import type { AnswerEvent, CallUsage, FinishReason } from "../../domain/answer.ts";
import { brokenAnswer, reportedFault } from "../failure-kind.ts";
import type { CallError } from "../invocation.ts";
import { type ChatPart, readChatPart } from "./chat-schema.ts";
import { type Endpoint, parseJson, secretsOf } from "./endpoint.ts";

/** With it OpenAI ends a stream. */
const doneMark = "[DONE]";

export interface ChatAnswerOptions {
  endpoint: Endpoint;
  /** The caller has set a limit to the answer's tokens. */
  isLimited: boolean;
}

/** One chat completion as it comes in: takes its parts, and knows at the end whether it was one. */
export class ChatAnswer {
  private readonly endpoint: Endpoint;
  private readonly isLimited: boolean;
  private finish: FinishReason | null = null;
  private usage: CallUsage | null = null;
  private isClosed = false;
  /** More came after an end was named: some servers name one with each part, and then it says nothing. */
  private goesOn = false;
  /** Something came that is no part of a completion. */
  private isForeign = false;
  /** Something came that answers; what a model only thinks does not. */
  private hasContent = false;
  private hasToolCalls = false;

  constructor({ endpoint, isLimited }: ChatAnswerOptions) {
    this.endpoint = endpoint;
    this.isLimited = isLimited;
  }

  /** What an event of the stream says (null: a comment, nothing). Throws a `CallError` where it tells of a fault. */
  take(data: string | null, into: AnswerEvent[]): void {
    if (this.isClosed || data === null || data === "") return;
    if (data === doneMark) this.isClosed = true;
    else this.takePart(readChatPart(parseJson(this.endpoint.who, data)), into);
  }

  /** A whole completion, which came although a stream was asked for. */
  takeWhole(value: unknown, into: AnswerEvent[]): void {
    this.takePart(readChatPart(value), into);
    this.isClosed = true;
  }

  /** Nothing more is taken. */
  close(): void {
    this.isClosed = true;
  }

  /** The stream has said that it ends, or was closed. */
  isDone(): boolean {
    return this.isClosed;
  }

  /** It has come to the end that it named, even if the connection is lost now. */
  isWhole(): boolean {
    return this.isClosed || (this.finish !== null && !this.goesOn);
  }

  /** What comes last: `finish` and `usage`. Throws a `CallError` where it is no whole answer. */
  end(): AnswerEvent[] {
    const { finish, usage } = this;
    if (!this.isClosed && finish === null) throw this.broken("ended in the middle of its answer");
    if (!this.hasContent && !this.mayBeEmpty()) throw this.broken("sent an empty answer");
    // Some servers say "stop" where the model has called tools.
    const reason = finish === null || finish === "stop" ? (this.hasToolCalls ? "tool_calls" : "stop") : finish;
    return usage
      ? [
          { type: "finish", reason },
          { type: "usage", usage },
        ]
      : [{ type: "finish", reason }];
  }

  private takePart(part: ChatPart, into: AnswerEvent[]): void {
    this.expectAnswer(part);
    // A ping, or whatever else a server tells besides: it harms no answer, and is none by itself.
    if (!part.isAnswer) this.isForeign = true;
    if (this.finish !== null && part.events.length > 0) this.goesOn = true;
    this.finish = part.finish ?? this.finish;
    // Some servers tell the tokens so far with each part: the last counts.
    this.usage = part.usage ?? this.usage;
    for (const event of part.events) {
      if (event.type !== "reasoning") this.hasContent = true;
      if (event.type === "tool-call") this.hasToolCalls = true;
      into.push(event);
    }
  }

  private expectAnswer({ error, wrongRole }: ChatPart): void {
    const { endpoint } = this;
    if (error !== null) {
      throw reportedFault({ who: endpoint.who, error, secrets: secretsOf(endpoint), advice: endpoint.advice });
    }
    if (wrongRole !== null) throw brokenAnswer(endpoint.who, "answered in a role that is not the assistant's");
  }

  /** Whether an answer may hold nothing: that is the word of the question then, and not a fault of the model. */
  private mayBeEmpty(): boolean {
    if (this.finish === "content_filter") return true;
    // The caller's own limit was used up by reasoning: another model would only be paid for the same. Where the limit
    // is the server's, another may have more room.
    return this.finish === "length" && this.isLimited;
  }

  private broken(what: string): CallError {
    return brokenAnswer(this.endpoint.who, this.isForeign ? "sent data that is no chat completion" : what);
  }
}
