import type { FormattedString } from "@grammyjs/parse-mode";
import { placeToCut } from "./cut.ts";
import { entitiesOf } from "./entities.ts";
import { entitiesWithQuotes, firstSurplus, isPre, lengthOf, type PlacedPiece, pageOf } from "./page.ts";
import type { Piece } from "./render.ts";
import { hasInk } from "./safety.ts";
import { type Styled, sliceStyled, trimStyled } from "./styled.ts";

export interface PageLimits {
  /** In UTF-16 units. */
  longestPage: number;
  mostEntities: number;
}

/** Stands above code at the top of a page whose first line is indented: Telegram would take the blanks away. */
const above = "…\n";
const longestSeparator = 2;

function isCode({ marks }: Styled): boolean {
  return marks.some(({ style }) => style === "pre");
}

/** Code is cut between lines as long as there are any. */
function cutPlace(content: Styled, room: number): number {
  const line = isCode(content) ? content.text.lastIndexOf("\n", room - 1) + 1 : 0;
  return line > 0 ? line : placeToCut(content.text, room);
}

/** Puts pieces on pages, one after the other; a piece that does not fit begins the next page. */
export class PageBuilder {
  readonly #limits: PageLimits;
  #pieces: PlacedPiece[] = [];
  #full: FormattedString[] = [];

  constructor(limits: PageLimits) {
    this.#limits = limits;
  }

  /** Pages that are full since the last call. */
  takeFull(): FormattedString[] {
    const full = this.#full;
    this.#full = [];
    return full;
  }

  /** The next block has so many units at least: it gets a page of its own if there is no such room on this one. */
  reserve(length: number): void {
    while (this.#pieces.length > 0 && lengthOf(this.#pieces) + longestSeparator + length > this.#limits.longestPage)
      this.#turn();
  }

  place(piece: Piece): void {
    let rest: Piece | null = piece;
    while (rest) {
      const placed = this.#settled(rest);
      if (this.#fits(placed)) {
        this.#pieces.push(placed);
        return;
      }
      if (this.#pieces.length > 0) this.#turn();
      else rest = this.#placeBeginning(rest);
    }
  }

  /** The page as it would be with more on it, as much as fits; nothing is changed by it. */
  preview(pieces: readonly Piece[]): FormattedString {
    const page = new PageBuilder(this.#limits);
    page.#pieces = [...this.#pieces];
    for (const piece of pieces) {
      const placed = page.#settled(piece);
      const isWhole = page.#fits(placed);
      const shown = isWhole ? placed : page.#beginning(piece)?.placed;
      if (shown && hasInk(shown.text)) page.#pieces.push(shown);
      if (!isWhole) break;
    }
    return pageOf(page.#pieces);
  }

  /** The page is full as it is. */
  finish(): void {
    if (this.#pieces.length > 0) this.#full.push(pageOf(this.#pieces));
    this.#pieces = [];
  }

  /** Turns the page; headings at its end go along with what follows them. */
  #turn(): void {
    const last = this.#pieces.findLastIndex(({ isHeading }) => !isHeading);
    const headings = last === -1 ? [] : this.#pieces.splice(last + 1);
    this.finish();
    this.#pieces = headings;
  }

  #fits(piece: PlacedPiece): boolean {
    const all = [...this.#pieces, piece];
    if (lengthOf(all) > this.#limits.longestPage) return false;
    return firstSurplus(entitiesWithQuotes(all), this.#limits.mostEntities) === null;
  }

  #settled({ content, ...place }: Piece): PlacedPiece {
    const isFirst = this.#pieces.length === 0;
    if (isFirst && isCode(content) && /^\s/.test(content.text)) {
      const marks = content.marks.map((mark) => ({
        ...mark,
        start: mark.start + above.length,
        end: mark.end + above.length,
      }));
      return { ...place, text: above + content.text, entities: entitiesOf({ text: above + content.text, marks }) };
    }
    const shown = isFirst ? trimStyled(content, { atStart: true }) : content;
    return { ...place, text: shown.text, entities: entitiesOf(shown) };
  }

  /** Fills an empty page with the beginning of a piece that is too long for it; answers what is left. */
  #placeBeginning(piece: Piece): Piece | null {
    const beginning = this.#beginning(piece);
    if (!beginning) return null;
    const { placed, end } = beginning;
    if (hasInk(placed.text)) this.#pieces.push(placed);
    this.finish();
    const content = trimStyled(sliceStyled(piece.content, end), { atStart: !isPre(placed) });
    return hasInk(content.text) ? { ...piece, content, isHeading: false } : null;
  }

  /** As much of a piece as the page has room for; null where that is nothing. */
  #beginning(piece: Piece): { placed: PlacedPiece; end: number } | null {
    let end = this.#firstCut(piece);
    let placed = this.#part(piece, end);
    // A cut may leave what Telegram takes for a command, which takes an entity more.
    while (end > 1 && !this.#fits(placed)) {
      const next = cutPlace(piece.content, end - 1);
      if (next >= end) return null;
      end = next;
      placed = this.#part(piece, end);
    }
    return this.#fits(placed) ? { placed, end } : null;
  }

  #part(piece: Piece, end: number): PlacedPiece {
    const content = trimStyled(sliceStyled(piece.content, 0, end), { atStart: false });
    return this.#settled({ ...piece, content, isHeading: false });
  }

  #firstCut({ content, ...place }: Piece): number {
    const placed = this.#settled({ content, ...place });
    const before = lengthOf([...this.#pieces, { ...placed, text: "" }]);
    const surplus = firstSurplus(entitiesWithQuotes([...this.#pieces, placed]), this.#limits.mostEntities);
    const blanks = placed.text.length - content.text.length;
    const room = Math.min(this.#limits.longestPage - before, surplus ?? this.#limits.longestPage) - blanks;
    return room >= content.text.length ? content.text.length : cutPlace(content, Math.max(1, room));
  }
}
