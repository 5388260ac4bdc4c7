import { describe, expect, it } from "vitest";
import type { CallOutcome } from "../../src/domain/usage.ts";
import { withoutCommonFaults } from "../../src/learning/common-faults.ts";

const minute = 60_000;
const noon = Date.parse("2026-11-22T12:00:00.000Z");
const attempt = (outcome: CallOutcome, minutes = 0) => ({ at: noon + minutes * minute, outcome, opinions: [] });

describe("what failed for all alike", () => {
  it("is left out where what stands behind failed as well", () => {
    expect(withoutCommonFaults([attempt("timeout")], [attempt("busy", 1)])).toEqual([]);
  });

  it("is only what failed at the same time", () => {
    const failed = attempt("timeout");
    expect(withoutCommonFaults([failed], [attempt("busy", 5)])).toEqual([failed]);
  });

  it.each([
    ["the route itself", [attempt("answered", 1)], []],
    ["another one", [], [attempt("answered", 1)]],
  ])("is nothing where %s answered", (_who, own, others) => {
    const failed = attempt("broken");
    expect(withoutCommonFaults([failed, ...own], [attempt("broken"), ...others])).toEqual([failed, ...own]);
  });

  it("is nothing where nothing stands behind, and nothing that a host said itself", () => {
    const own = [attempt("busy"), attempt("gone")];
    expect(withoutCommonFaults(own, [])).toEqual(own);
    expect(withoutCommonFaults([attempt("gone")], [attempt("busy")])).toHaveLength(1);
  });
});
