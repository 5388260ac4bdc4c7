import { type AnswerCheck, guarded, type TextCheck } from "../../src/verification/checkers/check.ts";
import { ofText } from "../../src/verification/checkers/said.ts";
import type { ProbeAnswer } from "../../src/verification/probe.ts";

/** Judges a text as a probe does: "right", or why it is not. */
export async function judged(check: TextCheck, text: string, question = ""): Promise<string> {
  return judgedAnswer(ofText(question, check), { text });
}

/** Judges a whole answer: "right", or why it is not. */
export async function judgedAnswer(check: AnswerCheck, answer: Partial<ProbeAnswer>): Promise<string> {
  const result = await guarded(check)({ text: "", files: [], data: null, ...answer });
  return result.isRight ? "right" : result.why;
}

/** A reason for a wrong answer, whichever it is. */
export const anyFault = /^(?!right$)/;
