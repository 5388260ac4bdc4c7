import { z } from "zod";

/** Characters of a model's name: those of the Hub have up to 96 for each half. */
const longestModel = 300;
/** Characters of a name that a caller has made up for a person; the rest tells nobody apart. */
const longestPerson = 128;

/** What no name holds: it would move the cursor of a terminal that shows it, and some databases do not store it. */
const unprintable = /\p{C}/gu;
const plainName = /^[^\s\p{C}]*$/u;

/** A model's name, as a request has it; `example` is shown to who gives none. */
export function modelNameSchema(example: string) {
  return z
    .string({ error: `expected a model's name, such as ${example}` })
    .min(1)
    .max(longestModel)
    .regex(plainName, {
      error: `expected a model's name without white space or control characters, such as ${example}`,
    });
}

/** Who asks, as it is recorded; null where the caller (or what can be printed of what it says) names nobody. */
export function personOf(user: string | null | undefined): string | null {
  const name = (user ?? "").slice(0, longestPerson).replace(unprintable, "");
  return name === "" ? null : `http:${name}`;
}
