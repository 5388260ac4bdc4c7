import { type Font, fontFamily, wrapped } from "./font.ts";
import type { Palette } from "./palette.ts";
import { element, type Svg, textElement } from "./svg.ts";

/** The width of a picture in its own units: the points of a phone's screen. */
export const cardWidth = 360;
export const margin = 16;
/** What is left between the margins. */
export const contentWidth = cardWidth - 2 * margin;

/** Nothing is smaller than 16 units: the size of Telegram's messages where a phone shows 360 points across. */
export const plainFont: Font = { size: 16, weight: 400 };
export const strongFont: Font = { size: 16, weight: 700 };
export const titleFont: Font = { size: 21, weight: 700 };

/** Something drawn from the top left corner of its own place; as wide as the content, and so many units high. */
export interface Block {
  height: number;
  shapes: readonly Svg[];
}

export interface Label {
  x: number;
  /** Of the baseline. */
  y: number;
  words: string;
  font: Font;
  fill: string;
  /** `end`: x is where the text ends. */
  anchor?: "start" | "end";
}

export function label({ x, y, words, font, fill, anchor = "start" }: Label): Svg {
  const attributes = { x, y, fill, "font-size": font.size, "font-weight": font.weight };
  return textElement({ ...attributes, "text-anchor": anchor === "end" ? "end" : null }, words);
}

/** Lines of running text; no text makes a block without height. */
export function paragraph(options: { words: string; font: Font; fill: string; lines: number; after: number }): Block {
  const { words, font, fill, lines, after } = options;
  const lineHeight = Math.round(font.size * 1.3);
  const texts = wrapped(words, { room: contentWidth, font, lines });
  return {
    height: texts.length === 0 ? 0 : texts.length * lineHeight + after,
    shapes: texts.map((line, index) => label({ x: 0, y: index * lineHeight + font.size, words: line, font, fill })),
  };
}

/** The lines above a chart. */
export function heading({ title, subtitle }: { title: string; subtitle: string }, palette: Palette): Block[] {
  return [
    paragraph({ words: title, font: titleFont, fill: palette.text, lines: 3, after: 4 }),
    paragraph({ words: subtitle, font: plainFont, fill: palette.muted, lines: 3, after: 8 }),
  ];
}

/** The lines below a chart. */
export function footing(footer: string, palette: Palette): Block {
  return paragraph({ words: footer, font: plainFont, fill: palette.muted, lines: 4, after: 0 });
}

/** Blocks one below the other on an opaque background: a whole SVG document. */
export function card(blocks: readonly Block[], palette: Palette): string {
  const placed: Svg[] = [];
  let y = margin;
  for (const { height, shapes } of blocks) {
    if (shapes.length > 0) placed.push(element("g", { transform: `translate(${margin} ${y})` }, shapes));
    y += height;
  }
  const height = Math.ceil(y + margin);
  const background = element("rect", { width: cardWidth, height, fill: palette.background });
  const size = { width: cardWidth, height, viewBox: `0 0 ${cardWidth} ${height}` };
  return element("svg", { xmlns: "http://www.w3.org/2000/svg", ...size, "font-family": fontFamily }, [
    background,
    ...placed,
  ]).markup;
}
