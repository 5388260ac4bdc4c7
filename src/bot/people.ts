import { join } from "node:path";
import { z } from "zod";
import { type DocumentDependencies, openJsonDocument } from "../shared/json-document.ts";
import { type LanguageCode, languageCodes } from "./languages/language.ts";

const peopleSchema = z.looseObject({
  /** The latest last. `isChosen`: by /language, over the one of their Telegram. */
  people: z.array(z.object({ id: z.int(), language: z.enum(languageCodes), isChosen: z.boolean() })),
  /** Where menus of commands were set, as JSON: Telegram cannot be asked. */
  menus: z.array(z.string()).default([]),
});

/** Who is spoken to in which language. Nothing is kept of people who have chosen nothing, but for administrators. */
export interface PeopleStore {
  /** What somebody has chosen; null where they have chosen nothing. Quick: it is asked for every update. */
  chosenLanguage(userId: number): Promise<LanguageCode | null>;
  /** The last that is known of somebody: for an administrator who is written to without having asked. */
  lastLanguage(userId: number): Promise<LanguageCode | null>;
  /** Null forgets the choice. */
  choose(userId: number, language: LanguageCode | null): Promise<void>;
  /** Where menus were set, as JSON of Telegram's scopes. */
  menus(): Promise<string[]>;
  rememberMenus(scopes: readonly string[]): Promise<void>;
  /** Notes the language of an administrator's Telegram. */
  note(administratorId: number, language: LanguageCode): Promise<void>;
}

type People = z.infer<typeof peopleSchema>;
type Person = People["people"][number];

/** Anybody may choose a language, so a stranger could fill the disk; the oldest choices go first. */
const mostPeople = 10_000;

/** The choices in `history/people.json`. This process is the only one that changes them, so they are read once. */
export function createPeopleStore({ home, ...dependencies }: DocumentDependencies): PeopleStore {
  const document = openJsonDocument<z.infer<typeof peopleSchema>>({
    ...dependencies,
    path: join(home, "history", "people.json"),
    schema: peopleSchema,
    initial: { people: [], menus: [] },
  });
  const byId = ({ people }: People) => new Map(people.map((person) => [person.id, person]));
  let known: Promise<Map<number, Person>> | null = null;

  function persons(): Promise<Map<number, Person>> {
    known ??= document.read().then(byId);
    // A file that cannot be read now may be readable later.
    known.catch(() => {
      known = null;
    });
    return known;
  }

  /** Puts another entry, or none, in the place of somebody's. */
  async function replace(userId: number, person: Person | null): Promise<void> {
    const changed = await document.update(({ people, ...more }) => {
      const others = people.filter(({ id }) => id !== userId);
      return { ...more, people: person === null ? others : [...others, person].slice(-mostPeople) };
    });
    known = Promise.resolve(byId(changed));
  }

  return {
    async chosenLanguage(userId) {
      const person = (await persons()).get(userId);
      return person?.isChosen ? person.language : null;
    },
    lastLanguage: async (userId) => (await persons()).get(userId)?.language ?? null,
    async choose(userId, language) {
      // Who has chosen nothing has nothing to forget.
      if (language === null && !(await persons()).has(userId)) return;
      await replace(userId, language && { id: userId, language, isChosen: true });
    },
    menus: async () => (await document.read()).menus,
    rememberMenus: async (scopes) => void (await document.update((before) => ({ ...before, menus: [...scopes] }))),
    async note(administratorId, language) {
      const person = (await persons()).get(administratorId);
      if (person?.isChosen || person?.language === language) return;
      await replace(administratorId, { id: administratorId, language, isChosen: false });
    },
  };
}
