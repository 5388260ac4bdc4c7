import type { FormattedString } from "@grammyjs/parse-mode";
import type { MessageEntity } from "grammy/types";
import { readText } from "../../demo/world/telegram/formatted-text.ts";

interface Limits {
  longestPage: number;
  mostEntities: number;
}

const telegramLimits: Limits = { longestPage: 4096, mostEntities: 100 };
/** Types that hold nothing and stand in nothing but a quote (Bot API, "Formatting options", and TDLib's fix_entities). */
const closedTypes = ["code", "pre"];

/** What Telegram would refuse, change or leave out in a message, in words; empty where it is taken as it is. */
export function faultsOf({ text, entities }: FormattedString, limits: Limits = telegramLimits): string[] {
  const faults: string[] = [];
  const expect = (isSo: boolean, fault: string) => {
    if (!isSo) faults.push(fault);
  };
  expect(text.length <= limits.longestPage, `${text.length} units`);
  expect(entities.length <= limits.mostEntities, `${entities.length} entities`);
  expect(text === text.trim(), "blanks at an edge");
  expect(/[^\s\p{Cf}]/u.test(text), "nothing to see");
  expect(text.isWellFormed(), "half a character");
  expect(!/(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u.test(text), "hidden characters");
  for (const entity of entities) faults.push(...faultsOfEntity(entity, text));
  for (const [index, one] of entities.entries())
    for (const other of entities.slice(index + 1)) faults.push(...faultsOfPair(one, other));
  if (faults.length === 0) faults.push(...faultsInWorld(text, entities));
  return faults;
}

function faultsOfEntity(entity: MessageEntity, text: string): string[] {
  const { offset, length, type } = entity;
  const inside = text.slice(offset, offset + length);
  const place = `${type} at ${offset}+${length}`;
  const faults: string[] = [];
  if (offset < 0 || length <= 0 || offset + length > text.length) faults.push(`${place} is out of range`);
  if (inside.trim() === "") faults.push(`${place} covers blanks only`);
  if (!inside.isWellFormed()) faults.push(`${place} cuts a character`);
  if (type === "text_link" && !/^https?:\/\//i.test(entity.url)) faults.push(`${place} leads to ${entity.url}`);
  return faults;
}

function faultsOfPair(one: MessageEntity, other: MessageEntity): string[] {
  const end = (entity: MessageEntity) => entity.offset + entity.length;
  if (one.offset >= end(other) || other.offset >= end(one)) return [];
  const pair = `${one.type} at ${one.offset} and ${other.type} at ${other.offset}`;
  const isInside = one.offset <= other.offset && end(one) >= end(other);
  if (!isInside && !(other.offset <= one.offset && end(other) >= end(one))) return [`${pair} cross`];
  if (one.type === other.type) return [`${pair} nest`];
  const types = [one.type, other.type];
  if (types.includes("pre")) return [`${pair} share text`];
  if (types.some((type) => closedTypes.includes(type)) && !types.includes("blockquote")) return [`${pair} share text`];
  return isInside ? [] : [`${pair} are in no order`];
}

/** What the stand-in for Telegram says, and what it would find in the text by itself that acts. */
function faultsInWorld(text: string, entities: readonly MessageEntity[]): string[] {
  const read = readText({ text, entities });
  const acting = read.entities.filter(({ type }) => type === "bot_command" || type === "mention");
  return acting.map(({ type, offset }) => `${type} at ${offset}`);
}
