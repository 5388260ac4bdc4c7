import type { CheckResult, ProbeAnswer } from "../probe.ts";

/** Why an answer is not right, each as a part of a sentence. They say nothing of what the answer holds. */
export const faults = {
  broken: "it could not be read",
  code: "the code gives wrong results",
  "code-missing": "there is no such function in it",
  "code-stopped": "the code fails, or does not end within its limits",
  contradiction: "it says several things that cannot all be right",
  controls: "it is full of characters that no text has",
  copied: "it only repeats what was given",
  empty: "it is empty",
  endless: "it does not come to an end",
  entities: "it finds other names than there are",
  fact: "it says something else than the right answer",
  form: "it does not have the form that was asked for",
  labels: "another label comes first than the right one",
  language: "it is in another language",
  length: "it is too long or too short",
  "missing-words": "it leaves out what it should say",
  nothing: "it is of another kind than what was asked for",
  number: "it gives another number than the right one",
  picture: "it is no whole picture of a sensible size",
  plain: "the picture is of one colour",
  sound: "it is no recording of a sensible length",
  silent: "the recording is silent",
  transcript: "too many words are wrong",
  vectors: "they are no sound embeddings",
  "far-vectors": "what means the same is not nearer than what does not",
  video: "it is no whole video",
} as const;

export type Fault = keyof typeof faults;

export const right: CheckResult = { isRight: true };

export function wrong(fault: Fault): CheckResult {
  return { isRight: false, why: faults[fault] };
}

/** Right where it holds, and wrong for this reason where it does not. */
export function rightIf(holds: boolean, fault: Fault): CheckResult {
  return holds ? right : wrong(fault);
}

/** Judges what a model says, of which thoughts and the like are left out already. */
export type TextCheck = (said: string) => CheckResult | Promise<CheckResult>;
export type AnswerCheck = (answer: ProbeAnswer) => CheckResult | Promise<CheckResult>;

/** The first fault that one of them finds, in their order. */
export function allOf(...checks: readonly TextCheck[]): TextCheck {
  return async (said) => {
    for (const check of checks) {
      const result = await check(said);
      if (!result.isRight) return result;
    }
    return right;
  };
}

/** An answer could not be judged, for a reason that is ours: nothing is known of it. */
export class NotJudgedError extends Error {
  override name = "NotJudgedError";
}

/**
 * The check made safe: whatever it stumbles over counts as an answer that is not right. Rejects with a `NotJudgedError`
 * alone.
 */
export function guarded(check: AnswerCheck): AnswerCheck {
  return async (answer) => {
    try {
      return await check(answer);
    } catch (error) {
      if (error instanceof NotJudgedError) throw error;
      return wrong("broken");
    }
  };
}
