const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const wide =
  /\p{Emoji_Presentation}|\ufe0f|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
const shapeless = /^[\p{Cc}\p{Cf}\p{M}]+$/u;
const narrow = /^[\x20-\x7e]*$/;

function signWidth(sign: string): number {
  if (wide.test(sign)) return 2;
  return shapeless.test(sign) ? 0 : 1;
}

/** How many cells of a terminal a text takes: two for a sign of East Asia (Unicode, UAX #11) and for an emoji. */
export function cellWidth(text: string): number {
  if (narrow.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += signWidth(segment);
  return width;
}
