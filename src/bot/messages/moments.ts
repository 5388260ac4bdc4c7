import type { Policy } from "../../policy.ts";
import type { Clock } from "../../shared/clock.ts";
import type { Texts } from "../languages/texts.ts";

/** Dates and durations as a person says them, in their language and the policy's time zone. */
export interface Moments {
  /** "today, 03:00", "tomorrow, 03:00", "Sat 21 Nov, 03:00"; with the year where it is another one. */
  at(timestamp: string): string;
  /** "in 5 hours", "2 days ago"; "just now" for what is less than a minute ago. */
  relative(timestamp: string): string;
  /** "2 days": how long since then, a minute at least. */
  since(timestamp: string): string;
}

interface MomentsOptions {
  texts: Texts;
  /** An IANA name. */
  timeZone: string;
  /** Milliseconds since the epoch. */
  now: number;
}

type Unit = "day" | "hour" | "minute";

/** From how many milliseconds on a unit is used, and its length: "30 hours" says more than "1 day". */
const units: readonly { unit: Unit; from: number; length: number }[] = [
  { unit: "day", from: 2 * 86_400_000, length: 86_400_000 },
  { unit: "hour", from: 2 * 3_600_000, length: 3_600_000 },
  { unit: "minute", from: 0, length: 60_000 },
];

/** The largest unit that fits, and how many: what is over is dropped, not rounded up into a longer time. */
function measure(milliseconds: number): { unit: Unit; count: number } {
  const found = units.find(({ from }) => Math.abs(milliseconds) >= from);
  const { unit, length } = found ?? { unit: "minute", length: 60_000 };
  return { unit, count: Math.trunc(milliseconds / length) };
}

function createMoments({ texts, timeZone, now }: MomentsOptions): Moments {
  const { locale } = texts;
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, ...options });
  // Year, month and day, in the form that dates are parsed from.
  const day = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const time = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const year = format({ year: "numeric" });

  /** Calendar days between now and then, as the time zone counts them. */
  function daysAway(then: number): number {
    return Math.round((Date.parse(day.format(then)) - Date.parse(day.format(now))) / 86_400_000);
  }

  function dateOf(then: number): string {
    const days = daysAway(then);
    if (Math.abs(days) <= 1) return relative.format(days, "day");
    const isThisYear = year.format(then) === year.format(now);
    const parts: Intl.DateTimeFormatOptions = { weekday: "short", day: "numeric", month: "short" };
    return format(isThisYear ? parts : { ...parts, year: "numeric" }).format(then);
  }

  return {
    at: (timestamp) => `${dateOf(Date.parse(timestamp))}, ${time.format(Date.parse(timestamp))}`,
    relative(timestamp) {
      const distance = Date.parse(timestamp) - now;
      const { unit, count } = measure(distance);
      if (count !== 0) return relative.format(count, unit);
      return distance > 0 ? relative.format(0, "second") : texts.common.justNow;
    },
    since(timestamp) {
      const { unit, count } = measure(now - Date.parse(timestamp));
      return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(Math.max(1, count));
    },
  };
}

/** Moments in the policy's time zone; in UTC where the policy cannot be read: people are answered all the same. */
export async function readMoments(
  texts: Texts,
  { readPolicy, clock }: { readPolicy(): Promise<Policy>; clock: Clock },
): Promise<Moments> {
  const timeZone = await readPolicy().then(
    (policy) => policy.schedule.timeZone,
    () => "UTC",
  );
  return createMoments({ texts, timeZone, now: clock.now() });
}
