/** A list that is open, from the outermost. */
export interface ListLevel {
  /** Where its entries begin, in columns. */
  indent: number;
  /** Where the text of its last entry begins, in columns. */
  textIndent: number;
  /** Of its last entry; null in lists without numbers. */
  number: number | null;
}

export interface ListMarker {
  /** null for "-", "*" and "+". */
  number: number | null;
  /** What stands behind a number. */
  end: "." | ")";
  /** With the blanks behind it, in columns. */
  width: number;
  rest: string;
}

const marker = /^(?:[-*+]|(\d{1,9})([.)]))(?:([ \t]+)(.*))?$/s;

/** The mark of a list's entry at the beginning of a line (without its blanks); null where there is none. */
export function listMarker(body: string): ListMarker | null {
  const match = marker.exec(body);
  if (!match) return null;
  const [, digits, end, blanks = " ", rest = ""] = match;
  const width = (digits?.length ?? 0) + 1 + Math.min(blanks.length, 4);
  return { number: digits === undefined ? null : Number(digits), end: end === ")" ? ")" : ".", width, rest };
}

/** Entries stand in an inner list when they begin at least so much further right; models are not exact about it. */
const step = 2;
/** Further in, everything stands in the innermost list. */
const mostLevels = 30;

/**
 * The open lists when an entry begins at a column: the last one is the entry's own. Numbers count on where a model
 * repeats one ("1." for every entry), and are kept where it goes on by itself.
 */
export function listsAt(open: readonly ListLevel[], indent: number, { number, width }: ListMarker): ListLevel[] {
  const lists = [...open];
  while (lists.length > 1 && indent < (lists.at(-1)?.indent ?? 0) - 1) lists.pop();
  const last = lists.at(-1);
  const textIndent = indent + width;
  const isInner = last === undefined || (indent >= last.indent + step && lists.length < mostLevels);
  if (isInner) return [...lists, { indent, textIndent, number }];
  const counted = number === null || last.number === null ? number : Math.max(number, last.number + 1);
  return [...lists.slice(0, -1), { indent: last.indent, textIndent, number: counted }];
}

/** The lists that a line without a mark still belongs to. */
export function listsAround(open: readonly ListLevel[], indent: number): ListLevel[] {
  return open.filter((list) => indent >= list.indent + step);
}

/** A level's blanks; deeper ones than six would leave no room for words on a phone. */
export function levelBlanks(level: number): string {
  return "   ".repeat(Math.min(Math.max(level, 0), 6));
}

const task = /^\[([ xX])\][ \t]+(?=\S)/;

/** What a reader sees before an entry, and the entry's words. */
export function visibleMarker(
  { rest, end }: ListMarker,
  { number }: Pick<ListLevel, "number">,
): { sign: string; rest: string } {
  const box = task.exec(rest);
  const count = number === null ? "" : `${number}${end} `;
  if (!box) return { sign: count || "• ", rest };
  return { sign: `${count}${box[1] === " " ? "☐" : "☑"} `, rest: rest.slice(box[0].length) };
}
