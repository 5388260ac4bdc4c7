import { createHash } from "node:crypto";

/** Enough that two states of one thing do not meet by chance, and short enough for a button. */
const tokenLength = 8;

/** A short word that stands for a value: a button that bears it can tell whether the value is still the same. */
export function tokenOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, tokenLength);
}

/** A whole number from a button's data, which anybody can forge; null where it is none. */
export function readWhole(token: string | undefined): number | null {
  return /^\d{1,9}$/.test(token ?? "") ? Number(token) : null;
}
