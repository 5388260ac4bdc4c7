import { type JsonObject, objectOf, textOf } from "../open-ai/json.ts";

export interface PictureSize {
  /** In pixels. */
  width: number;
  height: number;
}

/** A stand-in draws no posters. */
const largestSide = 2_048;

/** The size that a request wants, wherever its host has it; undefined where it says none that can be drawn. */
export function wantedSize(body: JsonObject): PictureSize | undefined {
  const places = [body, objectOf(body.parameters), objectOf(body.input), objectOf(body.image_size)];
  const sizes = places.map(({ width, height, size }) => toSize(width, height) ?? sizeInWords(textOf(size)));
  return sizes.find((size) => size !== undefined);
}

/** "512x768". */
function sizeInWords(words: string): PictureSize | undefined {
  const [, width, height] = /^(\d+)[x*](\d+)$/.exec(words) ?? [];
  return toSize(Number(width), Number(height));
}

function toSize(width: unknown, height: unknown): PictureSize | undefined {
  return isSide(width) && isSide(height) ? { width, height } : undefined;
}

function isSide(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) <= largestSide;
}
