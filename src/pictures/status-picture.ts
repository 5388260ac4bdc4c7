import { type Block, card, contentWidth, footing, heading, label, plainFont, strongFont } from "./card.ts";
import { shortenedAtEnd, shortenedInMiddle, textWidth } from "./font.ts";
import { legend, thresholdSign } from "./legend.ts";
import { palettes, type Theme } from "./palette.ts";
import { renderPng } from "./png.ts";
import { axis, clampedScore, lengthOf, type Scale, type Threshold, thresholdMark, track } from "./scale.ts";
import { element } from "./svg.ts";

export interface StatusRow {
  /** The task. */
  label: string;
  /** What serves it, such as "Qwen/Qwen3.6-27B · novita". */
  detail: string;
  /** 0 to 100; null where nothing was scored. */
  score: number | null;
  /** A few words at the end of the row; may be empty. */
  note: string;
}

/** What serves each task, as a chart. All words come from the caller, in the reader's language. */
export interface StatusPicture {
  title: string;
  /** May be empty, as may the footer. */
  subtitle: string;
  /** Only the first `maximumStatusRows` are drawn. */
  rows: readonly StatusRow[];
  threshold: Threshold | null;
  footer: string;
  /** The language of the numbers, as a BCP 47 tag. */
  locale: string;
  theme?: Theme;
}

/** More would be too small on a phone: Telegram scales a picture down by its longer side. */
export const maximumStatusRows = 24;

const rowHeight = 58;
const bar = { y: 22, height: 6 };
const widestNote = 120;
const gap = 8;

/** What serves each task as a PNG of 1080 pixels across: a bar a task, as long as the score of its model. */
export function renderStatusPicture(status: StatusPicture): Promise<Uint8Array> {
  return renderPng(statusSvg(status));
}

/** The drawing of `renderStatusPicture`, 360 units across. */
export function statusSvg(status: StatusPicture): string {
  const { threshold, locale, footer } = status;
  const palette = palettes[status.theme ?? "dark"];
  const scale: Scale = { width: contentWidth, threshold, palette };
  const number = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const rows = status.rows.slice(0, maximumStatusRows).map((row) => rowBlock(row, { scale, number }));
  const items = threshold === null ? [] : [{ sign: thresholdSign(palette), words: threshold.label }];
  const chart = rows.length === 0 ? [] : [legend(items, palette), ...rows, axis(scale)];
  return card([...heading(status, palette), ...chart, footing(footer, palette)], palette);
}

function rowBlock(row: StatusRow, { scale, number }: { scale: Scale; number: Intl.NumberFormat }): Block {
  const { palette } = scale;
  const score = row.score === null ? "–" : number.format(clampedScore(row.score));
  const name = shortenedAtEnd(row.label, contentWidth - textWidth(score, strongFont) - gap, strongFont);
  const note = shortenedAtEnd(row.note, widestNote, plainFont);
  const noteWidth = note === "" ? 0 : textWidth(note, plainFont) + gap;
  const detail = shortenedInMiddle(row.detail, contentWidth - noteWidth, plainFont);
  const barEnd = lengthOf(row.score ?? 0, scale);
  const end = { x: contentWidth, anchor: "end" } as const;
  return {
    height: rowHeight,
    shapes: [
      label({ x: 0, y: 16, words: name, font: strongFont, fill: palette.text }),
      label({ ...end, y: 16, words: score, font: strongFont, fill: palette.text }),
      ...track(scale, { ...bar, barEnd }),
      element("rect", { ...bar, width: barEnd, fill: palette.bar }),
      ...thresholdMark(scale, bar),
      label({ x: 0, y: 46, words: detail, font: plainFont, fill: palette.muted }),
      label({ ...end, y: 46, words: note, font: plainFont, fill: palette.muted }),
    ],
  };
}
