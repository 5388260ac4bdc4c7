import Sqlite from "better-sqlite3";

/** All rows of a table of the database in a file. */
export function readTable<Row>(path: string, table: string): Row[] {
  const database = new Sqlite(path, { readonly: true });
  try {
    return database.prepare<[], Row>(`select * from ${table}`).all();
  } finally {
    database.close();
  }
}

/** Runs a statement on the database in a file, as another program could. */
export function runStatement(path: string, statement: string): void {
  const database = new Sqlite(path);
  try {
    database.exec(statement);
  } finally {
    database.close();
  }
}
