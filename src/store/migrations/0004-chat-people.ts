import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** What people who chat have chosen. */
export const chatPeople: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable("chat_people")
      .addColumn("person", "text", (column) => column.primaryKey().notNull())
      .addColumn("is_remembered", "integer", (column) => column.notNull())
      .addColumn("facts", "text", (column) => column.notNull())
      .addColumn("updated_at", "bigint", (column) => column.notNull())
      .execute();
  },
};
