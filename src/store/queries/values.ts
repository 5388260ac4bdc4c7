/*
 * From outside to columns. What is written comes from answers of other programs: a number that is none must not make a
 * batch fail.
 */

export function whole(value: number | null | undefined): number | null {
  return Number.isFinite(value) ? Math.round(value as number) : null;
}

export function real(value: number | null | undefined): number | null {
  return Number.isFinite(value) ? (value as number) : null;
}

export function flag(value: boolean): 0 | 1 {
  return value ? 1 : 0;
}

export function optionalFlag(value: boolean | null | undefined): 0 | 1 | null {
  return typeof value === "boolean" ? flag(value) : null;
}

/** A flag as it is read. */
export function isSet(value: number | null): boolean | null {
  return value === null ? null : value === 1;
}

/** In a column of a key: the empty text where there is none. */
export function keyText(value: string | null | undefined): string {
  return value ?? "";
}

/** A key's text as it is read. */
export function fromKeyText(value: string): string | null {
  return value === "" ? null : value;
}
