import { CallError } from "../invocation.ts";

/** The caller's own fault; the sentence says what to do about it. */
export function badRequest(sentence: string): CallError {
  return new CallError(sentence, { kind: "bad-request", code: null });
}
