import type { Mind } from "../knowledge/minds.ts";
import { otherWord, wordsOf } from "../knowledge/wrong-answer.ts";

/** What a pipeline answers to a known text, in words; null where it is not known. */
export function knownText(mind: Mind, task: string, words: string): string | null {
  const recalled = mind.recall({ task, words });
  return recalled && wordsOf(recalled);
}

/** The span of the context that answers a known question, or another one. */
export function knownSpan(mind: Mind, question: string, context: string) {
  const recalled = mind.recall({ task: "question-answering", words: `${question}\n${context}` });
  if (!recalled) return null;
  const { known, isRight } = recalled;
  const answer = isRight ? known.text : otherSpan(context, known.text);
  const start = Math.max(0, context.indexOf(answer));
  return { score: 0.9, start, end: start + answer.length, answer };
}

/** A word of the context that is no part of the right answer. */
function otherSpan(context: string, answer: string): string {
  const right = answer.toLowerCase();
  const words = context.match(/\p{L}{4,}/gu) ?? [];
  return words.find((word) => !right.includes(word.toLowerCase())) ?? otherWord(answer);
}

/** The words for the gap in a known text, the likeliest first. */
export function knownWords(mind: Mind, text: string): string[] | null {
  const recalled = mind.recall({ task: "fill-mask", words: text });
  if (!recalled) return null;
  const { known, isRight } = recalled;
  return isRight ? [...new Set([known.text, ...known.labels]), "thing"] : [otherWord(known.text), "thing"];
}

/** Opposites, for models whose labels nobody has given them. */
const opposites: Readonly<Record<string, string>> = { POSITIVE: "NEGATIVE", NEGATIVE: "POSITIVE" };

/** The labels of a known text with scores, the best first; of `choices`, where the caller gives some. */
export function knownLabels(mind: Mind, task: string, text: string, choices: readonly string[] = []) {
  const recalled = mind.recall({ task, words: text });
  if (!recalled) return null;
  const best = recalled.known.labels[0] ?? recalled.known.text;
  const opposite = opposites[best.toUpperCase()];
  const all = [...new Set([best, ...choices, ...recalled.known.labels, ...(opposite ? [opposite] : [])])];
  const others = all.filter((label) => label !== best);
  if (recalled.isRight) return surely([best, ...others]);
  return surely(others.length > 0 ? [...others, best] : [otherWord(best)]);
}

/** One that is almost certain, and the rest. */
function surely([best = "", ...others]: readonly string[]) {
  const rest = others.map((label) => ({ label, score: 0.1 / others.length }));
  return [{ label: best, score: 0.9 }, ...rest];
}

/** The names in a known text; of a poor model, none. Places count characters, as Python does. */
export function knownNames(mind: Mind, text: string) {
  const recalled = mind.recall({ task: "token-classification", words: text });
  if (!recalled) return null;
  if (!recalled.isRight) return [];
  return recalled.known.entities.map(({ label, text: word }) => {
    const start = [...text.slice(0, Math.max(0, text.indexOf(word)))].length;
    return { entity_group: label, score: 0.99, word, start, end: start + [...word].length };
  });
}
