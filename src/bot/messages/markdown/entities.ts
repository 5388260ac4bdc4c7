import type { MessageEntity } from "grammy/types";
import { actingPlaces, type Range } from "./safety.ts";
import type { Mark, Styled } from "./styled.ts";

function overlap(one: Range, other: Range): boolean {
  return one.start < other.end && other.start < one.end;
}

/** Ranges that touch the same signs become one; in order. */
function united(ranges: readonly Range[]): Range[] {
  const all: Range[] = [];
  for (const { start, end } of [...ranges].sort((one, other) => one.start - other.start)) {
    const last = all.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else all.push({ start, end });
  }
  return all;
}

/** A mark without what is code in it: code takes no other style (Bot API, "Formatting options"). */
function around(mark: Mark, codes: readonly Range[]): Mark[] {
  const parts: Mark[] = [];
  let start = mark.start;
  for (const code of codes) {
    if (!overlap(mark, code)) continue;
    parts.push({ ...mark, start, end: code.start });
    start = code.end;
  }
  return [...parts, { ...mark, start, end: mark.end }].filter((part) => part.end > part.start);
}

/** A mark without the blanks at its edges; null where nothing else is in it. */
function tight(mark: Mark, text: string): Mark | null {
  const inside = text.slice(mark.start, mark.end);
  const start = mark.start + inside.length - inside.trimStart().length;
  const end = mark.start + inside.trimEnd().length;
  return end > start ? { ...mark, start, end } : null;
}

function isPresent(mark: Mark | null): mark is Mark {
  return mark !== null;
}

/** Marks of one style that stand within another of that style say nothing new. */
function withoutRepeats(marks: readonly Mark[]): Mark[] {
  const ends = new Map<string, number>();
  return [...marks].sort(byPlace).filter((mark) => {
    if (mark.end <= (ends.get(mark.style) ?? 0)) return false;
    ends.set(mark.style, mark.end);
    return true;
  });
}

function byPlace(one: Range, other: Range): number {
  return one.start - other.start || other.end - one.end;
}

function entityOf({ style, start, end, url, language }: Mark): MessageEntity {
  const place = { offset: start, length: end - start };
  if (style === "text_link") return { type: style, ...place, url: url ?? "" };
  if (style === "pre") return { type: style, ...place, ...(language ? { language } : {}) };
  return { type: style, ...place };
}

/**
 * The entities of a text, in order, as Telegram takes them: code and pre hold nothing and stand in no style. Commands
 * and mentions become code, so that a model's words never act; a link that would cover one is left out.
 */
export function entitiesOf({ text, marks }: Styled): MessageEntity[] {
  const pres = marks.filter(({ style }) => style === "pre");
  if (pres.length > 0) return pres.map(entityOf);
  const acting = actingPlaces(text);
  const links = marks.filter((mark) => mark.style === "text_link" && !acting.some((place) => overlap(place, mark)));
  const codes = united([...marks.filter(({ style }) => style === "code"), ...acting]);
  const styles = marks.filter(({ style }) => style !== "code" && style !== "text_link");
  return [
    ...codes.map(({ start, end }) => ({ style: "code", start, end }) as const),
    ...withoutRepeats([...styles, ...links]).flatMap((mark) => around(mark, codes)),
  ]
    .map((mark) => tight(mark, text))
    .filter(isPresent)
    .sort(byPlace)
    .map(entityOf);
}
