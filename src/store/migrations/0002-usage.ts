import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** SQLite knows one size of integers; PostgreSQL's `integer` is too small for times and counts. */
const whole = "bigint";

async function createSeries({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable("usage_series")
    .addColumn("id", whole, (column) => column.primaryKey())
    .addColumn("task", "text", (column) => column.notNull())
    .addColumn("provider", "text", (column) => column.notNull())
    .addColumn("model", "text", (column) => column.notNull())
    .addColumn("host", "text", (column) => column.notNull())
    .execute();
}

async function createUsage({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable("usage")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("at", whole, (column) => column.notNull())
    .addColumn("request", "text", (column) => column.notNull())
    .addColumn("attempt", "integer", (column) => column.notNull())
    .addColumn("role", "text", (column) => column.notNull())
    .addColumn("series", whole, (column) => column.notNull())
    .addColumn("version", "text", (column) => column.notNull())
    .addColumn("interface", "text", (column) => column.notNull())
    .addColumn("revision", whole)
    .addColumn("chat", "text")
    .addColumn("person", "text")
    .addColumn("outcome", "text", (column) => column.notNull())
    .addColumn("error", "text")
    .addColumn("first_token_ms", whole)
    .addColumn("duration_ms", whole, (column) => column.notNull())
    .addColumn("input_tokens", whole)
    .addColumn("output_tokens", whole)
    .addColumn("input_price", whole)
    .addColumn("output_price", whole)
    .addColumn("input_cost", whole)
    .addColumn("output_cost", whole)
    .addColumn("own_key", "integer", (column) => column.notNull())
    .execute();
}

/** All that the statistics read, in the order in which they read it: the table itself is never touched. */
async function indexForStatistics({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createIndex("usage_statistics")
    .on("usage")
    .columns(["series", "outcome", "duration_ms", "at", "input_cost", "output_cost"])
    .execute();
}

/** The calls. */
export const usage: Migration = {
  async up(database: Kysely<unknown>) {
    await createSeries(database);
    await createUsage(database);
    await indexForStatistics(database);
  },
};
