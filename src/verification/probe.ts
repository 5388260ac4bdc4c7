import type { AnswerData } from "../domain/answer.ts";
import type { MediaFile, RouteInput } from "../domain/input.ts";
import type { TaskName } from "../domain/task.ts";

/** What came back from a call: whatever kinds of it there were. */
export interface ProbeAnswer {
  text: string;
  files: readonly MediaFile[];
  data: AnswerData | null;
}

/** Whether an answer is right; where it is not, why, as a part of a sentence without any text of the answer. */
export type CheckResult = { isRight: true } | { isRight: false; why: string };

/** A question with a known answer. */
export interface Probe {
  /** Unique among all probes ("chat-arithmetic-3"). */
  id: string;
  /** As a person would ask the task: what each route takes is made of it. */
  ask: RouteInput;
  /** Tokens that an answer may take, thinking included; null where the task's answer is no text. */
  maximumTokens: number | null;
  /**
   * Always ends, whatever the answer is: bad text, other languages, endless or malicious code. Throws only where it could
   * not be judged for a reason of ours.
   */
  check(answer: ProbeAnswer): CheckResult | Promise<CheckResult>;
  /** An answer that is right. */
  reference: ProbeAnswer;
}

/** A task's probes. */
export interface ProbeSet {
  /** One question that whatever serves the task must be able to answer. */
  smoke: Probe;
  /** Questions of rising difficulty, that tell a good model from a better one; without the smoke probe. */
  graded: readonly Probe[];
}

/** The probes of every task. */
export type ProbeTable = Readonly<Record<TaskName, ProbeSet>>;
