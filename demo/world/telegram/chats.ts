import { badRequest, forbidden } from "./api-error.ts";

export interface Person {
  id: number;
  firstName: string;
  languageCode: string | null;
  /** Has sent something to the bot, so the bot may write first. */
  hasStarted: boolean;
  hasBlocked: boolean;
}

export interface Group {
  id: number;
  title: string;
  /** Whether it has topics. */
  isForum: boolean;
  /** Whether the bot is a member. */
  hasBot: boolean;
}

/** A person or a group as the Bot API's Chat. */
export interface WireChat {
  id: number;
  type: "private" | "group" | "supergroup";
  first_name?: string;
  title?: string;
  is_forum?: true;
}

export interface Chats {
  people: Map<number, Person>;
  groups: Map<number, Group>;
  /** The chat, also one that the bot has been removed from. @throws ApiError where the bot has never met it. */
  known(id: number): WireChat;
  /** The chat, where the bot may know of it. @throws ApiError where it may not. */
  chat(id: number): WireChat;
  /** The chat, where the bot may write to it. @throws ApiError where it may not. */
  writable(id: number): WireChat;
}

/** Ids of supergroups begin with -100, as a ten digit number follows it. */
const supergroupsBelow = -1_000_000_000_000;

export function createChats(): Chats {
  const people = new Map<number, Person>();
  const groups = new Map<number, Group>();

  function known(id: number): WireChat {
    const person = people.get(id);
    if (person) return { id, type: "private", first_name: person.firstName };
    const group = groups.get(id);
    if (group) return { id, type: groupType(id), title: group.title, ...(group.isForum && { is_forum: true }) };
    throw badRequest("chat not found");
  }

  function chat(id: number): WireChat {
    const found = known(id);
    if (groups.get(id)?.hasBot === false) throw forbidden(`bot was kicked from the ${groupType(id)} chat`);
    return found;
  }

  return {
    people,
    groups,
    known,
    chat,
    writable(id) {
      const found = chat(id);
      const person = people.get(id);
      if (person?.hasBlocked) throw forbidden("bot was blocked by the user");
      if (person && !person.hasStarted) throw forbidden("bot can't initiate conversation with a user");
      return found;
    },
  };
}

function groupType(id: number): "group" | "supergroup" {
  return id < supergroupsBelow ? "supergroup" : "group";
}

/** A person as the Bot API's User. */
export function wireUser(person: Person): Record<string, unknown> {
  return {
    id: person.id,
    is_bot: false,
    first_name: person.firstName,
    ...(person.languageCode !== null && { language_code: person.languageCode }),
  };
}
