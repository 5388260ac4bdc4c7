import type { AnswerEvent } from "../domain/answer.ts";
import type { ChatInput, EmbeddingInput, PipelineInput } from "../domain/input.ts";
import type { ModelIdentity, Route } from "../domain/route.ts";
import type { TaskName } from "../domain/task.ts";
import type { CallOutcome, CallRole } from "../domain/usage.ts";

/**
 * What the caller has: messages in OpenAI's shape, plain words and files for a task, or texts to embed. The router makes
 * of it what each route takes (a chat model does a pipeline's work by the task's instruction, and the other way round).
 */
export type Ask = ChatInput | PipelineInput | EmbeddingInput;

/** Who is to answer: a task, or a concrete model. */
export type Target = { task: TaskName } | { provider: string | null; model: string };

/** What a route must be able to do for the request. What is left out is not needed. */
export interface Needs {
  tools?: boolean;
  vision?: boolean;
  /** Tokens that must fit into the context. */
  contextTokens?: number;
  /** USD micros per million output tokens; a route without a known price does not pass. */
  maximumOutputPrice?: number;
  /** Only what runs on machines of one's own. */
  localOnly?: boolean;
}

export interface RouterRequest {
  target: Target;
  ask: Ask;
  /** On top of those that the request itself shows (its tools, its pictures, its length). */
  needs?: Needs;
  /** A route that the person has chosen for the task, tried before the task's own. */
  ownChoice?: Route | null;
  /** Models that are asked last: they have answered already, and somebody wants another answer. */
  avoid?: readonly ModelIdentity[];
  /** Any text; a UUID where the caller has none. */
  requestId?: string;
  chat?: string | null;
  person?: string | null;
  /** How many Modelvanes it has come through; 0 unless given. */
  hops?: number;
  /** Aborted when the caller goes away. */
  signal: AbortSignal;
}

/** One attempt, as the caller is told of it. */
export interface Attempt {
  provider: string;
  model: string;
  host: string | null;
  role: CallRole;
  outcome: CallOutcome;
  /** Milliseconds from its start to its end. */
  ms: number;
  /** A sentence; null where it was answered. */
  error: string | null;
}

/**
 * What the caller of the router reads. `route` comes before anything else, and again where another model continues an
 * answer that died half-way. After `finish` there may be a `usage`, and nothing else.
 */
export type RoutedEvent = AnswerEvent | { type: "route"; route: Route };

export interface RoutedAnswer {
  /** The request's id. */
  requestId: string;
  /**
   * To be read once. Throws a `CallError` of the kind `bad-request`, a `NoRouteError` (nobody could answer), an
   * `AnswerBrokenError` (it died half-way and could not be continued), or the signal's reason.
   */
  events: AsyncIterable<RoutedEvent>;
  /** The attempts so far. */
  attempts(): readonly Attempt[];
}

/** The router, as surfaces see it. */
export interface Router {
  /** Rejects with an `UnknownTargetError` where no such task or model is configured or known. */
  ask(request: RouterRequest): Promise<RoutedAnswer>;
}
