import { contentWidth, label, plainFont } from "./card.ts";
import { textWidth } from "./font.ts";
import type { Palette } from "./palette.ts";
import { element, type Svg } from "./svg.ts";

/** Where values of days are drawn, from left to right; in units, from the top left corner of the plot's panel. */
export interface Plot {
  /** Where the first day begins: left of it stand the numbers. */
  left: number;
  top: number;
  height: number;
  /** How many days there are; at least 1. */
  days: number;
  palette: Palette;
}

/** A value of the axis, with its words. */
export interface Tick {
  /** 0 at the bottom, 1 at the top. */
  at: number;
  words: string;
}

const gapAfterNumbers = 8;
/** From the plot's end to the baseline of the dates below it. */
const dateDrop = 20;

/** What the numbers of all these axes need at the left, so that the days of panels stand one below the other. */
export function roomForTicks(ticks: readonly Tick[]): number {
  if (ticks.length === 0) return 0;
  return Math.ceil(Math.max(...ticks.map(({ words }) => textWidth(words, plainFont)))) + gapAfterNumbers;
}

/** How wide a day is. */
export function dayWidth({ left, days }: Plot): number {
  return (contentWidth - left) / days;
}

/** The middle of a day. */
export function dayMiddle(plot: Plot, day: number): number {
  return plot.left + (day + 0.5) * dayWidth(plot);
}

/** How far down a value lies; `share` is 0 at the bottom, 1 at the top. */
export function heightOf({ top, height }: Plot, share: number): number {
  return top + height * (1 - Math.min(1, Math.max(0, share)));
}

/** The ground of a plot, with a line and a number for each tick. */
export function plotGround(plot: Plot, ticks: readonly Tick[]): Svg[] {
  const { left, top, height, palette } = plot;
  const width = contentWidth - left;
  const lines = ticks.flatMap(({ at, words }) => {
    const y = heightOf(plot, at);
    return [
      element("rect", { x: left, y: y - 0.5, width, height: 1, fill: palette.grid }),
      label({ x: left - gapAfterNumbers, y: y + 5, words, font: plainFont, fill: palette.muted, anchor: "end" }),
    ];
  });
  return [element("rect", { x: left, y: top, width, height, fill: palette.track }), ...lines];
}

/** The first and the last date, below a plot that ends there. */
export function dateLine(plot: Plot, bottom: number, dates: readonly string[]): { height: number; shapes: Svg[] } {
  const y = bottom + dateDrop;
  const font = plainFont;
  const fill = plot.palette.muted;
  const [first = "", last = ""] = [dates[0], dates.length > 1 ? dates.at(-1) : ""];
  const touches = textWidth(first, font) + textWidth(last, font) + gapAfterNumbers > contentWidth - plot.left;
  return {
    height: y + 14,
    shapes: [
      label({ x: plot.left, y, words: touches ? "" : first, font, fill }),
      label({ x: contentWidth, y, words: last, font, fill, anchor: "end" }),
    ],
  };
}

/** Runs of neighbouring days that have a value: what lies between two runs is not known, and nothing is drawn there. */
export function runsOf(values: readonly (number | null)[]): { day: number; value: number }[][] {
  const runs: { day: number; value: number }[][] = [];
  for (const [day, value] of values.entries()) {
    if (value === null) continue;
    const last = runs.at(-1);
    if (last?.at(-1)?.day === day - 1) last.push({ day, value });
    else runs.push([{ day, value }]);
  }
  return runs;
}

/** A line through the values of each run, 0 to 1, with a dot for each day. */
export function valueLine(plot: Plot, values: readonly (number | null)[], colour: string): Svg[] {
  const radius = Math.min(4, Math.max(2.5, dayWidth(plot) / 3));
  return runsOf(values).flatMap((run) => {
    const points = run.map(({ day, value }) => ({ x: dayMiddle(plot, day), y: heightOf(plot, value) }));
    const place = points.map(({ x, y }) => `${x.toFixed(2)},${y.toFixed(2)}`).join(" ");
    const line = element("polyline", { points: place, fill: "none", stroke: colour, "stroke-width": 2 });
    const dots = points.map(({ x, y }) => element("circle", { cx: x, cy: y, r: radius, fill: colour }));
    return run.length > 1 ? [line, ...dots] : dots;
  });
}
