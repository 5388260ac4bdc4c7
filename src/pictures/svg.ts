/** A piece of SVG. Only the functions of this file make one, so that everything in it is escaped. */
class Svg {
  readonly markup: string;

  constructor(name: string, attributes: Attributes, content: string) {
    const pairs = Object.entries(attributes)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => ` ${key}="${typeof value === "number" ? decimals(value) : escaped(String(value))}"`);
    this.markup = `<${name}${pairs.join("")}${content === "" ? "/>" : `>${content}</${name}>`}`;
  }
}

export type { Svg };

/** Attributes by name; null leaves one out. Names stand in the code: they are not escaped. */
export type Attributes = Record<string, string | number | null>;

/** An element around others. */
export function element(name: string, attributes: Attributes, children: readonly Svg[] = []): Svg {
  return new Svg(name, attributes, children.map(({ markup }) => markup).join(""));
}

/** A text element. */
export function textElement(attributes: Attributes, words: string): Svg {
  return new Svg("text", attributes, escaped(printable(words)));
}

/**
 * What of a text can be drawn on one line: without control characters, marks that turn the direction of writing, and
 * what XML 1.0 forbids; runs of blanks become one blank, and letters with loose accents their composed form, which is
 * what fonts hold.
 */
export function printable(words: string): string {
  return words
    .toWellFormed()
    .normalize("NFC")
    .replace(/\s+/gu, " ")
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\ufffd]/gu, "")
    .trim();
}

function escaped(words: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
  return words.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}

/** At most two decimals: finer than a pixel, and the same on every machine. */
function decimals(value: number): string {
  return String(Math.round(value * 100) / 100);
}
