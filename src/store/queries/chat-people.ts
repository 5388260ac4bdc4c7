import type { StoreDatabase } from "../schema.ts";
import type { Opinion } from "../store.ts";
import { flag, isSet, keyText, text, whole } from "./values.ts";

export interface StoredPerson {
  isRemembered: boolean;
  /** As JSON. */
  facts: string;
}

/** Null where they have chosen nothing. */
export async function readPerson(database: StoreDatabase, person: string): Promise<StoredPerson | null> {
  const row = await database
    .selectFrom("chat_people")
    .select(["is_remembered", "facts"])
    .where("person", "=", text(person))
    .executeTakeFirst();
  return row ? { isRemembered: isSet(row.is_remembered) === true, facts: row.facts } : null;
}

export interface KeptPerson extends StoredPerson {
  person: string;
  /** Milliseconds since the epoch. */
  at: number;
}

/** In the place of what was kept. */
export async function writePerson(database: StoreDatabase, { person, isRemembered, facts, at }: KeptPerson) {
  const newest = { is_remembered: flag(isRemembered), facts, updated_at: whole(at) ?? 0 };
  await database
    .insertInto("chat_people")
    .values({ person: text(person), ...newest })
    .onConflict((conflict) => conflict.column("person").doUpdateSet(newest))
    .execute();
}

/**
 * All of what they chose and thought, and the conversations of the chat of the same name, or nothing. That they refused to
 * be remembered stays: without it they would be.
 */
export async function removePerson(database: StoreDatabase, person: string) {
  const name = text(person);
  await database.transaction().execute(async (transaction) => {
    await transaction.deleteFrom("conversations").where("chat", "=", name).execute();
    await transaction.deleteFrom("feedback").where("person", "=", name).execute();
    await transaction.deleteFrom("chat_people").where("person", "=", name).where("is_remembered", "=", 1).execute();
    await transaction.updateTable("chat_people").set({ facts: "{}" }).where("person", "=", name).execute();
  });
}

/** In the place of what they thought of it before; that they asked for another answer is no such thought. */
export async function writeOpinion(database: StoreDatabase, opinion: Opinion) {
  const newest = {
    at: whole(opinion.at) ?? 0,
    rating: opinion.rating,
    task: keyText(opinion.task),
    provider: text(opinion.provider),
    model: text(opinion.model),
    host: keyText(opinion.host),
  };
  await database
    .insertInto("feedback")
    .values({ request: text(opinion.request), person: text(opinion.person), ...newest })
    .onConflict((conflict) => {
      const known = conflict.columns(["request", "person"]);
      return opinion.rating === 0 ? known.doNothing() : known.doUpdateSet(newest);
    })
    .execute();
}
