import type { Policy } from "../policy.ts";

/** In the schedule's time zone. */
export interface QuietHours {
  hours: Policy["watching"]["quietHours"];
  /** An IANA name. */
  timeZone: string;
}

/**
 * Whether people are not to be disturbed at a moment (milliseconds since the epoch). Quiet hours may pass midnight; the
 * end is not one of them any more, and from one moment to the same there are none.
 */
export function isQuiet(moment: number, { hours, timeZone }: QuietHours): boolean {
  if (hours === null) return false;
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  // "07:00" stands before "22:00" as a text, too.
  const time = format.format(moment);
  const { from, to } = hours;
  return from <= to ? from <= time && time < to : from <= time || time < to;
}
