const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Looked at behind a cut, to see whether a sign goes on there. */
const longestSign = 32;

/**
 * A text of at most `most` UTF-16 units, with "…" at its end where something was left out. It is cut between what a
 * reader takes for signs: half a surrogate pair cannot be sent at all (Telegram answers 400), and half a flag is another.
 */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const room = most - 1;
  const cut = graphemes.segment(text.slice(0, room + longestSign)).containing(room)?.index;
  return `${text.slice(0, cut || room).replace(/[\ud800-\udbff]$/, "")}…`;
}
