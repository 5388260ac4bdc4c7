import type { CallOutcome } from "../domain/usage.ts";
import { CallError } from "../providers/invocation.ts";
import { DeadlineError } from "./deadlines.ts";

/** Why an attempt failed. */
export interface AttemptFault {
  outcome: Exclude<CallOutcome, "answered" | "cancelled">;
  /** An HTTP status or a code. */
  code: string | null;
  /** For people. */
  sentence: string;
  retryAfterMs: number | null;
  /** It is the program's own, met by this request: nothing is held against the route. */
  isDefect: boolean;
}

/** What a failed call threw, as the router goes by it. What is no `CallError` is a defect, and taken for a broken answer. */
export function toFault(error: unknown): AttemptFault {
  if (error instanceof CallError) {
    const { kind, code, message, retryAfterMs } = error;
    return {
      outcome: kind,
      code: code === null ? null : String(code),
      sentence: message,
      retryAfterMs,
      isDefect: false,
    };
  }
  if (error instanceof DeadlineError) {
    const sentence = `${error.message}.`;
    return { outcome: "timeout", code: error.phase, sentence, retryAfterMs: null, isDefect: false };
  }
  const code = error instanceof Error ? error.name : "unknown";
  return {
    outcome: "broken",
    code,
    sentence: `The call failed in a way that is not known (${code}).`,
    retryAfterMs: null,
    isDefect: true,
  };
}
