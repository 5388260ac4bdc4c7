import { describe, expect, it } from "vitest";
import type { Lookup } from "../../../src/domain/task.ts";
import { createRequestBudget, defaultLimits } from "../../../src/providers/hugging-face/request-budget.ts";

function lookups(count: number): Lookup[] {
  return Array.from({ length: count }, (_, index) => ({ kind: "tag", tag: `tag-${index}` }));
}

function pagesOf(budget: { takePage(): boolean }): number {
  let pages = 0;
  while (budget.takePage()) pages += 1;
  return pages;
}

describe("the requests of a run", () => {
  it("are shared out: two lists, the first pages, the leaderboards, single models, further pages", () => {
    const wanted = lookups(16);
    const budget = createRequestBudget(defaultLimits, wanted);
    expect(wanted.every(budget.admits)).toBe(true);
    expect(budget.leaderboards).toBe(15);
    expect(2 + 16 + 15 + 6 + pagesOf(budget)).toBe(60);
  });

  it("go to first pages before leaderboards", () => {
    const wanted = lookups(9);
    const budget = createRequestBudget({ ...defaultLimits, requests: 10 }, wanted);
    expect(wanted.map(budget.admits)).toEqual([true, true, true, true, true, true, true, true, false]);
    expect(budget.leaderboards).toBe(0);
    expect(pagesOf(budget)).toBe(0);
  });
});
