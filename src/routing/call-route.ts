import type { AnswerEvent } from "../domain/answer.ts";
import type { RouteInput } from "../domain/input.ts";
import type { Route } from "../domain/route.ts";
import type { TaskName } from "../domain/task.ts";
import type { Policy } from "../policy.ts";
import { CallError } from "../providers/invocation.ts";
import type { Provider } from "../providers/provider.ts";
import { type Patience, resolveConstraints } from "./constraints.ts";
import { type AttemptFault, toFault } from "./fault.ts";
import type { Fault } from "./gate.ts";
import type { Health } from "./health.ts";
import type { Ask } from "./request.ts";
import { canTake, toRouteInput } from "./route-input.ts";
import { Run, type RunContext } from "./run.ts";

/** A call of one route and no other, as no person asked for it. */
export interface DirectCall {
  route: Route;
  /** Whose instruction goes along where a chat model does a pipeline's work. */
  task: TaskName | null;
  ask: Ask;
  /** OpenAI's parameters, for routes that are spoken to as a chat; others do without. */
  options?: Readonly<Record<string, unknown>>;
  /** Ends the call. */
  signal: AbortSignal;
}

/** A call that has begun. */
export interface BegunCall {
  kind: "called";
  /** To be read once. Throws what the call has failed with, or the signal's reason. */
  events: AsyncIterable<AnswerEvent>;
  /** Why it has failed; null as long as it has not, and where the signal ended it. */
  fault(): AttemptFault | null;
}

/** `resting`: not before `until` (milliseconds since the epoch). `unfit`: the route cannot take what is asked. */
export type DirectAnswer = BegunCall | { kind: "resting"; until: number; because: Fault } | { kind: "unfit" };

export interface DirectCallParts {
  provider: Provider | undefined;
  policy: Policy;
  health: Health;
  context: Pick<RunContext, "clock" | "logger" | "createId">;
}

/** A model that thinks before it says anything may take so many times as long as in a chat, where others stand behind it. */
const patienceFactor = 3;

function patienceOf(policy: Policy): Patience {
  const { firstTokenMs, silenceMs, mediaMs } = resolveConstraints({ policy, request: {} }).patience;
  return { firstTokenMs: firstTokenMs * patienceFactor, silenceMs: silenceMs * patienceFactor, mediaMs };
}

function inputFor({ ask, route, task, options }: DirectCall): RouteInput {
  const input = toRouteInput(ask, { route, task });
  return input.kind === "chat" ? { ...input, options: { ...input.options, ...options } } : input;
}

/** It is no use of people's, so that it is written down nowhere. */
const unrecorded = { record: () => {} };

function contextOf({ signal, task }: DirectCall, { policy, health, context }: DirectCallParts): RunContext {
  return {
    ...context,
    health,
    usage: unrecorded,
    request: { request: context.createId(), task, revision: null, chat: null, person: null },
    patience: patienceOf(policy),
    hops: 0,
    signal,
    attempts: [],
  };
}

function broken(sentence: string, code: string): CallError {
  return new CallError(sentence, { kind: "broken", code });
}

/** Throws where an answer that has ended is none. */
function expectAnswer(run: Run, event: AnswerEvent & { type: "finish" }): void {
  const mayBeNothing = event.reason === "content_filter" || event.reason === "length";
  if (!run.hasBegun() && !mayBeNothing) throw broken("it answered nothing", "empty");
}

async function* readEvents(run: Run, input: RouteInput): AsyncGenerator<AnswerEvent> {
  run.begin(input);
  for (;;) {
    const event = await new Promise<AnswerEvent | undefined>((give, fail) => run.next(give, fail));
    if (event === undefined) break;
    if (run.isFinished && event.type !== "usage") continue;
    if (event.type === "finish") expectAnswer(run, event);
    run.note(event);
    yield event;
  }
  if (!run.isFinished) throw broken("its answer ended before it was whole", "unfinished");
}

/**
 * Calls one route by the rules of every other call: it rests where health says so, has its deadlines, and health learns
 * of its outcome. Nothing else takes its place, and no record of use is made.
 */
export function callRoute(call: DirectCall, parts: DirectCallParts): DirectAnswer {
  const { route, signal } = call;
  const { provider, health } = parts;
  if (provider === undefined || !canTake(route, call.ask)) return { kind: "unfit" };
  const admission = health.look(route);
  if (admission.kind === "resting") return admission;
  const selected = { route, role: "probe", isConfigured: false, isPinned: false, isLocal: provider.isLocal } as const;
  const run = new Run(contextOf(call, parts), { selected: { ...selected, provider, facts: undefined }, admission });
  let fault: AttemptFault | null = null;

  async function* events(): AsyncGenerator<AnswerEvent> {
    try {
      yield* readEvents(run, inputFor(call));
      run.end("answered");
    } catch (error) {
      // It was whole, whatever came after it.
      if (run.isFinished) return run.end("answered");
      if (!signal.aborted) {
        fault = toFault(error);
        run.end(fault.outcome, fault);
      }
      throw error;
    } finally {
      // Only where nobody reads on, or the signal has ended it: of other ends it has heard.
      run.end("cancelled");
    }
  }

  return { kind: "called", events: events(), fault: () => fault };
}
