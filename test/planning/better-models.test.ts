import { describe, expect, it } from "vitest";
import type { SteadinessRecord } from "../../src/domain/steadiness.ts";
import { makePlan } from "../../src/planning/make-plan.ts";
import { dayMs, policyWith, testNow } from "../support/candidates.ts";
import { choiceOf, configurationOf, decide, entryOf, rankingWith } from "../support/plans.ts";

const standing = choiceOf("maker/standing");

function improved(...daysAgo: number[]): SteadinessRecord {
  const at = (days: number) => new Date(testNow - days * dayMs).toISOString();
  return { missed: [], improvements: daysAgo.map((days) => ({ task: "conversational", at: at(days) })) };
}

describe("better models", () => {
  const ranking = rankingWith([
    { model: "maker/standing", score: 70 },
    { model: "maker/better", score: 90 },
  ]);
  const entry = entryOf(standing);

  it("come to one task so often in 30 days as the policy says, and no more", () => {
    const four = improved(1, 8, 15, 29.9);
    const decision = decide({ entry, ranking, record: four });
    expect(decision).toMatchObject({ action: "keep", isChange: false });
    expect(decision.reason).toBe(
      "Stays with 70.0 points. maker/better has 90.0, but this task has had a better model 4 times in the last 30 days, which is the policy's limit.",
    );
    expect(decide({ entry, ranking, record: improved(1, 8, 15, 30) })).toMatchObject({ action: "replace", gain: 20 });
  });

  it("may still take the place of one that has gone", () => {
    const gone = rankingWith([{ model: "maker/better", score: 90 }]);
    const decision = decide({ entry, ranking: gone, record: improved(1, 2, 3, 4) });
    expect(decision).toMatchObject({ action: "replace", to: { model: "maker/better" } });
    expect(decision.gain).toBeUndefined();
  });

  it("come to so many tasks in one run as the policy says, the greatest gains first", () => {
    const better = (score: number) =>
      rankingWith([
        { model: "maker/standing", score: 70 },
        { model: "maker/better", score },
      ]);
    const tasks = { conversational: entry, translation: entry, summarization: entry, "fill-mask": entry };
    const plan = makePlan({
      base: { configuration: { ...configurationOf(null), tasks }, hash: "base" },
      rankings: new Map([
        ["conversational", better(80)],
        ["translation", better(95)],
        ["summarization", better(85)],
        ["fill-mask", rankingWith([{ model: "maker/better", score: 61 }])],
      ] as const),
      policy: policyWith({
        verification: { enabled: false },
        steadiness: { misses: 1, changesPerRun: 2 },
        fallbacks: 0,
      }),
      now: testNow,
      errors: [],
    });
    expect(plan.decisions.map(({ task, action }) => [task, action])).toEqual([
      ["conversational", "keep"],
      ["translation", "replace"],
      ["summarization", "replace"],
      ["fill-mask", "replace"],
    ]);
    expect(plan.decisions[0]?.reason).toBe(
      "Stays with 70.0 points. maker/better has 80.0, but the number of tasks that get a better model in one run is limited to 2.",
    );
  });
});
