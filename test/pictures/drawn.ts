import { Resvg } from "@resvg/resvg-js";
import { fontFamily, fontFiles } from "../../src/pictures/font.ts";

/** A text of a picture, where it really lies; in units of the picture. */
export interface DrawnText {
  words: string;
  size: number;
  left: number;
  right: number;
  baseline: number;
}

const font = { loadSystemFonts: false, fontFiles: fontFiles(), defaultFontFamily: fontFamily };
const groupOrText = /<g transform="translate\(([\d.]+) ([\d.]+)\)">|<g\b[^>]*>|<\/g>|<text ([^>]*)>([^<]*)<\/text>/g;
const entities: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'" };

/** Every text of an SVG in its order, measured with the bundled font by the library that draws it. */
export function drawnTexts(svg: string): DrawnText[] {
  const offsets = [{ x: 0, y: 0 }];
  const texts: DrawnText[] = [];
  for (const [token, x, y, attributes, words] of svg.matchAll(groupOrText)) {
    const at = offsets.at(-1) ?? { x: 0, y: 0 };
    if (token === "</g>") offsets.pop();
    else if (attributes === undefined) offsets.push({ x: at.x + Number(x ?? 0), y: at.y + Number(y ?? 0) });
    else texts.push(measured({ attributes, words: words ?? "", at }));
  }
  return texts;
}

function measured(text: { attributes: string; words: string; at: { x: number; y: number } }): DrawnText {
  const attribute = (name: string) => new RegExp(`(?:^| )${name}="([^"]*)"`).exec(text.attributes)?.[1];
  const width = inkWidth(text.words, {
    size: Number(attribute("font-size")),
    weight: Number(attribute("font-weight")),
  });
  const x = text.at.x + Number(attribute("x"));
  const left = attribute("text-anchor") === "end" ? x - width : x;
  return {
    words: text.words.replace(/&\w+;/g, (entity) => entities[entity] ?? entity),
    size: Number(attribute("font-size")),
    left,
    right: left + width,
    baseline: text.at.y + Number(attribute("y")),
  };
}

/** Where the ink of an escaped text ends, counted from where the text starts. */
export function inkWidth(escapedWords: string, { size, weight }: { size: number; weight: number }): number {
  const text = `<text y="50" font-family="${fontFamily}" font-size="${size}" font-weight="${weight}">${escapedWords}</text>`;
  const box = new Resvg(`<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="100">${text}</svg>`, { font });
  const ink = box.getBBox();
  return ink === undefined ? 0 : ink.x + ink.width;
}

/** Pairs of texts of one line that touch one another, and texts that leave the picture's margins. */
export function layoutFaults(svg: string): string[] {
  const texts = drawnTexts(svg);
  const outside = texts.filter(({ left, right }) => left < 15.5 || right > 344.5);
  const touching = texts.flatMap((one, index) =>
    texts
      .slice(index + 1)
      .filter((other) => Math.abs(one.baseline - other.baseline) < 16)
      .filter((other) => one.left < other.right + 4 && other.left < one.right + 4)
      .map((other) => `"${one.words}" touches "${other.words}"`),
  );
  return [...outside.map(({ words }) => `"${words}" leaves the margins`), ...touching];
}

/** Throws where an SVG is not well-formed XML. */
export function parse(svg: string): { width: number; height: number } {
  const { width, height } = new Resvg(svg, { font: { loadSystemFonts: false } });
  return { width, height };
}

/** The colour of a pixel of a PNG, as "#rrggbb"; read by a decoder that checks the PNG's structure. */
export function pixelOf(png: Uint8Array, { x, y }: { x: number; y: number }): string {
  const href = `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
  const { width, height } = pngSize(png);
  const size = `width="${width}" height="${height}"`;
  const image = `<svg xmlns="http://www.w3.org/2000/svg" ${size}><image href="${href}" ${size}/></svg>`;
  const { pixels } = new Resvg(image, { font: { loadSystemFonts: false }, logLevel: "off" }).render();
  const start = (y * width + x) * 4;
  return `#${pixels.subarray(start, start + 3).toString("hex")}`;
}

/** Width and height in pixels, as a PNG's header says; throws where the bytes are no PNG. */
export function pngSize(png: Uint8Array): { width: number; height: number } {
  const bytes = Buffer.from(png);
  if (bytes.subarray(0, 8).toString("hex") !== "89504e470d0a1a0a") throw new Error("These bytes are no PNG.");
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}
