import { type Block, contentWidth, label, plainFont } from "./card.ts";
import { shortenedAtEnd, textWidth } from "./font.ts";
import type { Palette } from "./palette.ts";
import { thresholdLine } from "./scale.ts";
import { element, type Svg } from "./svg.ts";

/** A sign as on the bars, `signSize` units high and wide, and what it means. */
export interface LegendItem {
  sign: Svg;
  words: string;
}

export const signSize = 14;
const lineHeight = 23;
const gapAfterSign = 6;
const gapBetween = 14;

/** A sign of one colour. */
export function colourSign(fill: string, opacity: number | null = null): Svg {
  return element("rect", { width: signSize, height: signSize, fill, "fill-opacity": opacity });
}

export function thresholdSign(palette: Palette): Svg {
  return thresholdLine({ x: signSize / 2, y: -1, height: signSize + 2 }, palette);
}

/** Items one after the other, in as many lines as they need. Items without words are left out. */
export function legend(items: readonly LegendItem[], palette: Palette): Block {
  const shown = items.filter(({ words }) => words !== "");
  let x = 0;
  let y = 0;
  const shapes = shown.map(({ sign, words }) => {
    const text = shortenedAtEnd(words, contentWidth - signSize - gapAfterSign, plainFont);
    const width = signSize + gapAfterSign + textWidth(text, plainFont);
    if (x > 0 && x + width > contentWidth) {
      x = 0;
      y += lineHeight;
    }
    const place = `translate(${Math.round(x)} ${y})`;
    x += width + gapBetween;
    return element("g", { transform: place }, [
      sign,
      label({ x: signSize + gapAfterSign, y: 13, words: text, font: plainFont, fill: palette.muted }),
    ]);
  });
  return { height: shown.length === 0 ? 0 : y + lineHeight + 10, shapes };
}
