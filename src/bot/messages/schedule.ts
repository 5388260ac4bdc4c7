import type { Texts } from "../languages/texts.ts";
import { code, type FormattedString, fmt } from "./formatting.ts";

/** A cron expression that a person would say in a few words. */
export type PlainSchedule =
  | { kind: "daily"; time: string }
  | { kind: "hours"; every: number }
  /** `weekday` counts from 0, which is Sunday. */
  | { kind: "weekly"; weekday: number; time: string };

function clockTime(minute: string, hour: string): string {
  return `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`;
}

const isNumber = (field: string) => /^\d{1,2}$/.test(field);

/** Reads the forms that the buttons set and people write most; null for all others, which are shown as they are. */
function readSchedule(expression: string): PlainSchedule | null {
  const [minute = "", hour = "", day, month, weekday = "", ...rest] = expression.trim().split(/\s+/);
  if (rest.length > 0 || day !== "*" || month !== "*" || !isNumber(minute)) return null;
  const every = hour === "*" ? "1" : /^\*\/(\d{1,2})$/.exec(hour)?.[1];
  // Other steps begin anew at midnight, so that they are not the same all day.
  if (every !== undefined) {
    return weekday === "*" && 24 % Number(every) === 0 ? { kind: "hours", every: Number(every) } : null;
  }
  if (!isNumber(hour)) return null;
  if (weekday === "*") return { kind: "daily", time: clockTime(minute, hour) };
  return /^[0-7]$/.test(weekday)
    ? { kind: "weekly", weekday: Number(weekday) % 7, time: clockTime(minute, hour) }
    : null;
}

/** A cron expression in words; what has none is shown as it is. */
export function scheduleWords(expression: string, { settings }: Texts): FormattedString {
  const plain = readSchedule(expression);
  return plain === null ? code(expression) : fmt`${settings.schedule(plain)}`;
}
