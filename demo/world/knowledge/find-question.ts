import type { KnownAnswer } from "./known-answer.ts";

/** What a model is asked. */
export interface Asked {
  /** The pipeline by which it is asked; null for chats, of which a server is not told the task. */
  task: string | null;
  words: string;
}

/** Shorter ones stand in many a message by chance; they have to be all of it. */
const tellingLength = 24;

/** A known question as it is looked for. */
interface Wanted {
  known: KnownAnswer;
  question: string;
  context: string;
  length: number;
}

/**
 * Finds the known question in what a model is asked, null where there is none: the words alone, or with whatever stands
 * around them (orders, what the question is about, labels to choose from). Where several fit, the one of which most is
 * found.
 */
export function createQuestionFinder(answers: readonly KnownAnswer[]): (asked: Asked) => KnownAnswer | null {
  const wanted = answers.map(toWanted).filter(({ question }) => question !== "");
  // The longest first, so that the first that fits is the one.
  wanted.sort((a, b) => b.length - a.length);
  return ({ task, words }) => {
    const asked = plain(words);
    const isMeant = ({ known }: Wanted) => task === null || known.task === task;
    return wanted.find((each) => isMeant(each) && stands(each, asked))?.known ?? null;
  };
}

function toWanted(known: KnownAnswer): Wanted {
  const [question, context] = [plain(known.question), plain(known.context)];
  return { known, question, context, length: question.length + context.length };
}

function stands({ question, context, length }: Wanted, asked: string): boolean {
  if (!asked.includes(question) || !asked.includes(context)) return false;
  return asked === question || length >= tellingLength;
}

/** Each pipeline marks a gap in its own way, and spaces are nobody's concern. */
function plain(text: string): string {
  return text
    .replaceAll(/\[MASK\]|<mask>/gi, "[MASK]")
    .replaceAll(/\s+/g, " ")
    .trim();
}
