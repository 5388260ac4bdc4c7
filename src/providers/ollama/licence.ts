import { classifyLicence } from "../../domain/licence.ts";
import { textOrNull } from "../../shared/foreign-json.ts";

/**
 * How licences begin that say by themselves what they are, with the id by which the Hub names them. Anything else may be
 * a licence of somebody's own, and stays unknown.
 */
const beginnings: readonly (readonly [RegExp, string])[] = [
  [/^apache license,? version 2\.0\b/, "apache-2.0"],
  [/^(?:the )?mit license\b/, "mit"],
  [/^permission is hereby granted, free of charge\b/, "mit"],
  [/^(?:meta )?llama (2|3|3\.[1-3]|4) community license\b/, "llama$1"],
  [/^gemma terms of use\b/, "gemma"],
  [/^creative commons attribution-noncommercial 4\.0\b/, "cc-by-nc-4.0"],
  [/^creative commons attribution 4\.0\b/, "cc-by-4.0"],
  [/^gnu affero general public license version 3\b/, "agpl-3.0"],
  [/^gnu general public license version 3\b/, "gpl-3.0"],
];

/**
 * The licence's id in lower case: the one that the model's file names, where it is known, or the one that the licence's
 * text clearly is; null where neither says it.
 */
export function readLicence(named: unknown, text: unknown): string | null {
  const id = textOrNull(named)?.toLowerCase().trim() ?? "";
  if (classifyLicence(id) !== "unclear") return id;
  const beginning = (textOrNull(text) ?? "")
    .slice(0, 2_000)
    .replace(/[\s#*=_-]+/g, separator)
    .trim()
    .toLowerCase();
  for (const [pattern, found] of beginnings) {
    const match = pattern.exec(beginning);
    if (match) return found.replace("$1", match[1] ?? "");
  }
  return null;
}

/** White space and rules become one space; a hyphen within a word stays. */
function separator(run: string): string {
  return run === "-" ? "-" : " ";
}
