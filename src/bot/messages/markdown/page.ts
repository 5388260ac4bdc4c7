import { FormattedString } from "@grammyjs/parse-mode";
import type { MessageEntity } from "grammy/types";
import type { Piece } from "./render.ts";

/** A piece with its entities as Telegram takes them. */
export interface PlacedPiece extends Omit<Piece, "content"> {
  text: string;
  entities: MessageEntity[];
}

/** Telegram refuses messages whose entities are larger in all, with their addresses (tdlib/telegram-bot-api#165: about 9500). */
const largestEntities = 9000;
const entitySize = 24;

function sizeOf(entity: MessageEntity): number {
  return entitySize + (entity.type === "text_link" ? entity.url.length : 0);
}

/** Where the first entity stands that is one too many; null where all fit. */
export function firstSurplus(entities: readonly MessageEntity[], most: number): number | null {
  let room = largestEntities;
  for (const [index, entity] of entities.entries()) {
    room -= sizeOf(entity);
    if (index >= most || room < 0) return entity.offset;
  }
  return null;
}

export function isPre({ entities }: Pick<PlacedPiece, "entities">): boolean {
  return entities.some(({ type }) => type === "pre");
}

/** A quote is one entity over all of its pieces, but for code, which no quote may hold. */
function isQuoted(piece: PlacedPiece): boolean {
  return piece.quote !== null && !isPre(piece);
}

/** More entities than the pieces will have where a quote has several pieces; never fewer. */
export function entitiesWithQuotes(pieces: readonly PlacedPiece[]): MessageEntity[] {
  return pieces.flatMap((piece) =>
    isQuoted(piece)
      ? [{ type: "blockquote", offset: 0, length: piece.text.length }, ...piece.entities]
      : piece.entities,
  );
}

/** The length of pieces that stand one after the other. */
export function lengthOf(pieces: readonly PlacedPiece[]): number {
  return pieces.reduce(
    (sum, { text, separator }, index) => sum + text.length + (index === 0 ? 0 : separator.length),
    0,
  );
}

function byPlace(one: MessageEntity, other: MessageEntity): number {
  return one.offset - other.offset || other.length - one.length;
}

/** One blockquote over neighbours that stand in the same quote. */
class Quotes {
  readonly entities: (MessageEntity & { type: "blockquote" })[] = [];
  #number: number | null = null;

  piece(piece: PlacedPiece, { start, end }: { start: number; end: number }): void {
    const last = this.entities.at(-1);
    if (!isQuoted(piece)) this.#number = null;
    else if (last && this.#number === piece.quote) last.length = end - last.offset;
    else {
      this.#number = piece.quote;
      this.entities.push({ type: "blockquote", offset: start, length: end - start });
    }
  }
}

/** The pieces as one message; without blanks at its beginning, as Telegram would take them away. */
export function pageOf(pieces: readonly PlacedPiece[]): FormattedString {
  let text = "";
  const quotes = new Quotes();
  const entities: MessageEntity[] = [];
  for (const piece of pieces) {
    if (text !== "") text += piece.separator;
    const start = text.length;
    text += start === 0 ? piece.text.trimStart() : piece.text;
    const shift = text.length - piece.text.length;
    entities.push(...piece.entities.map((entity) => ({ ...entity, offset: entity.offset + shift })));
    quotes.piece(piece, { start, end: text.length });
  }
  return new FormattedString(text, [...quotes.entities, ...entities].sort(byPlace));
}
