import { randomUUID } from "node:crypto";
import { whole } from "./values.ts";

/*
 * Ids of version 7 begin with their time, in milliseconds and 48 bits (RFC 9562, 5.7), so that a span of time is a span
 * of the table's own key: no index on time is needed.
 */

const hexadecimal = 16;
const timeDigits = 12;
const timeOfVersion7 = /^([\da-f]{8})-([\da-f]{4})-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i;
const latest = 2 ** 48 - 1;

/** The smallest id of version 7 that can be made at a moment (milliseconds since the epoch). */
export function smallestIdAt(moment: number): string {
  const time = Math.min(Math.max(whole(moment) ?? 0, 0), latest);
  const digits = time.toString(hexadecimal).padStart(timeDigits, "0");
  return `${digits.slice(0, 8)}-${digits.slice(8)}-7000-8000-000000000000`;
}

/** When an id was made (milliseconds since the epoch); null where it is none of version 7. */
export function momentOfId(id: string): number | null {
  const [, high, low] = timeOfVersion7.exec(id) ?? [];
  return high === undefined || low === undefined ? null : Number.parseInt(`${high}${low}`, hexadecimal);
}

const timeLength = "00000000-0000-7".length;
const mostOfAMoment = 0xfff;

/** Makes ids of version 7; those of one moment, asked for one after another, are in that order (up to 4,096 of them). */
export function createTimedIds(): (moment: number) => string {
  let [last, made] = [Number.NaN, 0];
  return (moment) => {
    made = moment === last ? Math.min(made + 1, mostOfAMoment) : 0;
    last = moment;
    const place = made.toString(hexadecimal).padStart(3, "0");
    const rest = randomUUID().slice(timeLength + place.length);
    return `${smallestIdAt(moment).slice(0, timeLength)}${place}${rest}`;
  };
}
