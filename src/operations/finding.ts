/** What one check of the doctor found. */
export interface Finding {
  /** Names the check, and the heading in docs/operations.md. */
  check: string;
  /** `problem`: something does not work. `warning`: it works, but somebody should look. */
  status: "ok" | "warning" | "problem";
  message: string;
  /** What to do; null where nothing is. */
  remedy: string | null;
}

/** Nothing is wrong, and `message` says what was seen. */
export function fine(check: string, message: string): Finding {
  return { check, status: "ok", message, remedy: null };
}

/** It works, but somebody should look; `remedy` says what to do. */
export function warning(check: string, message: string, remedy: string): Finding {
  return { check, status: "warning", message, remedy };
}

/** Something does not work; `remedy` says how to mend it. */
export function problem(check: string, message: string, remedy: string): Finding {
  return { check, status: "problem", message, remedy };
}
