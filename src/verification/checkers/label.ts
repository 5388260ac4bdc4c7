import type { LabelScore } from "../../domain/answer.ts";
import type { CheckResult, ProbeAnswer } from "../probe.ts";
import { type AnswerCheck, right, wrong } from "./check.ts";
import { affirms, fold, mentions, wordsOf } from "./fold.ts";
import { readSaid } from "./said.ts";

/** A list of labels has some; a list of words has as many as a model knows. */
const mostLabels = 1_000;
/** What a chat model may say around a label. */
const mostWords = 15;

/** The labels, the most likely first, whatever order they came in; null where the answer has none, or no sound ones. */
export function soundLabels({ data }: ProbeAnswer): readonly LabelScore[] | null {
  if (data?.kind !== "labels" || data.labels.length === 0 || data.labels.length > mostLabels) return null;
  const isSound = ({ score }: LabelScore) => score === null || (Number.isFinite(score) && score >= 0 && score <= 1.001);
  if (!data.labels.every(isSound)) return null;
  return data.labels.toSorted((a, b) => (b.score ?? 0) - (a.score ?? 0));
}

export interface LabelOptions {
  /** What the right label may be called. */
  names: readonly string[];
  /** The other labels. A text that names one as well has not chosen. */
  others?: readonly string[];
  /** The least score of the first label, where it has one. */
  leastScore?: number;
  /** No chat model serves the task: an answer in words is none. */
  isLabelOnly?: boolean;
}

/** The label comes first, and clearly: no other has the same score. */
function isFirst(labels: readonly LabelScore[], { names, leastScore = 0.3 }: LabelOptions): boolean {
  const [first, second] = labels;
  if (first === undefined || !names.some((name) => fold(name) === fold(first.label))) return false;
  if (first.score === null) return labels.length === 1;
  return first.score >= leastScore && (second?.score ?? 0) < first.score;
}

/** The label that a chat model names. */
function judgeWords(text: string, { names, others = [] }: LabelOptions): CheckResult {
  const said = readSaid(text, "");
  if ("fault" in said) return wrong(said.fault);
  if (wordsOf(said.text).length > mostWords) return wrong("length");
  if (!names.some((name) => affirms(said.text, name))) return wrong("labels");
  return others.some((other) => mentions(said.text, other)) ? wrong("contradiction") : right;
}

/** The right label is the most likely one; of a chat model, the label that it names. */
export function isLabel(options: LabelOptions): AnswerCheck {
  return (answer) => {
    const labels = soundLabels(answer);
    if (labels !== null) return isFirst(labels, options) ? right : wrong("labels");
    if (answer.data !== null || options.isLabelOnly) return wrong("nothing");
    return judgeWords(answer.text, options);
  };
}

/** How many of the likeliest words count, and how likely the right one must be at least. */
const places = 3;
const leastWordScore = 0.02;

/** One of the words is among the likeliest for a gap. Tokens mark a word's beginning in ways of their own. */
export function fillsGap(words: readonly string[]): AnswerCheck {
  const wanted = new Set(words.map(fold));
  return (answer) => {
    const labels = soundLabels(answer);
    if (labels === null) return wrong("nothing");
    const likeliest = labels.slice(0, places);
    const found = likeliest.find(({ label }) => wanted.has(fold(label.replace(/^[Ġ▁]|<\/w>$/g, ""))));
    return found && (found.score ?? 1) >= leastWordScore ? right : wrong("labels");
  };
}
