import { right, type TextCheck, wrong } from "./check.ts";
import { affirms } from "./fold.ts";
import { type NumberMention, numberMentions, plainNumbers } from "./number-mentions.ts";

export interface NumberOptions {
  is: number;
  /** The question: its numbers are not taken for answers. */
  question?: string;
  /** The number in words ("twelve"), where somebody may write it so. */
  words?: readonly string[];
}

type Statement = readonly NumberMention[];

const boxed = /\\boxed\s?\{([^{}]{0,80})\}/g;
/** What comes before the answer that counts. */
const announcement =
  /\b(?:answer|result|resposta|respuesta|réponse|antwort|risposta)\s?(?::|=|is\b|é\b|es\b|est\b|ist\b|è\b)/gi;
const reasons = /\b(?:because|since|given that|porque|weil|parce que)\b/i;
const doubts = /\b(?:or|maybe|perhaps|alternatively|actually|could|wait|possibly|unless)\b/i;

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?])\s+|\n+/).filter((sentence) => sentence.trim() !== "");
}

/** What a sentence comes to: what stands behind its last sign of equality, or else before its reasons. */
function conclusionOf(sentence: string): string {
  const at = Math.max(sentence.lastIndexOf("="), sentence.lastIndexOf("≈"));
  return at === -1 ? (sentence.split(reasons)[0] ?? "") : sentence.slice(at + 1);
}

/** Lines that hold a number each and nothing else: a list of guesses. */
function isListOfGuesses(text: string): boolean {
  const alone = text.split("\n").filter((line) => /^[\s*•-]*\d[\d.,']*\s*$/.test(line));
  return new Set(alone.map((line) => line.replace(/\D/g, ""))).size > 1;
}

/** Reads what an answer says in the end, apart from the numbers that it was given. */
function lastStatement(text: string, isGiven: (mention: NumberMention) => boolean): Statement {
  const telling = (part: string) => numberMentions(part).filter((mention) => !isGiven(mention));
  const box = [...text.matchAll(boxed)].at(-1);
  if (box) return numberMentions(box[1] ?? "");
  const announced = [...text.matchAll(announcement)].at(-1);
  const sentences = sentencesOf(announced ? text.slice(announced.index + announced[0].length) : text);
  const inOrder = announced ? sentences : sentences.toReversed();
  for (const sentence of inOrder) {
    const found = [conclusionOf(sentence), sentence].map(telling).find((mentions) => mentions.length > 0);
    if (found === undefined) continue;
    const doubted = announced
      ? sentences.slice(sentences.indexOf(sentence) + 1).filter((each) => doubts.test(each))
      : [];
    return [...found, ...doubted.flatMap(telling)];
  }
  return [];
}

/** An answer that comes to this number, however it is written, and to no other. What is said last counts. */
export function isNumber({ is, question = "", words = [] }: NumberOptions): TextCheck {
  const isRight = ({ values }: NumberMention) => values.some((value) => Math.abs(value - is) <= 1e-9);
  const given = new Set(numberMentions(plainNumbers(question)).flatMap(({ values }) => values));
  const isGiven = (mention: NumberMention) => !isRight(mention) && mention.values.some((value) => given.has(value));
  return (said) => {
    const text = plainNumbers(said);
    if (isListOfGuesses(text)) return wrong("contradiction");
    const statement = lastStatement(text, isGiven);
    if (statement.length === 0) return words.some((word) => affirms(said, word)) ? right : wrong("number");
    const fitting = statement.filter((mention) => isRight(mention) && !mention.isDenied);
    if (fitting.length === statement.length) return right;
    return wrong(fitting.length === 0 ? "number" : "contradiction");
  };
}
