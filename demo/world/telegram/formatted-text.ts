import { badRequest } from "./api-error.ts";
import type { Entity } from "./message.ts";
import { isRecord, type Payload, textOf } from "./payload.ts";

export interface FormattedText {
  text: string;
  entities: Entity[];
}

/** What a bot may set itself. */
const settable = new Set([
  ...["bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre"],
  ...["text_link", "text_mention", "custom_emoji", "date_time"],
]);
/** What Telegram finds by itself; it passes over a bot's own claims. */
const found = new Set(["mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"]);
/** Telegram leaves out the rest without a word. */
const maximumEntities = 100;

/** Limits of sendMessage and of captions in the Bot API, "after entities parsing". Counted in UTF-16 units here. */
const textLimit = 4096;
const captionLimit = 1024;

/** The `text` of a message with its entities. @throws ApiError where Telegram would refuse it. */
export function readText(payload: Payload): FormattedText {
  const text = textOf(payload, "text");
  if (text === "") throw badRequest("message text is empty");
  if (text.trim() === "") throw badRequest("text must be non-empty");
  if (text.length > textLimit) throw badRequest("message is too long");
  return format(text, payload, payload.entities);
}

/** The `text` of a draft, where nothing but space stands for "Thinking…". @throws ApiError as `readText` does. */
export function readDraftText(payload: Payload): FormattedText {
  return textOf(payload, "text").trim() === "" ? { text: "", entities: [] } : readText(payload);
}

/** The `caption`, which may be missing. @throws ApiError where Telegram would refuse it. */
export function readCaption(payload: Payload): FormattedText {
  const text = textOf(payload, "caption");
  if (text.length > captionLimit) throw badRequest("message caption is too long");
  return format(text, payload, payload.caption_entities);
}

function format(text: string, payload: Payload, given: unknown): FormattedText {
  // Texts are sent with entities here; markup is refused as Telegram refuses broken markup.
  if (textOf(payload, "parse_mode") !== "")
    throw badRequest("can't parse entities: the stand-in takes entities, not a parse_mode");
  if (given !== undefined && given !== null && !Array.isArray(given))
    throw badRequest("can't parse entities: expected an Array of MessageEntity");
  const own = (Array.isArray(given) ? given : [])
    .map((entity) => checkEntity(entity, text))
    .filter((entity) => entity !== null)
    .slice(0, maximumEntities);
  return { text, entities: [...own, ...detectEntities(text, own)].sort(byPlace) };
}

function checkEntity(entity: unknown, text: string): Entity | null {
  if (!isRecord(entity)) throw badRequest("can't parse MessageEntity: expected an Object");
  const { type, offset, length } = entity;
  if (typeof type !== "string" || type === "") throw badRequest("can't parse MessageEntity: Type is not specified");
  if (!settable.has(type) && !found.has(type))
    throw badRequest("can't parse MessageEntity: Unsupported type specified");
  if (!isWhole(offset)) throw badRequest(`can't parse MessageEntity: Field "offset" must be of type Number`);
  if (!isWhole(length)) throw badRequest(`can't parse MessageEntity: Field "length" must be of type Number`);
  if (type === "text_link" && typeof entity.url !== "string")
    throw badRequest(`can't parse MessageEntity: Can't find field "url"`);
  checkPlace({ offset, length, text });
  return found.has(type) || length === 0 ? null : { ...entity, type, offset, length };
}

function checkPlace({ offset, length, text }: { offset: number; length: number; text: string }): void {
  const end = offset + length;
  const place = `entity beginning at UTF-16 offset ${offset}`;
  if (offset < 0 || length < 0) throw badRequest(`${place} has an invalid place`);
  if (end > text.length) throw badRequest(`${place} ends after the end of the text at UTF-16 offset ${end}`);
  if (isInsideSymbol(text, offset))
    throw badRequest(`entity begins in a middle of a UTF-16 symbol at byte offset ${bytesBefore(text, offset)}`);
  if (isInsideSymbol(text, end))
    throw badRequest(`${place} ends in a middle of a UTF-16 symbol at byte offset ${bytesBefore(text, end)}`);
}

function isInsideSymbol(text: string, index: number): boolean {
  const before = text.charCodeAt(index - 1);
  const after = text.charCodeAt(index);
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
}

function bytesBefore(text: string, index: number): number {
  return Buffer.byteLength(text.slice(0, index));
}

function isWhole(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value);
}

/** "/word" or "/word@name" that touches no letter, digit, "/", "<" or ">" (TDLib's match_bot_commands). */
const command =
  /(?<![\p{L}\p{N}_/<>])\/[A-Za-z0-9_]{1,64}(?![A-Za-z0-9_])(?:@[A-Za-z0-9_]{3,32}(?![A-Za-z0-9_]))?(?![/<>])/gu;
/** "@name" that follows no letter, digit or "_" (TDLib's match_mentions). */
const mention = /(?<![\p{L}\p{N}_/])@[A-Za-z0-9_]{4,32}(?![A-Za-z0-9_])/gu;
const address = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)]/g;

/** Commands, names and web addresses that Telegram marks by itself, in people's texts and in a bot's, but not inside code. */
export function detectEntities(text: string, own: readonly Entity[] = []): Entity[] {
  const places = [
    ...[...text.matchAll(address)].map((match) => entityOf("url", match)),
    ...[...text.matchAll(command)].map((match) => entityOf("bot_command", match)),
    ...[...text.matchAll(mention)].map((match) => entityOf("mention", match)),
  ];
  const taken = own.filter(({ type }) => ["code", "pre", "text_link", "text_mention"].includes(type));
  const kept: Entity[] = [];
  for (const place of places) if (![...taken, ...kept].some((other) => overlap(place, other))) kept.push(place);
  return kept.sort(byPlace);
}

function entityOf(type: string, match: RegExpExecArray): Entity {
  return { type, offset: match.index, length: match[0].length };
}

function overlap(one: Entity, other: Entity): boolean {
  return one.offset < other.offset + other.length && other.offset < one.offset + one.length;
}

function byPlace(one: Entity, other: Entity): number {
  return one.offset - other.offset || other.length - one.length;
}
