import { type Block, contentWidth, label, plainFont, strongFont } from "./card.ts";
import { shortenedAtEnd, textWidth } from "./font.ts";
import { colourSign, type LegendItem, legend, signSize } from "./legend.ts";
import type { Palette } from "./palette.ts";
import { dateLine, dayMiddle, dayWidth, type Plot, plotGround, roomForTicks, type Tick, valueLine } from "./plot.ts";
import { element, type Svg } from "./svg.ts";
import type { TimelinePicture, TimelinePictureDay } from "./timeline-picture.ts";

const plotHeight = 96;
/** How many answers there were, below the share of the good ones. */
const amounts = { gap: 6, height: 26 };
const headingHeight = 36;
/** Of the marks above the plot, which keep clear of a dot at its upper edge. */
const marks = { size: 9, gap: 5 };

/** What both panels are drawn with. */
export interface PanelOptions {
  days: readonly TimelinePictureDay[];
  words: TimelinePicture["words"];
  locale: string;
  palette: Palette;
}

/** The least round number of milliseconds that is no less, of which the half is round, too. */
export function roundTop(milliseconds: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, milliseconds)));
  const factor = [1, 2, 4, 6, 8, 10].find((each) => each * power >= milliseconds) ?? 10;
  return Math.max(10, factor * power);
}

function speedTop(days: readonly TimelinePictureDay[]): number {
  return roundTop(Math.max(...days.map(({ firstTokenMs }) => firstTokenMs ?? 0)));
}

function speedTicks({ days, locale }: PanelOptions): Tick[] {
  if (days.every(({ firstTokenMs }) => firstTokenMs === null)) return [];
  const top = speedTop(days);
  const [size, unit] = top < 1_000 ? [1, "ms"] : [1_000, "s"];
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return [0, 0.5, 1].map((at) => ({ at, words: `${number.format((at * top) / size)} ${unit}` }));
}

function answersOf({ use: { good, bad } }: TimelinePictureDay): number {
  return good + bad;
}

function successTicks({ days, locale }: PanelOptions): Tick[] {
  if (days.every((day) => answersOf(day) === 0)) return [];
  const number = new Intl.NumberFormat(locale, { style: "percent" });
  return [0, 0.5, 1].map((at) => ({ at, words: number.format(at) }));
}

/** Room for the numbers of both panels, so that their days stand one below the other. */
export function numbersRoom(options: PanelOptions): number {
  return roomForTicks([...speedTicks(options), ...successTicks(options)]);
}

function panelHeading(words: string, { palette }: PanelOptions): Svg {
  const text = shortenedAtEnd(words, contentWidth, strongFont);
  return label({ x: 0, y: 18, words: text, font: strongFont, fill: palette.text });
}

/** In the middle of a plot of which nothing is known. */
function nothingWords(plot: Plot, { words, palette }: PanelOptions): Svg {
  const text = shortenedAtEnd(words.nothing, contentWidth - plot.left - 8, plainFont);
  const x = plot.left + (contentWidth - plot.left - textWidth(text, plainFont)) / 2;
  return label({ x, y: plot.top + plot.height / 2 + 5, words: text, font: plainFont, fill: palette.muted });
}

const datesOf = ({ days }: PanelOptions) => days.map((day) => day.label);

/** How long the first word took, day by day. */
export function speedPanel(options: PanelOptions, left: number): Block {
  const { days, palette, words } = options;
  const plot: Plot = { left, top: headingHeight, height: plotHeight, days: days.length, palette };
  const ticks = speedTicks(options);
  const top = speedTop(days);
  const values = days.map(({ firstTokenMs }) => (firstTokenMs === null ? null : firstTokenMs / top));
  const dates = dateLine(plot, plot.top + plot.height, datesOf(options));
  return {
    height: dates.height,
    shapes: [
      panelHeading(words.speed, options),
      ...plotGround(plot, ticks),
      ...(ticks.length === 0 ? [nothingWords(plot, options)] : valueLine(plot, values, palette.parts[0])),
      ...dates.shapes,
    ],
  };
}

/** A mark that points down, its point at the bottom. */
function downMark({ x, y, size }: { x: number; y: number; size: number }, palette: Palette): Svg {
  const points = `${x - size / 2},${y} ${x + size / 2},${y} ${x},${y + size}`;
  return element("polygon", { points, fill: palette.parts[3], stroke: palette.background, "stroke-width": 0.75 });
}

/** How many answers each day had, against the most of a day. */
function amountBars(plot: Plot, days: readonly TimelinePictureDay[]): Svg[] {
  const most = Math.max(1, ...days.map(answersOf));
  const width = Math.min(20, Math.max(2, dayWidth(plot) - 2));
  const bottom = plot.top + plot.height + amounts.gap + amounts.height;
  return days.flatMap((day, index) => {
    const count = answersOf(day);
    if (count === 0) return [];
    // One answer of many is seen, too.
    const height = Math.max(1.5, (count / most) * amounts.height);
    const x = dayMiddle(plot, index) - width / 2;
    return [element("rect", { x, y: bottom - height, width, height, fill: plot.palette.muted })];
  });
}

function successLegend({ days, words, palette }: PanelOptions): Block {
  const hasAnswers = days.some((day) => answersOf(day) > 0);
  const items: LegendItem[] = [
    ...(hasAnswers
      ? [
          { sign: colourSign(palette.parts[0]), words: words.good },
          { sign: colourSign(palette.muted), words: words.most },
        ]
      : []),
    ...(days.some(({ looks }) => looks.bad > 0)
      ? [{ sign: downMark({ x: signSize / 2, y: 2, size: signSize - 2 }, palette), words: words.down }]
      : []),
  ];
  return legend(items, palette);
}

/** What share of the answers was good, how many there were, and on which days a look found the model down. */
export function successPanel(options: PanelOptions, left: number): Block {
  const { days, palette, words } = options;
  const signs = successLegend(options);
  const top = headingHeight + signs.height + marks.size;
  const plot: Plot = { left, top, height: plotHeight, days: days.length, palette };
  const ticks = successTicks(options);
  const values = days.map((day) => (answersOf(day) === 0 ? null : day.use.good / answersOf(day)));
  const downs = days.flatMap(({ looks }, index) =>
    looks.bad > 0
      ? [downMark({ x: dayMiddle(plot, index), y: top - marks.size - marks.gap, size: marks.size }, palette)]
      : [],
  );
  const below = ticks.length === 0 ? 0 : amounts.gap + amounts.height;
  const dates = dateLine(plot, top + plotHeight + below, datesOf(options));
  return {
    height: dates.height,
    shapes: [
      panelHeading(words.success, options),
      element("g", { transform: `translate(0 ${headingHeight})` }, signs.shapes),
      ...plotGround(plot, ticks),
      ...(ticks.length === 0 ? [nothingWords(plot, options)] : valueLine(plot, values, palette.parts[0])),
      ...amountBars(plot, days),
      ...downs,
      ...dates.shapes,
    ],
  };
}
