import type { CompiledQuery, Kysely } from "kysely";
import type { StoreTables } from "../schema.ts";

/** Rows of a statement. PostgreSQL takes 65,535 values at most, SQLite 32,766; more rows are hardly faster (measured). */
const sizes = [100, 10, 1] as const;

/** A connection or a transaction of it. */
export type Executor = Pick<Kysely<StoreTables>, "executeQuery">;

export type BulkInsert<Row> = (executor: Executor, rows: readonly Row[]) => Promise<void>;

/**
 * Inserts rows, many in a statement. `compile` builds the statement for some rows; it is called once for each size and
 * from then on only the values are exchanged, since compiling costs more than inserting. Every row must have the same
 * columns.
 */
export function createBulkInsert<Row extends object>(
  compile: (rows: readonly Row[]) => CompiledQuery,
): BulkInsert<Row> {
  const compiled = new Map<number, { statement: CompiledQuery; columns: (keyof Row)[] }>();

  function statementFor(rows: readonly Row[], first: Row) {
    const known = compiled.get(rows.length);
    if (known) return known;
    const made = { statement: compile(rows), columns: Object.keys(first) as (keyof Row)[] };
    compiled.set(rows.length, made);
    return made;
  }

  async function insert(executor: Executor, rows: readonly Row[]): Promise<void> {
    const [first] = rows;
    if (!first) return;
    const { statement, columns } = statementFor(rows, first);
    const parameters = rows.flatMap((row) => columns.map((column) => row[column]));
    // What the statement has beside the rows (in the conflict's condition) stands behind them and stays.
    const rest = statement.parameters.slice(parameters.length);
    await executor.executeQuery({ ...statement, parameters: [...parameters, ...rest] });
  }

  return async (executor, rows) => {
    let done = 0;
    for (const size of sizes) {
      for (; rows.length - done >= size; done += size) await insert(executor, rows.slice(done, done + size));
    }
  };
}
