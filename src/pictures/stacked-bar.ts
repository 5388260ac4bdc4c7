import type { Palette } from "./palette.ts";
import { lengthOf, type Scale, thresholdMark, track } from "./scale.ts";
import { element, type Svg } from "./svg.ts";

/** One criterion of a score. */
export interface ScorePart {
  name: string;
  /** 0 to 100; null is unknown. */
  value: number | null;
  /** In any unit: only the proportions count. */
  weight: number;
}

export interface StackedBar {
  /** 0 to 100. */
  score: number;
  parts: readonly ScorePart[];
  /** Drawn faintly where false. */
  eligible: boolean;
}

export const barHeight = 14;
/** How opaque the bar of a model is that may not be chosen. */
export const faintOpacity = 0.35;
const unknownWidth = 9;
const unknownGap = 3;

/** The room that the bars need beyond 100 points: their unknown parts stand there. */
export function unknownRoom(bars: readonly StackedBar[]): number {
  const counts = bars.map(({ parts }) => parts.filter(({ value }) => value === null).length);
  return Math.max(0, ...counts) * (unknownWidth + unknownGap);
}

/**
 * A bar as long as its score, of the parts that the known criteria contribute: an unknown criterion leaves its weight
 * to the others, so a part is its share of the sum of weight times value. Unknown ones are hollow pieces at the end.
 */
export function stackedBar(bar: StackedBar, y: number, scale: Scale): Svg[] {
  const place = { y, height: barHeight };
  const { palette } = scale;
  const opacity = bar.eligible ? null : faintOpacity;
  const contributions = bar.parts.map(({ value, weight }) => Math.max(0, value ?? 0) * Math.max(0, weight));
  const sum = contributions.reduce((total, contribution) => total + contribution, 0);
  const barEnd = lengthOf(bar.score, scale);
  let x = 0;
  const filled = contributions.flatMap((contribution, index) => {
    const width = sum === 0 ? 0 : (contribution / sum) * barEnd;
    if (width === 0) return [];
    const shape = element("rect", { x, width, ...place, fill: partColour(index, palette), "fill-opacity": opacity });
    x += width;
    return [shape, ...(x < barEnd - 0.01 ? [seam(x, place, palette)] : [])];
  });
  return [
    ...track(scale, { ...place, barEnd }),
    ...filled,
    ...unknownPieces(bar, { x: scale.width, y }, palette),
    ...thresholdMark(scale, place),
  ];
}

/** A line of background between two parts, so that their border does not depend on their colours alone. */
function seam(x: number, place: { y: number; height: number }, palette: Palette): Svg {
  return element("rect", { x: x - 0.5, width: 1, ...place, fill: palette.background });
}

function unknownPieces({ parts, eligible }: StackedBar, place: { x: number; y: number }, palette: Palette): Svg[] {
  return parts
    .flatMap(({ value }, index) => (value === null ? [partColour(index, palette)] : []))
    .map((stroke, index) =>
      element("g", { "stroke-opacity": eligible ? null : faintOpacity }, [
        unknownPiece({ x: place.x + unknownGap + index * (unknownWidth + unknownGap), y: place.y, stroke }, palette),
      ]),
    );
}

/** The hollow piece that stands for something unknown. */
export function unknownPiece({ x, y, stroke }: { x: number; y: number; stroke: string }, palette: Palette): Svg {
  return element("rect", {
    x: x + 0.75,
    y: y + 0.75,
    width: unknownWidth - 1.5,
    height: barHeight - 1.5,
    fill: palette.background,
    stroke,
    "stroke-width": 1.5,
    "stroke-dasharray": "2.5 2",
  });
}

/** Scores have four criteria; more would begin with the first colour again. */
export function partColour(index: number, { parts }: Palette): string {
  return parts[index % parts.length] ?? parts[0];
}
