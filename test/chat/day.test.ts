import { describe, expect, it } from "vitest";
import { createDay } from "../../src/chat/day.ts";

/** The day around a moment, from its first moment to the next day's. */
function dayOf(now: string, timeZone: string): [start: string, hours: number] {
  const day = createDay({ timeZone: () => timeZone, clock: { now: () => Date.parse(now) } });
  return [new Date(day.start()).toISOString(), (day.end() - day.start()) / 3_600_000];
}

describe("a day in a time zone", () => {
  it.each([
    ["2026-11-21T12:00:00Z", "UTC", "2026-11-21T00:00:00.000Z", 24],
    ["2026-11-21T00:00:00Z", "UTC", "2026-11-21T00:00:00.000Z", 24],
    ["2026-11-21T23:59:59.999Z", "UTC", "2026-11-21T00:00:00.000Z", 24],
    ["2026-11-21T02:00:00Z", "America/Sao_Paulo", "2026-11-20T03:00:00.000Z", 24],
    // Clocks put forward, and back, in the night.
    ["2026-03-29T12:00:00Z", "Europe/Lisbon", "2026-03-29T00:00:00.000Z", 23],
    ["2026-10-25T12:00:00Z", "Europe/Lisbon", "2026-10-24T23:00:00.000Z", 25],
    // A day without its midnight.
    ["2026-04-24T12:00:00Z", "Africa/Cairo", "2026-04-23T22:00:00.000Z", 23],
    ["2026-04-23T12:00:00Z", "Africa/Cairo", "2026-04-22T22:00:00.000Z", 24],
  ])("at %s in %s begins at %s and has %i hours", (now, zone, start, hours) => {
    expect(dayOf(now, zone)).toEqual([start, hours]);
  });
});
