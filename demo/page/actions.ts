import type { StoredMessage, Telegram } from "../world/telegram/telegram.ts";
import { RefusedError } from "./answers.ts";
import { chatOf } from "./club.ts";
import type { Happenings } from "./happenings.ts";
import { type Person, personOf } from "./people.ts";

/** What a person on the page does, told as JSON: answers what the page is told of it. */
export type Action = (body: Record<string, unknown>) => unknown;

interface ActionsOptions {
  telegram: Telegram;
  happenings: Happenings;
  /** A happening has changed its state. */
  onHappening(): void;
}

/** The actions by the addresses that take them. */
export function createActions({ telegram, happenings, onHappening }: ActionsOptions): ReadonlyMap<string, Action> {
  const userOf = (person: Person) => telegram.user(person.id);
  return new Map<string, Action>([
    [
      "/actions/send",
      (body) => {
        const person = personOf(body.person);
        const text = textOf(body.text, "text");
        const { messageId } = userOf(person).send(text, {
          chatId: chatOf(person, body.chat),
          ...replyOf(body.replyTo),
        });
        return { messageId };
      },
    ],
    [
      "/actions/edit",
      (body) => {
        const person = personOf(body.person);
        userOf(person).edit(messageOf(telegram, person, body), textOf(body.text, "text"));
        return {};
      },
    ],
    [
      "/actions/stop",
      ({ person }) => {
        userOf(personOf(person)).stopDraft();
        return {};
      },
    ],
    [
      "/actions/tap",
      (body) => {
        const person = personOf(body.person);
        return userOf(person).tap(messageOf(telegram, person, body), textOf(body.data, "data"));
      },
    ],
    [
      "/actions/happening",
      ({ name, isActive }) => {
        const sentence = happenings.set(textOf(name, "name"), isActive === true);
        onHappening();
        return { sentence };
      },
    ],
  ]);
}

/** Which message is answered, where one is. */
export function replyOf(replyTo: unknown): { replyTo?: number } {
  return typeof replyTo === "number" ? { replyTo } : {};
}

function textOf(value: unknown, name: string): string {
  if (typeof value === "string") return value;
  throw new RefusedError(400, `"${name}" must be a text.`);
}

function messageOf(telegram: Telegram, person: Person, body: Record<string, unknown>): StoredMessage {
  const messages = telegram.messages(chatOf(person, body.chat));
  const message = messages.find(({ messageId }) => messageId === body.messageId);
  if (!message) throw new Error("This message is gone.");
  return message;
}
