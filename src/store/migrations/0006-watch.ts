import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** SQLite knows one size of integers; PostgreSQL's `integer` is too small for times and counts. */
const whole = "bigint";

async function createChecks({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable("watch_checks")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("at", whole, (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("task", "text", (column) => column.notNull())
    .addColumn("provider", "text", (column) => column.notNull())
    .addColumn("model", "text", (column) => column.notNull())
    .addColumn("version", "text", (column) => column.notNull())
    .addColumn("host", "text", (column) => column.notNull())
    .addColumn("interface", "text", (column) => column.notNull())
    .addColumn("outcome", "text", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("calls", "integer", (column) => column.notNull())
    .addColumn("first_token_ms", "double precision")
    .addColumn("tokens_per_second", "double precision")
    .addColumn("input_tokens", whole)
    .addColumn("asked", "integer")
    .addColumn("answered_rightly", "integer")
    .addColumn("cost", whole)
    .execute();
}

async function createNotes({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable("watch_notes")
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("key", "text", (column) => column.notNull())
    .addColumn("version", whole, (column) => column.notNull())
    .addColumn("at", whole, (column) => column.notNull())
    .addColumn("body", "text")
    .addPrimaryKeyConstraint("watch_notes_key", ["kind", "key"])
    .execute();
}

/** How a route did, in the order of time: all that is counted day by day, without the table itself. */
async function indexForUse({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createIndex("usage_by_time")
    .on("usage")
    .columns(["series", "at", "outcome", "first_token_ms"])
    .execute();
}

/** What is watched between updates. */
export const watch: Migration = {
  async up(database: Kysely<unknown>) {
    await createChecks(database);
    await createNotes(database);
    await indexForUse(database);
  },
};
