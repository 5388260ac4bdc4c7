import { rightIf, type TextCheck, wrong } from "./check.ts";

/** JSON as it stands, or in one fenced block with nothing else beside it. */
function jsonIn(said: string): string {
  const lines = said.trim().split("\n");
  const isFenced = lines.length > 2 && /^```(?:json)?\s*$/i.test(lines[0] ?? "") && lines.at(-1)?.trim() === "```";
  return isFenced ? lines.slice(1, -1).join("\n") : said;
}

/** Whether two values of JSON are the same; the order of an object's keys does not count. */
export function isSame(a: unknown, b: unknown): boolean {
  if (typeof a === "number" && typeof b === "number") return a === b || Math.abs(a - b) <= 1e-9 * Math.abs(b);
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return left.length === right.size && left.every(([key, value]) => right.has(key) && isSame(value, right.get(key)));
}

/** JSON of this value and nothing else. */
export function isJson(value: unknown): TextCheck {
  return (said) => {
    try {
      return rightIf(isSame(JSON.parse(jsonIn(said)), value), "fact");
    } catch {
      return wrong("form");
    }
  };
}
