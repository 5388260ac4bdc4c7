import type { Job } from "./messages.ts";
import { removePerson, writeOpinion, writePerson } from "./queries/chat-people.ts";
import { removeConversation, writeConversation } from "./queries/conversations.ts";
import type { StoreDatabase } from "./schema.ts";

export type ChatNote = Extract<Job, { kind: "keep-conversation" | "keep-person" | "keep-opinion" }>;
export type ChatRemoval = Extract<Job, { kind: "forget-conversation" | "forget-person" }>;

/** Changes what the chat keeps. */
export function changeChat(change: ChatNote | ChatRemoval, database: StoreDatabase): Promise<void> {
  switch (change.kind) {
    case "keep-conversation":
      return writeConversation(database, change);
    case "keep-person":
      return writePerson(database, change);
    case "keep-opinion":
      return writeOpinion(database, change.opinion);
    case "forget-conversation":
      return removeConversation(database, change.place);
    case "forget-person":
      return removePerson(database, change.person);
  }
}
