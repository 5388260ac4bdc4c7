import { FormattedString, fmt, type Stringable } from "@grammyjs/parse-mode";

export { FormattedString, fmt };

export const bold = (text: Stringable) => FormattedString.bold(text);
export const italic = (text: Stringable) => FormattedString.italic(text);
/** Tap to copy: for identifiers, commands and whatever else a person types again. */
export const code = (text: Stringable) => FormattedString.code(text);
/** Folded until it is tapped: for details. */
export const folded = (text: Stringable) => FormattedString.expandableBlockquote(text);

type Part = FormattedString | string | null | undefined | false;

function joined(parts: readonly Part[], separator: string): FormattedString {
  const present = parts.filter((part): part is FormattedString | string => Boolean(part) && String(part) !== "");
  return FormattedString.join(present, separator);
}

/** One line each; what is null, false or empty is left out. */
export function lines(...parts: Part[]): FormattedString {
  return joined(parts, "\n");
}

/** With an empty line between; what is null, false or empty is left out. */
export function paragraphs(...parts: Part[]): FormattedString {
  return joined(parts, "\n\n");
}

/** On one line, with " · " between; what is null, false or empty is left out. */
export function dotted(...parts: Part[]): FormattedString {
  return joined(parts, " · ");
}

/** A model with its host, or its provider where there is no choice of hosts; the id can be tapped to copy it. */
export function routeWords(route: { provider: string; model: string; host: string | null }): FormattedString {
  return fmt`${code(route.model)} · ${route.host ?? route.provider}`;
}
