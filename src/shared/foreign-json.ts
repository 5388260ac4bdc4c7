/**
 * Readers of JSON that somebody else wrote: each gives the value where it has the wanted type, and null where it is
 * missing or anything else. A hundred thousand records are read with them, in a few microseconds each.
 */
export type ForeignRecord = Readonly<Record<string, unknown>>;

/** The value where it is a record. */
export function recordOrNull(value: unknown): ForeignRecord | null {
  return isForeignRecord(value) ? value : null;
}

/** Whether it is an object, but no array. */
export function isForeignRecord(value: unknown): value is ForeignRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An array's elements that are records; none where it is no array. */
export function recordsIn(value: unknown): ForeignRecord[] {
  return Array.isArray(value) ? value.filter(isForeignRecord) : [];
}

/** An array's elements that are texts; none where it is no array. */
export function textsIn(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.every(isText) ? value : value.filter(isText);
}

/** A text that is not empty. */
export function textOrNull(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** `true` or `false`; a word or a number is neither. */
export function booleanOrNull(value: unknown): boolean | null {
  return typeof value === "boolean" ? value : null;
}

/** A finite number of at least 0: counts, prices and durations are never less. */
export function amountOrNull(value: unknown): number | null {
  return typeof value === "number" && value >= 0 && value < Number.POSITIVE_INFINITY ? value : null;
}

/** An amount, to the next whole number. */
export function roundedOrNull(value: unknown): number | null {
  const amount = amountOrNull(value);
  return amount === null ? null : Math.round(amount);
}

/** A finite number, or the one with which a text begins ("20.0 ± 1.2"). */
export function leadingNumberOrNull(value: unknown): number | null {
  const number = typeof value === "string" ? Number.parseFloat(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

/** Milliseconds since the epoch of a date as text. */
export function momentOrNull(value: unknown): number | null {
  const moment = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(moment) ? null : moment;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
