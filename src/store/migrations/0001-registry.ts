import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** SQLite knows one size of integers; PostgreSQL's `integer` is too small for times and counts. */
const whole = "bigint";

async function createModels({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable("models")
    .addColumn("provider", "text", (column) => column.notNull())
    .addColumn("model", "text", (column) => column.notNull())
    .addColumn("pipeline_tag", "text")
    .addColumn("tags", "text", (column) => column.notNull())
    .addColumn("created_at", whole)
    .addColumn("downloads", whole)
    .addColumn("likes", whole)
    .addColumn("licence", "text")
    .addColumn("is_gated", "integer")
    .addColumn("is_disabled", "integer")
    .addColumn("parameters", whole)
    .addColumn("family", "text")
    .addColumn("quantization", "text")
    .addColumn("is_local", "integer", (column) => column.notNull())
    .addColumn("is_trusted", "integer", (column) => column.notNull())
    .addColumn("benchmarks", "text", (column) => column.notNull())
    .addColumn("capabilities", "text", (column) => column.notNull())
    .addColumn("fingerprint", "text", (column) => column.notNull())
    .addColumn("first_seen", whole, (column) => column.notNull())
    .addColumn("last_seen", whole, (column) => column.notNull())
    .addPrimaryKeyConstraint("models_key", ["provider", "model"])
    .execute();
}

async function createVersions({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable("model_versions")
    .addColumn("provider", "text", (column) => column.notNull())
    .addColumn("model", "text", (column) => column.notNull())
    .addColumn("version", "text", (column) => column.notNull())
    .addColumn("first_seen", whole, (column) => column.notNull())
    .addColumn("last_seen", whole, (column) => column.notNull())
    .addPrimaryKeyConstraint("model_versions_key", ["provider", "model", "version"])
    .execute();
}

async function createRoutes({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable("routes")
    .addColumn("provider", "text", (column) => column.notNull())
    .addColumn("model", "text", (column) => column.notNull())
    .addColumn("version", "text", (column) => column.notNull())
    .addColumn("host", "text", (column) => column.notNull())
    .addColumn("interface", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("is_adapter", "integer", (column) => column.notNull())
    .addColumn("input_price", whole)
    .addColumn("output_price", whole)
    .addColumn("is_free", "integer")
    .addColumn("context_length", whole)
    .addColumn("first_token_ms", "double precision")
    .addColumn("tokens_per_second", "double precision")
    .addColumn("supports_tools", "integer")
    .addColumn("supports_vision", "integer")
    .addColumn("fingerprint", "text", (column) => column.notNull())
    .addColumn("first_seen", whole, (column) => column.notNull())
    .addColumn("last_seen", whole, (column) => column.notNull())
    .addPrimaryKeyConstraint("routes_key", ["provider", "model", "version", "host", "interface"])
    .execute();
}

/** What the sources say of models. */
export const registry: Migration = {
  async up(database: Kysely<unknown>) {
    await createModels(database);
    await createVersions(database);
    await createRoutes(database);
  },
};
