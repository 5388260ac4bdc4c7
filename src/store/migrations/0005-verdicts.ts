import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** SQLite knows one size of integers; PostgreSQL's `integer` is too small for times and counts. */
const whole = "bigint";

/** What live calls have proved of routes. */
export const verdicts: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable("verdicts")
      .addColumn("task", "text", (column) => column.notNull())
      .addColumn("provider", "text", (column) => column.notNull())
      .addColumn("model", "text", (column) => column.notNull())
      .addColumn("version", "text", (column) => column.notNull())
      .addColumn("host", "text", (column) => column.notNull())
      .addColumn("interface", "text", (column) => column.notNull())
      .addColumn("at", whole, (column) => column.notNull())
      .addColumn("outcome", "text", (column) => column.notNull())
      .addColumn("reason", "text", (column) => column.notNull())
      .addColumn("asked", "integer")
      .addColumn("answered_rightly", "integer")
      .addColumn("is_damaged", "integer", (column) => column.notNull())
      .addColumn("calls", "integer", (column) => column.notNull())
      .addColumn("first_token_ms", "double precision")
      .addColumn("tokens_per_second", "double precision")
      .addColumn("cost", whole)
      .addPrimaryKeyConstraint("verdicts_key", ["task", "provider", "model", "version", "host", "interface", "at"])
      .execute();
  },
};
