const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** How far behind a cut it is looked whether a sign goes on there (families of emoji, letters with many accents). */
export const longestSign = 32;

const places = [/\n\n/g, /\n/g, /[.!?…]["'”’)\]*_`]*\s|[。！？]/g, /\s/g];
/** As many places of a kind are tried, from the last. */
const tries = 6;

/** Whether marks that open in a text also close in it, as far as counting tells. */
export function isBalanced(text: string): boolean {
  const count = (mark: RegExp) => text.match(mark)?.length ?? 0;
  return count(/\*\*/g) % 2 === 0 && count(/`/g) % 2 === 0 && text.lastIndexOf("](") <= text.lastIndexOf(")");
}

function betweenSigns(text: string, room: number): number {
  let start = Math.max(0, room - longestSign);
  if (isInsidePair(text, start)) start -= 1;
  const segments = graphemes.segment(text.slice(start, room + longestSign));
  const cut = start + (segments.containing(room - start)?.index ?? 0);
  if (cut > start) return cut;
  // Half a character cannot be sent: rather one unit too many.
  return isInsidePair(text, room) ? room - 1 || 2 : room;
}

/** Whether the units before and behind a place make one character. */
function isInsidePair(text: string, at: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(0, at - 1), at + 1));
}

/**
 * Where to cut a text so that at most `room` units stand before: behind a paragraph, a line, a sentence or a word in the
 * last three quarters of the room, else between two signs. Of places of one kind the last, but for those that `fits`
 * (of the text before) does not like. Looks at `room` and `longestSign` units only, whatever follows.
 */
export function placeToCut(text: string, room: number, fits: (before: string) => boolean = () => true): number {
  const head = text.slice(0, room);
  for (const place of places) {
    const ends = [...head.matchAll(place)]
      .map((match) => match.index + match[0].length)
      .filter((end) => end > room / 4);
    const chosen = ends.slice(-tries).findLast((end) => fits(head.slice(0, end)));
    const last = chosen ?? (place === places.at(-1) ? ends.at(-1) : undefined);
    if (last !== undefined) return last;
  }
  return betweenSigns(text, room);
}
