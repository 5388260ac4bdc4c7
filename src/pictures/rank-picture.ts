import { type Block, card, contentWidth, footing, heading, label, plainFont, strongFont } from "./card.ts";
import { shortenedAtEnd, shortenedInMiddle, textWidth } from "./font.ts";
import { colourSign, type LegendItem, legend, thresholdSign } from "./legend.ts";
import { type Palette, palettes, type Theme } from "./palette.ts";
import { renderPng } from "./png.ts";
import { axis, clampedScore, type Scale, type Threshold } from "./scale.ts";
import { faintOpacity, partColour, type ScorePart, stackedBar, unknownPiece, unknownRoom } from "./stacked-bar.ts";

export interface RankRow {
  /** The model's id. */
  label: string;
  /** Some short words beside the bar, such as the host; may be empty. */
  detail: string;
  /** 0 to 100. */
  score: number;
  /** The criteria, in the same order in every row, under the names that the legend shows. */
  components: readonly ScorePart[];
  /** Whether the model may be chosen. */
  eligible: boolean;
}

/** A ranking as a chart. All words come from the caller, in the reader's language. */
export interface RankPicture {
  title: string;
  /** May be empty, as may the footer. */
  subtitle: string;
  /** Best first; only the first `maximumRankRows` are drawn. */
  rows: readonly RankRow[];
  threshold: Threshold | null;
  /** What the marks of an unknown criterion and of a model that may not be chosen mean; shown where they occur. */
  legend: { unknown: string; ineligible: string };
  footer: string;
  /** The language of the numbers, as a BCP 47 tag. */
  locale: string;
  theme?: Theme;
}

/** More would be too small on a phone: Telegram scales a picture down by its longer side. */
export const maximumRankRows = 12;

const rowHeight = 54;
const barTop = 24;
const widestDetail = 116;
const gap = 8;

/** A ranking as a PNG of 1080 pixels across: a bar a model, as long as its score, stacked by its criteria. */
export function renderRankPicture(rank: RankPicture): Promise<Uint8Array> {
  return renderPng(rankSvg(rank));
}

/** The drawing of `renderRankPicture`, 360 units across. */
export function rankSvg(rank: RankPicture): string {
  const palette = palettes[rank.theme ?? "dark"];
  const rows = rank.rows.slice(0, maximumRankRows);
  const blocks = [...heading(rank, palette), legend(legendItems(rank, palette), palette)];
  if (rows.length > 0) blocks.push(...chart(rows, { ...rank, palette }));
  return card([...blocks, footing(rank.footer, palette)], palette);
}

function legendItems({ rows, threshold, legend: words }: RankPicture, palette: Palette): LegendItem[] {
  const shown = rows.slice(0, maximumRankRows);
  const parts = shown[0]?.components ?? [];
  const items = parts.map(({ name }, index) => ({ sign: colourSign(partColour(index, palette)), words: name }));
  if (shown.some(({ components }) => components.some(({ value }) => value === null)))
    items.push({ sign: unknownPiece({ x: 2, y: 0, stroke: palette.muted }, palette), words: words.unknown });
  if (shown.some(({ eligible }) => !eligible))
    items.push({ sign: colourSign(partColour(0, palette), faintOpacity), words: words.ineligible });
  if (shown.length > 0 && threshold !== null) items.push({ sign: thresholdSign(palette), words: threshold.label });
  return items;
}

interface Chart {
  threshold: Threshold | null;
  locale: string;
  palette: Palette;
}

function chart(rows: readonly RankRow[], { threshold, locale, palette }: Chart): Block[] {
  const bars = rows.map(({ score, components, eligible }) => ({
    score: clampedScore(score),
    parts: components,
    eligible,
  }));
  const details = rows.map(({ detail }) => shortenedAtEnd(detail, widestDetail, plainFont));
  const detailWidth = Math.max(...details.map((detail) => textWidth(detail, plainFont)));
  const room = contentWidth - (detailWidth === 0 ? 0 : detailWidth + gap);
  const scale: Scale = { width: Math.floor(room - unknownRoom(bars)), threshold, palette };
  const number = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const drawn = bars.map((bar, index): Block => {
    const fill = bar.eligible ? palette.text : palette.muted;
    const score = number.format(bar.score);
    const nameRoom = contentWidth - textWidth(score, strongFont) - gap;
    const name = shortenedInMiddle(rows[index]?.label ?? "", nameRoom, plainFont);
    const end = { x: contentWidth, anchor: "end" } as const;
    return {
      height: rowHeight,
      shapes: [
        label({ x: 0, y: 16, words: name, font: plainFont, fill }),
        label({ ...end, y: 16, words: score, font: strongFont, fill }),
        ...stackedBar(bar, barTop, scale),
        label({ ...end, y: barTop + 13, words: details[index] ?? "", font: plainFont, fill: palette.muted }),
      ],
    };
  });
  return [...drawn, axis(scale)];
}
