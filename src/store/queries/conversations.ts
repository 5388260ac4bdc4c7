import type { ConversationPlace } from "../../domain/conversation.ts";
import type { StoreDatabase } from "../schema.ts";
import { text, whole } from "./values.ts";

/** The turns, as JSON; null where none are kept. */
export async function readConversation(
  database: StoreDatabase,
  { chat, topic }: ConversationPlace,
): Promise<string | null> {
  const row = await database
    .selectFrom("conversations")
    .select("messages")
    .where("chat", "=", text(chat))
    .where("topic", "=", text(topic))
    .executeTakeFirst();
  return row?.messages ?? null;
}

export interface KeptConversation {
  place: ConversationPlace;
  /** As JSON. */
  turns: string;
  /** Milliseconds since the epoch. */
  at: number;
}

/** In the place of what was kept; when it began stays. */
export async function writeConversation(database: StoreDatabase, { place, turns, at }: KeptConversation) {
  const newest = { updated_at: whole(at) ?? 0, messages: turns };
  await database
    .insertInto("conversations")
    .values({ chat: text(place.chat), topic: text(place.topic), started_at: newest.updated_at, ...newest })
    .onConflict((conflict) => conflict.columns(["chat", "topic"]).doUpdateSet(newest))
    .execute();
}

/** Nothing where none is kept. */
export async function removeConversation(database: StoreDatabase, { chat, topic }: ConversationPlace) {
  await database.deleteFrom("conversations").where("chat", "=", text(chat)).where("topic", "=", text(topic)).execute();
}
