/*
 * From outside to columns. What is written comes from answers of other programs: a number that is none, or a text that
 * no database takes, must not make a batch fail.
 */

/** More than any call has: no context of a model is a thousandth of it. */
const mostTokens = 1_000_000_000;

/** A number as a whole one. Null where it is none, or larger than a JavaScript number counts exactly (2^53). */
export function whole(value: number | null | undefined): number | null {
  const rounded = typeof value === "number" ? Math.round(value) : Number.NaN;
  return Number.isSafeInteger(rounded) ? rounded : null;
}

/** A count of tokens; null where it cannot be one. */
export function tokenCount(value: number | null | undefined): number | null {
  const tokens = whole(value);
  return tokens !== null && tokens >= 0 && tokens <= mostTokens ? tokens : null;
}

/** What so many tokens cost, in USD nanos. Of a count that cannot be one, the cost that was made of it is unknown too. */
export function tokenCost(tokens: number | null | undefined, cost: number | null | undefined): number | null {
  const nanos = whole(cost);
  const isBelievable = typeof tokens !== "number" || tokenCount(tokens) !== null;
  return isBelievable && nanos !== null && nanos >= 0 ? nanos : null;
}

/** A number that may have a fraction; null where it is none. */
export function real(value: number | null | undefined): number | null {
  return Number.isFinite(value) ? (value as number) : null;
}

/** Yes and no as 1 and 0. */
export function flag(value: boolean): 0 | 1 {
  return value ? 1 : 0;
}

/** Yes and no as 1 and 0; null where neither is known. */
export function optionalFlag(value: boolean | null | undefined): 0 | 1 | null {
  return typeof value === "boolean" ? flag(value) : null;
}

/** A whole number as it is read: PostgreSQL's driver gives a bigint as a text. */
export function optionalNumber(value: number | null): number | null {
  return value === null ? null : Number(value);
}

/** A flag as it is read. */
export function isSet(value: number | null): boolean | null {
  return value === null ? null : value === 1;
}

/**
 * A text without what a database does not keep: PostgreSQL refuses the character NUL, and half a surrogate pair comes
 * back as another character. What is no text goes through, so that the row is refused rather than changed.
 */
export function text(value: string): string {
  if (typeof value !== "string") return value;
  return (value.includes("\0") ? value.replaceAll("\0", "") : value).toWellFormed();
}

/** A text that may be missing; null where it is something else. */
export function optionalText(value: string | null | undefined): string | null {
  return typeof value === "string" ? text(value) : null;
}

/** In a column of a key: the empty text where there is none. */
export function keyText(value: string | null | undefined): string {
  return text(value ?? "");
}

/** A key's text as it is read. */
export function fromKeyText(value: string): string | null {
  return value === "" ? null : value;
}
