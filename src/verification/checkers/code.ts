import { NotJudgedError, right, type TextCheck, wrong } from "./check.ts";
import { isSame } from "./json-answer.ts";
import type { CodeOutcome, CodeRun } from "./sandbox/messages.ts";

/** A call of the function that was asked for: what it is given, and what has to come out. */
export interface CodeTest {
  given: readonly unknown[];
  result: unknown;
}

export interface CodeOptions {
  /** The function's name. */
  name: string;
  tests: readonly CodeTest[];
  /** Where the code runs; the same sandbox for all where nothing is said. */
  run?: (run: CodeRun) => Promise<CodeOutcome>;
}

const fence = /^[ \t]*(?:```|~~~)[ \t]*([\w+#-]*)[^\n]*$/;
const languages = new Set(["", "js", "javascript", "mjs", "cjs", "node", "jsx", "ecmascript"]);

/** The bodies of the fenced blocks of JavaScript; a block that is not closed goes to the end. */
function blocksOf(said: string): string[] {
  const blocks: string[] = [];
  let open: { language: string; lines: string[] } | null = null;
  for (const line of [...said.split("\n"), "```"]) {
    const mark = fence.exec(line);
    if (mark === null) open?.lines.push(line);
    else if (open === null) open = { language: (mark[1] ?? "").toLowerCase(), lines: [] };
    else {
      if (languages.has(open.language)) blocks.push(open.lines.join("\n"));
      open = null;
    }
  }
  return blocks;
}

/** The code of an answer: the last block that defines the function, or all of it where there is no block. */
export function codeIn(said: string, name: string): string {
  const definition = new RegExp(`(?:function[\\s*]*|\\b)${name}\\s*[(=:]`);
  const blocks = blocksOf(said);
  const defining = blocks.findLast((block) => definition.test(block) && /function|=>/.test(block));
  // Modules are no scripts, but what they export is the same.
  return (defining ?? blocks.at(-1) ?? said)
    .replace(/^[ \t]*export[ \t]+default[ \t]+(?=(?:async[ \t]+)?function|class)/gm, "")
    .replace(/^[ \t]*export[ \t]+(?=(?:async[ \t]+)?function|class|const|let|var)/gm, "")
    .replace(/^[ \t]*export[ \t]+(?:default[ \t]+\w+|\{[^{}\n]*\})[ \t;]*$/gm, "");
}

/** Loaded when the first code is judged, and kept: its thread is costly to start. */
let shared: Promise<(run: CodeRun) => Promise<CodeOutcome>> | null = null;

async function runShared(run: CodeRun): Promise<CodeOutcome> {
  shared ??= import("./sandbox/sandbox.ts").then(({ createSandbox }) => createSandbox().run);
  const runCode = await shared.catch(() => null);
  return runCode === null ? { kind: "not-run" } : runCode(run);
}

/** Whether a call returned what it should, and left what it was given as it was. */
function isRightCall(outcome: string, { given, result }: CodeTest): boolean {
  return isSame(JSON.parse(outcome), [result, given]);
}

/** Code with a function of this name that does what the tests want of it. Rejects with a `NotJudgedError`. */
export function isCode({ name, tests, run = runShared }: CodeOptions): TextCheck {
  return async (said) => {
    const code = codeIn(said, name);
    const outcome = await run({ code, name, calls: tests.map(({ given }) => JSON.stringify(given)) });
    if (outcome.kind === "not-run") throw new NotJudgedError("The sandbox could not be started.");
    if (outcome.kind !== "results") return wrong(outcome.kind === "missing" ? "code-missing" : "code-stopped");
    const { results } = outcome;
    const isRight = tests.every((test, place) => isRightCall(results[place] ?? "null", test));
    return isRight && results.length === tests.length ? right : wrong("code");
  };
}
