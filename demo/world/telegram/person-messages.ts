import type { Account } from "./account.ts";
import type { Person } from "./chats.ts";
import type { StoredFile } from "./file-store.ts";
import { detectEntities } from "./formatted-text.ts";
import { setBlocked } from "./membership.ts";
import type { StoredMessage } from "./message.ts";
import type { MessageRecord } from "./message-store.ts";
import { keepFile, type PersonFile } from "./person-file.ts";
import { tellOf } from "./tell.ts";
import { wireMessage } from "./wire-message.ts";

/** Where a person sends something. */
export interface MessagePlace {
  /** A group, negative; default the private chat with the bot. */
  chatId?: number;
  /** The id of a message of that chat. */
  replyTo?: number;
  /** A topic of that chat; the first message that names it opens it. */
  threadId?: number;
  /** Sent on from another chat. */
  forwarded?: boolean;
}

/** What can be said in one message, captions of people with Telegram Premium included. */
const maximumLength = 4096;

export function sendText(account: Account, person: Person, place: MessagePlace & { text: string }): MessageRecord {
  return deliver(account, person, { ...place, text: checkText(place.text), file: null });
}

export function sendFile(
  account: Account,
  person: Person,
  given: PersonFile & MessagePlace & { caption?: string },
): MessageRecord {
  const text = given.caption ? checkText(given.caption) : "";
  checkPlace(account, person, given);
  return deliver(account, person, { ...given, text, file: keepFile(account, given) });
}

/** Changes the text or caption of a message that the person has sent. @throws Error where it is none. */
export function editText(
  account: Account,
  person: Person,
  { chatId, messageId, text }: { chatId: number; messageId: number; text: string },
): MessageRecord {
  const record = account.messages.find(chatId, messageId);
  if (record?.stored.from !== person.id || record.stored.isDeleted)
    throw new Error(`Person ${person.id} has sent no message ${messageId} to the chat ${chatId}.`);
  const { stored } = record;
  const checked = checkText(text);
  Object.assign(stored, { text: checked, entities: detectEntities(checked), edits: stored.edits + 1 });
  record.editDate = account.seconds();
  tellOf(account, "edit", record);
  tellBot(account, "edited_message", record);
  return record;
}

function checkText(typed: string): string {
  const text = typed.trim();
  if (text === "") throw new Error("A message needs a text.");
  if (text.length > maximumLength)
    throw new Error(`A message has at most ${maximumLength} characters; this one has ${text.length}.`);
  return text;
}

function checkPlace(account: Account, person: Person, { chatId = person.id, replyTo }: MessagePlace): void {
  if (chatId !== person.id && !account.chats.groups.has(chatId)) throw new Error(`There is no group ${chatId}.`);
  if (replyTo !== undefined && !account.messages.find(chatId, replyTo))
    throw new Error(`There is no message ${replyTo} in the chat ${chatId}.`);
}

function deliver(
  account: Account,
  person: Person,
  { text, file, ...place }: MessagePlace & { text: string; file: StoredFile | null },
): MessageRecord {
  checkPlace(account, person, place);
  const { chatId = person.id, replyTo = null, forwarded = false } = place;
  // A reply stands in the topic of what it answers.
  const answered = replyTo === null ? undefined : account.messages.find(chatId, replyTo);
  const threadId = place.threadId ?? answered?.stored.threadId ?? null;
  if (chatId === person.id) {
    if (person.hasBlocked) setBlocked(account, person, false);
    person.hasStarted = true;
  }
  const content = { text, entities: detectEntities(text), file, replyTo, threadId, isForwarded: forwarded };
  const record = account.messages.add({ ...content, chatId, from: person.id, date: account.seconds() });
  tellOf(account, "message", record);
  tellBot(account, "message", record);
  return record;
}

function tellBot(account: Account, kind: "message" | "edited_message", record: MessageRecord): void {
  const { chatId } = record.stored;
  const isHeard = chatId > 0 || (account.chats.groups.get(chatId)?.hasBot && isForBot(account, record.stored));
  if (isHeard) account.updates.add(kind, wireMessage(account, record));
}

/**
 * In privacy mode a bot is told of commands, but not of those for other bots, of what mentions it, and of replies to
 * what it said.
 */
function isForBot(account: Account, { chatId, replyTo, text, entities }: StoredMessage): boolean {
  if (replyTo !== null && account.messages.find(chatId, replyTo)?.stored.from === "bot") return true;
  const mention = `@${account.bot.username}`.toLowerCase();
  if (text.toLowerCase().includes(mention)) return true;
  const commands = entities.filter(({ type }) => type === "bot_command");
  return commands.some(({ offset, length }) => !text.slice(offset, offset + length).includes("@"));
}
