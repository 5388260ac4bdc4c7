import { expect, it } from "vitest";
import { serverTime } from "../../src/shared/server-time.ts";

const headers = (values: Record<string, string>) => new Headers(values);

it("tells when a server sent an answer, by its own clock", () => {
  expect(serverTime(headers({ date: "Sat, 21 Nov 2026 03:00:00 GMT" }))).toBe(Date.parse("2026-11-21T03:00:00Z"));
});

it("adds for how long a cache has kept it", () => {
  expect(serverTime(headers({ date: "Sat, 21 Nov 2026 03:00:00 GMT", age: "3600" }))).toBe(
    Date.parse("2026-11-21T04:00:00Z"),
  );
  for (const age of ["", "-5", "soon"]) {
    expect(serverTime(headers({ date: "Sat, 21 Nov 2026 03:00:00 GMT", age }))).toBe(
      Date.parse("2026-11-21T03:00:00Z"),
    );
  }
});

it.each(["", "yesterday", "Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 01 Jan 2100 00:00:00 GMT", "0"])(
  "knows nothing where the date is none, or cannot be: %j",
  (date) => {
    expect(serverTime(headers({ date }))).toBeNull();
  },
);

it("knows nothing where there is no date", () => {
  expect(serverTime(headers({}))).toBeNull();
});
