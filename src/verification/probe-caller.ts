import type { AnswerEvent } from "../domain/answer.ts";
import type { RouteInput } from "../domain/input.ts";
import type { Route } from "../domain/route.ts";
import type { TaskName } from "../domain/task.ts";
import type { CallOutcome } from "../domain/usage.ts";

/** One call that is made for the sake of a proof. */
export interface ProbeCall {
  route: Route;
  task: TaskName;
  /** As a person would ask the task. */
  ask: RouteInput;
  /** OpenAI's parameters, for routes that are spoken to as a chat. */
  options: Readonly<Record<string, unknown>>;
  signal: AbortSignal;
}

/** Why a call has failed. */
export interface CallFault {
  outcome: Exclude<CallOutcome, "answered" | "cancelled">;
  /** An HTTP status or a code. */
  code: string | null;
  /** It is the program's own, so that nothing is known of the route. */
  isDefect: boolean;
}

/**
 * What becomes of a call: an answer that comes in, or none for now. `resting`: the route is left alone until then
 * (milliseconds since the epoch), because of what its last call has met. `unfit`: the route cannot take what is asked.
 */
export type ProbeReply =
  | { kind: "called"; events: AsyncIterable<AnswerEvent>; fault(): CallFault | null }
  | { kind: "resting"; until: number; because: CallFault["outcome"] }
  | { kind: "unfit" };

/** How routes are called for a proof: by the same ways as a chat's, so that what is proved holds there. */
export interface ProbeCaller {
  call(call: ProbeCall): ProbeReply;
  /** Why a provider cannot be asked at all ("no HF_TOKEN is set, so Hugging Face cannot be asked"); null where it can. */
  lacks(provider: string): string | null;
}
