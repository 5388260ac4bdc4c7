import type { KnownAnswer } from "./known-answer.ts";

/** What a model is asked. */
export interface Asked {
  /** The pipeline by which it is asked; null for chats, of which a server is not told the task. */
  task: string | null;
  words: string;
}

/** Shorter ones stand in many a message by chance; they have to be all of it. */
const tellingLength = 24;

/**
 * Finds the known question in what a model is asked: the words alone, or with whatever stands around them (orders, what
 * the question is about, labels to choose from). Where several fit, the one of which more is found.
 */
export function findQuestion(all: readonly KnownAnswer[], { task, words }: Asked): KnownAnswer | null {
  const asked = plain(words);
  let best: KnownAnswer | null = null;
  for (const each of all) {
    if (task !== null && each.task !== task) continue;
    if (stands(each, asked) && (best === null || lengthOf(each) > lengthOf(best))) best = each;
  }
  return best;
}

function stands({ question, context }: KnownAnswer, asked: string): boolean {
  const [wanted, about] = [plain(question), plain(context)];
  if (wanted === "" || !asked.includes(wanted) || !asked.includes(about)) return false;
  return asked === wanted || wanted.length + about.length >= tellingLength;
}

function lengthOf({ question, context }: KnownAnswer): number {
  return question.length + context.length;
}

/** Each pipeline marks a gap in its own way, and spaces are nobody's concern. */
function plain(text: string): string {
  return text
    .replaceAll(/\[MASK\]|<mask>/gi, "[MASK]")
    .replaceAll(/\s+/g, " ")
    .trim();
}
