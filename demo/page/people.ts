/** Somebody that a reader of the page can be. */
export interface Person {
  /** Telegram's user id; a private chat has the same id. */
  id: number;
  firstName: string;
  languageCode: string;
  isAdministrator: boolean;
  /** In the page's words. */
  role: string;
}

export const people: readonly Person[] = [
  { id: 1001, firstName: "Ana", languageCode: "en", isAdministrator: true, role: "administrator" },
  { id: 1002, firstName: "Rui", languageCode: "pt", isAdministrator: true, role: "administrator, in Portuguese" },
  { id: 1003, firstName: "Sam", languageCode: "en", isAdministrator: false, role: "stranger" },
];

/** As ADMIN_IDS wants them. */
export function administratorIds(): string {
  return people
    .filter(({ isAdministrator }) => isAdministrator)
    .map(({ id }) => id)
    .join(",");
}

/** @throws Error where the page has nobody of that id. */
export function personOf(id: unknown): Person {
  const person = people.find((each) => each.id === id);
  if (!person) throw new Error("There is nobody of that id on this page.");
  return person;
}
