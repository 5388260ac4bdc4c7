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
const placesOfAMoment = 0x1000;

/** Makes ids of version 7; of those of one moment, of which there may be 4,096, the one that is asked for later is larger. */
export function createTimedIds(): (moment: number) => string {
  let [newest, place] = [Number.NEGATIVE_INFINITY, 0];
  return (moment) => {
    place = moment > newest ? 0 : (place + 1) % placesOfAMoment;
    newest = Math.max(newest, moment);
    const digits = place.toString(hexadecimal).padStart(3, "0");
    const rest = randomUUID().slice(timeLength + digits.length);
    return `${smallestIdAt(moment).slice(0, timeLength)}${digits}${rest}`;
  };
}
