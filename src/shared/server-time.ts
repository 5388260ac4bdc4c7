/** Before and after these, a clock is not set: the Hub is younger, and this program will not live so long. */
const earliest = Date.UTC(2020, 0, 1);
const latest = Date.UTC(2100, 0, 1);

/**
 * When a server sent an answer, by its own clock (`Date`, RFC 9110, 6.6.1, with the `Age` that a cache on the way adds,
 * RFC 9111, 5.1): milliseconds since the epoch. Null where it does not say, or what it says cannot be.
 */
export function serverTime(headers: { get(name: string): string | null }): number | null {
  const date = Date.parse(headers.get("date") ?? "");
  const age = Number(headers.get("age") ?? 0);
  const time = date + (Number.isFinite(age) && age > 0 ? age * 1_000 : 0);
  return time >= earliest && time < latest ? time : null;
}
