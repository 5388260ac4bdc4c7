import cronParser from "cron-parser";

export interface CronRule {
  /** Five fields, or six with seconds first. */
  expression: string;
  /** An IANA name ("Europe/Lisbon"). */
  timeZone: string;
}

/** The first run after `after`; both in milliseconds since the epoch. Throws where the rule is not valid. */
export function nextRun(rule: CronRule, after: number): number {
  return cronParser
    .parseExpression(rule.expression, { tz: rule.timeZone, currentDate: new Date(after) })
    .next()
    .getTime();
}

/** The last run at or before `before`, in milliseconds since the epoch. Throws where the rule is not valid. */
export function previousRun(rule: CronRule, before: number): number {
  // The parser looks strictly before its date, so a run of this very moment needs the next millisecond.
  return cronParser
    .parseExpression(rule.expression, { tz: rule.timeZone, currentDate: new Date(before + 1) })
    .prev()
    .getTime();
}

/** Whether the expression is a schedule. node-schedule answers a wrong one with a silent null, so it is asked first. */
export function isCronExpression(expression: string): boolean {
  try {
    cronParser.parseExpression(expression);
    return expression.trim().split(/\s+/).length >= 5;
  } catch {
    return false;
  }
}

/** So many runs, a quarter of an hour apart, fill a day; and each day on which a schedule runs has the same times. */
const runsOfOneDay = 24 * 4;
/** Rarer runs are looked at no further, which would take long. */
const lookedAtMs = 31 * 86_400_000;

/**
 * The least milliseconds between two runs of a valid expression; null where it never runs ("0 0 31 2,4 *"), which takes
 * a search to find. Where some gap is shorter than a quarter of an hour, one such is found, but not always the shortest.
 */
export function shortestGap(expression: string): number | null {
  try {
    return searchShortestGap(expression);
  } catch {
    return null;
  }
}

function searchShortestGap(expression: string): number {
  const runs = cronParser.parseExpression(expression, { tz: "UTC", currentDate: new Date(-1) });
  const first = runs.next().getTime();
  let [shortest, last] = [Number.POSITIVE_INFINITY, first];
  for (let run = 0; run < runsOfOneDay && last - first < lookedAtMs; run += 1) {
    const next = runs.next().getTime();
    shortest = Math.min(shortest, next - last);
    last = next;
  }
  return shortest;
}

/** Whether it is an IANA name of a time zone that this Node knows. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
