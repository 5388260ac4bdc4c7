import { indispensableFields } from "./record-fields.ts";

/**
 * Which names of `expand` the Hub refused, by the text of its answer 400: one unknown name spoils the whole request.
 * The text enumerates the valid names, or names the bad one. Where it does neither, all that can be spared goes.
 */
export function refusedExpandNames(asked: readonly string[], text: string): string[] {
  const valid = enumeratedNames(text);
  if (valid.size > 0) {
    return asked.filter((name) => !valid.has(name));
  }
  const words = new Set(text.match(/[\w-]+/g));
  const named = asked.filter((name) => words.has(name));
  return named.length > 0 ? named : asked.filter((name) => !indispensableFields.has(name));
}

/** The names in `"a"|"b"|"c"` or `[a, b, c]`: three or more in a row. */
function enumeratedNames(text: string): Set<string> {
  const names = new Set<string>();
  const plain = text.replace(/\\[nrt]/g, " ").replace(/[\\"'`]/g, "");
  for (const [row] of plain.matchAll(/[\w-]+(?:\s*[|,]\s*[\w-]+){2,}/g)) {
    for (const name of row.split(/\s*[|,]\s*/)) {
      names.add(name);
    }
  }
  return names;
}
