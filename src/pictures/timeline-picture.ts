import { card, contentWidth, footing, heading, titleFont } from "./card.ts";
import { shortenedInMiddle, textWidth } from "./font.ts";
import { palettes, type Theme } from "./palette.ts";
import { renderPng } from "./png.ts";
import { numbersRoom, speedPanel, successPanel } from "./timeline-panels.ts";

/** One day of a model, the days in their order. */
export interface TimelinePictureDay {
  /** "21 Nov". */
  label: string;
  /** The median until the first token; null where it is not known. */
  firstTokenMs: number | null;
  /** Answers to people. */
  use: { good: number; bad: number };
  /** Looks that found it up, and down. */
  looks: { good: number; bad: number };
}

/** How a model did, day by day. All words come from the caller, in the reader's language. */
export interface TimelinePicture {
  /** The model. */
  title: string;
  /** May be empty, as may the footer. */
  subtitle: string;
  /** The oldest first; only the last `maximumTimelineDays` are drawn. */
  days: readonly TimelinePictureDay[];
  words: {
    /** Over the two panels. */
    speed: string;
    success: string;
    /** What the marks of the second mean. */
    good: string;
    most: string;
    down: string;
    /** In a panel of which nothing is known. */
    nothing: string;
  };
  footer: string;
  /** The language of the numbers, as a BCP 47 tag. */
  locale: string;
  theme?: Theme;
}

/** More would be narrower on a phone than a finger's touch. */
export const maximumTimelineDays = 30;

/** A model's last days as a PNG of 1080 pixels across: a panel for its speed, and one for how it succeeded. */
export function renderTimelinePicture(timeline: TimelinePicture): Promise<Uint8Array> {
  return renderPng(timelineSvg(timeline));
}

/** An id that is too long for a line stands on two, its owner above; what of them is too long keeps both its ends. */
function titleOf({ title }: TimelinePicture): string {
  if (textWidth(title, titleFont) <= contentWidth) return title;
  const slash = title.indexOf("/") + 1;
  const parts = [title.slice(0, slash), title.slice(slash)];
  return parts.map((part) => shortenedInMiddle(part, contentWidth, titleFont)).join(" ");
}

/** The drawing of `renderTimelinePicture`, 360 units across. */
export function timelineSvg(timeline: TimelinePicture): string {
  const palette = palettes[timeline.theme ?? "dark"];
  const days = timeline.days.slice(-maximumTimelineDays);
  const blocks = [...heading({ ...timeline, title: titleOf(timeline) }, palette)];
  if (days.length > 0) {
    const options = { ...timeline, days, palette };
    const left = numbersRoom(options);
    blocks.push(speedPanel(options, left), successPanel(options, left));
  }
  return card([...blocks, footing(timeline.footer, palette)], palette);
}
