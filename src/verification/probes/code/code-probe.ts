import { type CodeTest, isCode } from "../../checkers/code.ts";
import type { Probe } from "../../probe.ts";
import { chatProbe } from "../make-probe.ts";

export interface CodeProbeOptions {
  id: string;
  /** The function's name and parameters ("add(a, b)"). */
  call: string;
  /** What it does, behind "that". */
  does: string;
  /** What it is given, with what has to come out. None of it stands in the question. */
  tests: readonly (readonly [given: readonly unknown[], result: unknown])[];
  /** Code that passes. */
  reference: string;
}

/** Thinking about code takes longer than about a name. */
const tokens = 4_096;

/** A question for a function in JavaScript, which is judged by running it. */
export function codeProbe({ id, call, does, tests, reference }: CodeProbeOptions): Probe {
  const [name = ""] = call.split("(");
  const asTests = tests.map(([given, result]): CodeTest => ({ given, result }));
  return chatProbe({
    id,
    question: `Write a JavaScript function ${call} that ${does} It uses nothing but the language itself and leaves its arguments as they are. Answer with the code alone.`,
    check: isCode({ name, tests: asTests }),
    reference: `\`\`\`javascript\n${reference.trim()}\n\`\`\``,
    maximumTokens: tokens,
  });
}
