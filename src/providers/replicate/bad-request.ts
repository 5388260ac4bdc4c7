import { CallError } from "../invocation.ts";

/** What the model's form does not take, though another model may; the sentence says what to do about it. */
export function badRequest(sentence: string): CallError {
  return new CallError(sentence, { kind: "bad-request", code: null, othersMay: true });
}

/** What is missing whichever model is asked; the sentence says what to do about it. */
export function missing(sentence: string): CallError {
  return new CallError(sentence, { kind: "bad-request", code: null });
}
