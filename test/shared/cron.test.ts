import { describe, expect, it } from "vitest";
import { isCronExpression, isTimeZone, nextRun, previousRun } from "../../src/shared/cron.ts";

const at = (text: string) => Date.parse(text);
const iso = (moment: number) => new Date(moment).toISOString();
const nightly = (timeZone: string) => ({ expression: "0 3 * * *", timeZone });

describe("a cron expression", () => {
  it.each([
    "0 3 * * *",
    "*/30 * * * *",
    "0 */6 * * *",
    "15,45 3-5 * * 1-5",
    "0 3 * * MON",
    "0 0 29 2 *",
    "30 0 3 * * *",
  ])("is taken: %s", (expression) => {
    expect(isCronExpression(expression)).toBe(true);
    expect(nextRun({ expression, timeZone: "UTC" }, 0)).toBeGreaterThan(0);
  });

  it.each([
    "",
    "every night",
    "0 3 * *",
    "60 * * * *",
    "0 24 * * *",
    "0 3 32 * *",
    "0 0 30 2 *",
    "*/0 * * * *",
    "1- * * * *",
  ])("is refused: '%s'", (expression) => {
    expect(isCronExpression(expression)).toBe(false);
  });
});

describe("a time zone", () => {
  it.each(["UTC", "Europe/Lisbon", "America/St_Johns", "Etc/GMT-2"])(
    "is taken, and runs are found in it: %s",
    (name) => {
      expect(isTimeZone(name)).toBe(true);
      expect(nextRun(nightly(name), 0)).toBeGreaterThan(0);
    },
  );

  it.each(["", "Mars", "Europe/Nowhere", "local", "GMT+2"])("is refused: '%s'", (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});

describe("a schedule", () => {
  it("runs next after the moment, and never at it again", () => {
    expect(iso(nextRun(nightly("UTC"), at("2026-11-21T02:59:59.999Z")))).toBe("2026-11-21T03:00:00.000Z");
    expect(iso(nextRun(nightly("UTC"), at("2026-11-21T03:00:00.000Z")))).toBe("2026-11-22T03:00:00.000Z");
  });

  it("ran last at or before the moment", () => {
    expect(iso(previousRun(nightly("UTC"), at("2026-11-21T03:00:00.000Z")))).toBe("2026-11-21T03:00:00.000Z");
    expect(iso(previousRun(nightly("UTC"), at("2026-11-21T02:59:59.999Z")))).toBe("2026-11-20T03:00:00.000Z");
    expect(iso(previousRun(nightly("UTC"), at("2026-11-21T03:00:00.500Z")))).toBe("2026-11-21T03:00:00.000Z");
  });

  it("keeps to its time zone's clock through summer and winter", () => {
    expect(iso(nextRun(nightly("Europe/Lisbon"), at("2026-07-01T00:00:00Z")))).toBe("2026-07-01T02:00:00.000Z");
    expect(iso(nextRun(nightly("Europe/Lisbon"), at("2026-12-01T00:00:00Z")))).toBe("2026-12-01T03:00:00.000Z");
  });

  it("runs once in the night that has an hour twice, and in the one that lacks an hour", () => {
    const runs = (expression: string, from: string, until: string) => {
      const found: string[] = [];
      for (let moment = at(from); ; ) {
        moment = nextRun({ expression, timeZone: "Europe/Lisbon" }, moment);
        if (moment >= at(until)) return found;
        found.push(iso(moment));
      }
    };
    expect(runs("30 1 * * *", "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z")).toHaveLength(1);
    expect(runs("30 1 * * *", "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z")).toHaveLength(1);
  });
});
