import { describe, expect, it } from "vitest";
import { decayUse, halfLifeDays } from "../../src/learning/decay.ts";
import type { DayOfUse } from "../../src/store/store.ts";
import { dayMs, testNow } from "../support/candidates.ts";
import { dayOfUse, today } from "../support/real-use.ts";

const model = { provider: "huggingface", model: "maker/model" };

/** What is left of some days after so many more. */
function usedAfter(days: readonly DayOfUse[], later = 0) {
  return decayUse(days, testNow + later * dayMs)("conversational", model);
}

const sizeOf = ({ good = 0, bad = 0 } = {}) => good + bad;

describe("what real use has told", () => {
  it("counts half after two weeks, and a quarter after four, while it is shown as it was counted", () => {
    const days = [dayOfUse({ good: 80, bad: 20 })];
    const endOfDay = (today + dayMs - testNow) / dayMs;
    for (const halves of [0, 1, 2]) {
      const use = usedAfter(days, endOfDay + halves * halfLifeDays);
      expect(use?.recent.good).toBeCloseTo(80 / 2 ** halves);
      expect(use?.recent.bad).toBeCloseTo(20 / 2 ** halves);
      expect(use?.answers).toEqual({ good: 80, bad: 20 });
    }
  });

  it("never counts more than it is, on a day that is not over or that lies ahead of a clock that was set back", () => {
    const ahead = dayOfUse({ good: 10, day: today + 5 * dayMs });
    expect(usedAfter([dayOfUse({ good: 10 }), ahead])?.recent.good).toBe(20);
  });

  it("is that of all hosts of a model together, and of no other task or model", () => {
    const some = [
      dayOfUse({ good: 3 }),
      dayOfUse({ good: 4, host: "groq" }),
      dayOfUse({ good: 100, task: "translation" }),
      dayOfUse({ good: 100, provider: "ollama" }),
    ];
    expect(usedAfter(some)?.answers).toEqual({ good: 7, bad: 0 });
    expect(decayUse(some, testNow)("conversational", { ...model, model: "maker/other" })).toBeUndefined();
    expect(decayUse(some, testNow)("summarization", model)).toBeUndefined();
  });

  it("has the wait as a mean in which newer answers count more, and none where no answer tells", () => {
    const old = dayOfUse({ good: 100, firstTokenMs: 9_000, day: today - halfLifeDays * dayMs });
    const use = usedAfter([old, dayOfUse({ good: 100, firstTokenMs: 3_000 })]);
    // Almost two thirds are new.
    expect(use?.firstToken?.ms).toBeGreaterThan(4_900);
    expect(use?.firstToken?.ms).toBeLessThan(5_100);
    expect(use?.firstToken?.weight).toBeLessThan(sizeOf(use?.answers));
    expect(usedAfter([dayOfUse({ good: 5 }), dayOfUse({ bad: 5, firstTokenMs: 9_000 })])?.firstToken).toBeNull();
  });

  it("is told beside what all other models have shown for the task, each by how much of it is known", () => {
    const some = [
      dayOfUse({ good: 40, firstTokenMs: 1_000 }),
      dayOfUse({ good: 30, bad: 10, firstTokenMs: 4_000, model: "maker/second" }),
      dayOfUse({ good: 10, bad: 10, model: "maker/hardly-used" }),
    ];
    const [first, second] = ["maker/model", "maker/second"].map((each) =>
      decayUse(some, testNow)("conversational", { ...model, model: each }),
    );
    expect(first?.others.success).toEqual({ weight: 0.5, mean: 0.75 });
    expect(first?.others.logWait.mean).toBeCloseTo(Math.log(4_000));
    expect(second?.others.success).toEqual({ weight: 0.5, mean: 1 });
    expect(usedAfter([dayOfUse({ good: 100 })])?.others.success.weight).toBe(0);
  });

  it("leaves out what failed for all that serve the task alike, as where our own network was down", () => {
    const outage = [
      dayOfUse({ good: 100, bad: 50 }),
      dayOfUse({ bad: 48, model: "maker/second" }),
      dayOfUse({ bad: 50, model: "maker/third" }),
    ];
    expect(usedAfter(outage)?.recent).toEqual({ good: 100, bad: 2 });
  });

  it("counts what failed of one model while another answered, or of the only one there was", () => {
    const alone = dayOfUse({ good: 100, bad: 50 });
    expect(usedAfter([alone])?.recent.bad).toBe(50);
    expect(usedAfter([alone, dayOfUse({ good: 50, model: "maker/second" })])?.recent.bad).toBe(50);
    expect(usedAfter([alone, dayOfUse({ bad: 50, model: "maker/second", day: today - dayMs })])?.recent.bad).toBe(50);
    expect(usedAfter([alone, dayOfUse({ bad: 50, host: "groq" })])?.recent.bad).toBe(100);
  });
});
