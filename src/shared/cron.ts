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

/** Whether it is an IANA name of a time zone that this Node knows. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
