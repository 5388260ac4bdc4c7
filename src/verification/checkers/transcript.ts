import { rightIf, type TextCheck, wrong } from "./check.ts";
import { wordsOf } from "./fold.ts";

/** Much longer than any phrase: a model that goes round in circles. */
const mostWords = 200;

/** Words put in, left out or changed, for each word of what was said (the word error rate). */
export function wordErrors(heard: readonly string[], said: readonly string[]): number {
  let row = said.map((_, place) => place + 1);
  for (const [count, word] of heard.entries()) {
    let [diagonal, left] = [count, count + 1];
    row = row.map((above, place) => {
      const changed = diagonal + (word === said[place] ? 0 : 1);
      diagonal = above;
      left = Math.min(changed, above + 1, left + 1);
      return left;
    });
  }
  return (row.at(-1) ?? heard.length) / Math.max(1, said.length);
}

/** What was said, with this share of the words wrong at most. `phrases` are ways of writing it ("3", "three"). */
export function transcribes(phrases: readonly string[], mostErrors = 0.34): TextCheck {
  const wanted = phrases.map(wordsOf);
  return (said) => {
    const heard = wordsOf(said);
    if (heard.length > mostWords) return wrong("length");
    return rightIf(
      wanted.some((phrase) => wordErrors(heard, phrase) <= mostErrors),
      "transcript",
    );
  };
}
