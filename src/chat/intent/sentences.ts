import { type Word, wordsOf } from "./folded-words.ts";

/** Orders stand at a message's beginning or end; what lies between is never looked at, however long. */
const edge = 500;
/** A story that somebody has pasted has orders in it too; those at its edges are the person's own. */
const sentencesAtStart = 4;
const sentencesAtEnd = 3;

export type Sentence = readonly Word[];

function endsSentence({ gap }: Word): boolean {
  return /[.!?…;)\]]["'”»*]*\s|\n|\s[-–—]\s|。/.test(gap);
}

function sentencesBetween(text: string, from: number, to: number): Sentence[] {
  const sentences: Word[][] = [];
  let current: Word[] = [];
  for (const word of wordsOf(text, from, to)) {
    if (current.length > 0 && endsSentence(word)) {
      sentences.push(current);
      current = [];
    }
    current.push(word);
  }
  return current.length > 0 ? [...sentences, current] : sentences;
}

/** The sentences at the edges of a text (composed, NFC), in their order: a line's end ends one too. */
export function edgeSentences(text: string): Sentence[] {
  if (text.length > 2 * edge) {
    const first = sentencesBetween(text, 0, edge).slice(0, sentencesAtStart);
    return [...first, ...sentencesBetween(text, text.length - edge, text.length).slice(-sentencesAtEnd)];
  }
  const all = sentencesBetween(text, 0, text.length);
  return all.filter((_, place) => place < sentencesAtStart || place >= all.length - sentencesAtEnd);
}
