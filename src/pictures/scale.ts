import { type Block, label, plainFont } from "./card.ts";
import { textWidth } from "./font.ts";
import type { Palette } from "./palette.ts";
import { element, type Svg } from "./svg.ts";

/** The least score that may be chosen, and the words that explain its mark. */
export interface Threshold {
  score: number;
  label: string;
}

/** Where scores of 0 to 100 lie on a chart. */
export interface Scale {
  /** Of 100 points, in units. */
  width: number;
  threshold: Threshold | null;
  palette: Palette;
}

/** In units; on a narrower axis, five numbers of 16 units would touch. */
const roomForAllNumbers = 200;

/** Within 0 and 100; what is not a number counts as 0. */
export function clampedScore(score: number): number {
  return Number.isNaN(score) ? 0 : Math.min(100, Math.max(0, score));
}

/** How far from the left a score lies. */
export function lengthOf(score: number, { width }: Scale): number {
  return (clampedScore(score) / 100) * width;
}

/** What lies beneath a bar: the place that 100 points would fill, with lines at 25, 50 and 75 beyond the bar's end. */
export function track(scale: Scale, { y, height, barEnd }: { y: number; height: number; barEnd: number }): Svg[] {
  const { width, palette } = scale;
  const lines = [25, 50, 75].map((score) => lengthOf(score, scale)).filter((x) => x > barEnd);
  return [
    element("rect", { width, y, height, fill: palette.track }),
    ...lines.map((x) => element("rect", { x: x - 0.5, width: 1, y, height, fill: palette.grid })),
  ];
}

/** The threshold's mark across a bar, higher than the bar and with a rim, so that it shows on every colour. */
export function thresholdMark(scale: Scale, { y, height }: { y: number; height: number }): Svg[] {
  const { threshold } = scale;
  if (threshold === null) return [];
  return [thresholdLine({ x: lengthOf(threshold.score, scale), y: y - 3, height: height + 6 }, scale.palette)];
}

export function thresholdLine({ x, y, height }: { x: number; y: number; height: number }, palette: Palette): Svg {
  return element("rect", {
    x: x - 1.5,
    y,
    width: 3,
    height,
    fill: palette.threshold,
    stroke: palette.background,
    "stroke-width": 1,
  });
}

/** The numbers below the bars. */
export function axis(scale: Scale): Block {
  const size = plainFont.size;
  const scores = scale.width < roomForAllNumbers ? [0, 50, 100] : [0, 25, 50, 75, 100];
  const shapes = scores.map((score) => {
    const words = String(score);
    const width = textWidth(words, plainFont);
    // The outer numbers stay within the bars' ends.
    const x = Math.min(scale.width - width, Math.max(0, lengthOf(score, scale) - width / 2));
    return label({ x, y: size, words, font: plainFont, fill: scale.palette.muted });
  });
  return { height: size + 12, shapes };
}
