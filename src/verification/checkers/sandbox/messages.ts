/** Code to run, and the calls of a function of it whose results are wanted. */
export interface CodeRun {
  code: string;
  /** The function's name, an identifier. */
  name: string;
  /** The arguments of each call, as the JSON of an array. */
  calls: readonly string[];
}

/**
 * What came of it: for each call the JSON of its result and of its arguments after it, as an array of two. What JSON
 * cannot hold stands in it as an object with the key `$`. `missing`: there is no such function. `stopped`: the code, or
 * a call, has failed or come to a limit. `not-run`: there was no thread to run it in.
 */
export type CodeOutcome =
  | { kind: "results"; results: readonly string[] }
  | { kind: "missing" }
  | { kind: "stopped" }
  | { kind: "not-run" };

/** What the thread tells: that it can begin, or what came of a run, after which it may be good for no other. */
export type SandboxMessage = { kind: "ready" } | { kind: "done"; outcome: CodeOutcome; isSpent: boolean };

/** What the code may take. */
export interface SandboxLimits {
  memoryBytes: number;
  stackBytes: number;
  /** How often QuickJS may ask whether to go on, which it does about every ten thousand steps. */
  interrupts: number;
}
