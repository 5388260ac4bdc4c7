import { createHash } from "node:crypto";

/** So much of a vector is the text's own, so that no two texts have the same, and none has nothing. */
const ownShare = 0.1;

const saysNothing = new Set("the and for with was were has have had are not but that this its his her from".split(" "));

/** Letters of a word that are looked at together: forms of one word have most of them in common. */
const lettersTogether = 4;

/**
 * A vector of length 1 that depends on the text alone: texts with words in common, or with forms of one word, have
 * vectors near each other.
 */
export function embed(text: string, length: number): number[] {
  const vector = noiseFor(text, length).map((value) => value * ownShare);
  for (const part of partsOf(text)) {
    const number = createHash("sha256").update(part).digest().readUInt32BE(0);
    const place = (number >>> 1) % length;
    vector[place] = (vector[place] ?? 0) + (number % 2 === 0 ? 1 : -1);
  }
  return toLengthOne(vector);
}

/** A vector of length 1 that tells of the text's letters, and of no meaning: one letter more, and it is another. */
export function noiseFor(text: string, length: number): number[] {
  const numbers = Array.from({ length }, (_, index) =>
    createHash("sha256").update(`${index}:${text}`).digest().readInt32BE(0),
  );
  return toLengthOne(numbers.map((number) => number / 2 ** 31));
}

function partsOf(text: string): string[] {
  const words = text.toLowerCase().match(/\p{L}{3,}|\p{N}+/gu) ?? [];
  return words.filter((word) => !saysNothing.has(word)).flatMap((word) => [word, word.slice(0, lettersTogether)]);
}

function toLengthOne(vector: readonly number[]): number[] {
  const norm = Math.hypot(...vector);
  return vector.map((value) => value / norm);
}
