import { right, type TextCheck, wrong } from "./check.ts";
import { affirms, wordsOf } from "./fold.ts";

export interface SpanOptions {
  /** The right words, with whatever else they may be called. */
  spans: readonly string[];
  /** Other words of the text, which would be another answer. */
  never?: readonly string[];
}

/** Words around the span: a short sentence. */
const mostWordsAround = 25;

/** An answer taken out of a text: the right words, with a short sentence around them at the most. */
export function isSpan({ spans, never = [] }: SpanOptions): TextCheck {
  return (said) => {
    const found = spans.filter((span) => affirms(said, span));
    if (found.length === 0) return wrong("fact");
    const longest = Math.max(...found.map((span) => wordsOf(span).length));
    if (wordsOf(said).length > longest + mostWordsAround) return wrong("length");
    return never.some((other) => affirms(said, other)) ? wrong("contradiction") : right;
  };
}
