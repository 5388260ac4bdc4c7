import { Migrator } from "kysely/migration";
import { StoreError } from "../faults.ts";
import type { StoreDatabase } from "../schema.ts";
import { migrations } from "./migrations.ts";

/** Kysely's own table of what has been done; it is no part of ours. */
type MigrationTable = { kysely_migration: { name: string } };

/** The names of the changes. Throws a `StoreError` where there are tables and no change was ever made. */
async function applied(database: StoreDatabase): Promise<string[]> {
  const tables = await database.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === "kysely_migration")) {
    if (tables.length === 0) return [];
    throw new StoreError("foreign", `it has the tables ${tables.map(({ name }) => name).join(", ")}`);
  }
  const rows = await database.withTables<MigrationTable>().selectFrom("kysely_migration").select("name").execute();
  return rows.map(({ name }) => name);
}

/**
 * Whether the tables are not yet as this program knows them. Throws a `StoreError` where a newer program has been at
 * them, or one of another kind: what it has made, this one could break.
 */
export async function needsMigration(database: StoreDatabase): Promise<boolean> {
  const done = await applied(database);
  const unknown = done.filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length > 0) throw new StoreError("newer", `it has the changes ${unknown.join(", ")}`);
  return done.length < Object.keys(migrations).length;
}

/** Brings the tables up to date. The caller holds a lock, so that no other process does the same. */
export async function migrate(database: StoreDatabase): Promise<void> {
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
