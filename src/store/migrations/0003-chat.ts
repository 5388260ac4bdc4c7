import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

async function createFeedback({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable("feedback")
    .addColumn("request", "text", (column) => column.notNull())
    .addColumn("person", "text", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("rating", "integer", (column) => column.notNull())
    .addColumn("task", "text", (column) => column.notNull())
    .addColumn("provider", "text", (column) => column.notNull())
    .addColumn("model", "text", (column) => column.notNull())
    .addColumn("host", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("feedback_key", ["request", "person"])
    .execute();
}

async function createConversations({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable("conversations")
    .addColumn("chat", "text", (column) => column.notNull())
    .addColumn("topic", "text", (column) => column.notNull())
    .addColumn("started_at", "bigint", (column) => column.notNull())
    .addColumn("updated_at", "bigint", (column) => column.notNull())
    .addColumn("messages", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("conversations_key", ["chat", "topic"])
    .execute();
}

/** What the chat keeps of people's opinions and of what was said. */
export const chat: Migration = {
  async up(database: Kysely<unknown>) {
    await createFeedback(database);
    await createConversations(database);
  },
};
