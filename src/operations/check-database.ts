import type { DatabaseCheck } from "../store/store.ts";
import { type Finding, fine, warning } from "./finding.ts";

const check = "Database";
const name = "history/modelvane.db";

/** Whether what is known of calls and models can be read and written. */
export async function checkDatabase(database: DatabaseCheck): Promise<Finding> {
  switch (await database.check()) {
    case "absent":
      return fine(check, `There is no ${name} yet; what is noted first makes it.`);
    case "sound":
      return fine(check, `${name} can be read and written.`);
    case "damaged":
      return warning(
        check,
        `${name} is damaged. When it is next used, it is set aside and a new one begun.`,
        'Run "update" then, so that prices are known again; or put a copy of it in its place.',
      );
  }
}
