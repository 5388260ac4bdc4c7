import { createRequire } from "node:module";
import { printable } from "./svg.ts";

/** Atkinson Hyperlegible, made by the Braille Institute to be told apart letter by letter. */
export const fontFamily = "Atkinson Hyperlegible";

/** A size in units of the picture, and a weight that the bundled font has. */
export interface Font {
  size: number;
  weight: 400 | 700;
}

/** Widths of the characters from blank to tilde, in thousandths of the size: the `hmtx` tables of the two files. */
const widths: Record<Font["weight"], readonly number[]> = {
  400: [
    280, 281, 301, 655, 594, 927, 705, 160, 300, 300, 433, 602, 205, 368, 205, 377, 648, 402, 549, 574, 614, 583, 598,
    510, 615, 598, 205, 205, 553, 602, 553, 520, 780, 626, 619, 656, 673, 567, 548, 710, 690, 414, 510, 627, 539, 820,
    689, 727, 601, 753, 618, 596, 558, 690, 589, 840, 623, 595, 607, 315, 377, 315, 552, 396, 268, 526, 566, 500, 564,
    539, 311, 560, 546, 278, 254, 490, 239, 841, 546, 552, 566, 576, 340, 471, 324, 536, 441, 654, 461, 429, 460, 319,
    233, 319, 555,
  ],
  700: [
    320, 283, 410, 783, 619, 977, 702, 222, 366, 366, 434, 618, 243, 374, 243, 442, 652, 448, 586, 605, 626, 612, 632,
    543, 625, 561, 243, 243, 573, 618, 573, 614, 754, 690, 639, 673, 686, 580, 544, 719, 679, 458, 560, 659, 537, 842,
    700, 764, 626, 781, 654, 619, 617, 663, 656, 883, 699, 687, 621, 333, 442, 333, 589, 430, 314, 553, 596, 520, 596,
    566, 367, 597, 572, 315, 259, 567, 314, 886, 572, 573, 596, 601, 372, 534, 379, 570, 526, 723, 533, 518, 516, 370,
    234, 370, 533,
  ],
};
/** Room for any other character, the box that stands for a missing one included. */
const otherWidth = 850;
const ellipsis = "…";

/** The font's files. They are found wherever npm has put the package: beside a checkout or beside an installation. */
export function fontFiles(): string[] {
  const { resolve } = createRequire(import.meta.url);
  return ["400Regular/AtkinsonHyperlegible_400Regular.ttf", "700Bold/AtkinsonHyperlegible_700Bold.ttf"].map((file) =>
    resolve(`@expo-google-fonts/atkinson-hyperlegible/${file}`),
  );
}

/** How wide a text is at most, in units of the picture; kerning can make it a little narrower. */
export function textWidth(words: string, font: Font): number {
  // An accent does not make a letter wider: the base letter is measured.
  const letters = printable(words).normalize("NFD").replace(/\p{M}/gu, "");
  let thousandths = 0;
  for (const letter of letters) thousandths += widths[font.weight][(letter.codePointAt(0) ?? 0) - 32] ?? otherWidth;
  return (thousandths / 1000) * font.size;
}

/** A text as it is where it fits, otherwise as much of its beginning as fits with an ellipsis. */
export function shortenedAtEnd(words: string, room: number, font: Font): string {
  return shortened(words, { room, font, tailShare: 0 });
}

/**
 * A text as it is where it fits, otherwise with an ellipsis in its middle: of a model's id, the owner and the variant
 * at the end stay readable.
 */
export function shortenedInMiddle(words: string, room: number, font: Font): string {
  return shortened(words, { room, font, tailShare: 0.5 });
}

function shortened(words: string, { room, font, tailShare }: { room: number; font: Font; tailShare: number }): string {
  const text = printable(words);
  if (textWidth(text, font) <= room) return text;
  const letters = Array.from(text);
  const kept = (count: number) => {
    const tail = Math.floor(count * tailShare);
    const end = tail === 0 ? "" : letters.slice(-tail).join("").trimStart();
    return `${letters
      .slice(0, count - tail)
      .join("")
      .trimEnd()}${ellipsis}${end}`;
  };
  // Of a text of megabytes, no more is tried than can fit at all.
  let count = Math.min(letters.length - 1, Math.floor(room));
  while (count > 0 && textWidth(kept(count), font) > room) count -= 1;
  return kept(Math.max(0, count));
}

/** A text broken at its blanks into lines that fit; what goes beyond the last line is ellipsised. */
export function wrapped(words: string, { room, font, lines }: { room: number; font: Font; lines: number }): string[] {
  const found: string[] = [];
  let rest = printable(words);
  while (rest !== "") {
    if (found.length === lines - 1 || textWidth(rest, font) <= room)
      return [...found, shortenedAtEnd(rest, room, font)];
    const head = headThatFits(rest, room, font);
    found.push(shortenedAtEnd(head, room, font));
    rest = rest.slice(head.length).trimStart();
  }
  return found;
}

/** The whole words at the beginning that fit; at least one word. */
function headThatFits(text: string, room: number, font: Font): string {
  const words = text.split(" ");
  let count = 1;
  while (count < words.length && textWidth(words.slice(0, count + 1).join(" "), font) <= room) count += 1;
  return words.slice(0, count).join(" ");
}
