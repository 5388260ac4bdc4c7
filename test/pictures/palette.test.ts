import { describe, expect, it } from "vitest";
import { palettes } from "../../src/pictures/palette.ts";

type Triple = [number, number, number];

/** What people with a missing kind of cone see: Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB. */
const sights: Record<string, [Triple, Triple, Triple]> = {
  "full colour": [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function linear(colour: string): Triple {
  const channel = (from: number) => {
    const value = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function dot([a, b, c]: Triple, [x, y, z]: Triple): number {
  return a * x + b * y + c * z;
}

function luminance(rgb: Triple): number {
  return dot(rgb, [0.2126, 0.7152, 0.0722]);
}

/** As WCAG 2.2 defines it. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(linear(one)), luminance(linear(other))].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function lab(rgb: Triple): Triple {
  const curve = (value: number) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116);
  const x = curve(dot(rgb, [0.4124, 0.3576, 0.1805]) / 0.9505);
  const y = curve(luminance(rgb));
  const z = curve(dot(rgb, [0.0193, 0.1192, 0.9505]) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function seen(colour: string, [r, g, b]: [Triple, Triple, Triple]): Triple {
  const rgb = linear(colour);
  const limited = (value: number) => Math.min(1, Math.max(0, value));
  return lab([limited(dot(r, rgb)), limited(dot(g, rgb)), limited(dot(b, rgb))]);
}

function pairs<T>(values: readonly T[]): [T, T][] {
  return values.flatMap((one, index) => values.slice(index + 1).map((other): [T, T] => [one, other]));
}

describe.each(Object.entries(palettes))("the %s palette", (_theme, palette) => {
  it("has texts of a contrast of at least 4.5 and marks of at least 3", () => {
    for (const text of [palette.text, palette.muted])
      expect(contrast(text, palette.background)).toBeGreaterThanOrEqual(4.5);
    for (const mark of [...palette.parts, palette.bar, palette.threshold])
      expect(contrast(mark, palette.background)).toBeGreaterThanOrEqual(3);
  });

  it("tells the criteria apart by lightness alone", () => {
    for (const [one, other] of pairs(palette.parts))
      expect(Math.abs(lab(linear(one))[0] - lab(linear(other))[0])).toBeGreaterThanOrEqual(10);
  });

  it.each(Object.entries(sights))("tells the criteria apart with %s", (_sight, matrix) => {
    for (const [one, other] of pairs(palette.parts))
      expect(
        Math.hypot(...seen(one, matrix).map((value, axis) => value - (seen(other, matrix)[axis] ?? 0))),
      ).toBeGreaterThanOrEqual(28);
  });
});
