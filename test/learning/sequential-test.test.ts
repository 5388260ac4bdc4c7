import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../calibration/statistics.ts";
import { decide, fewestAnswers, logRatio } from "../../src/learning/sequential-test.ts";
import {
  noRule,
  type Rule,
  sequentialRule,
  simulateQuietTask,
  simulateSwitches,
  type World,
  windowRule,
} from "../support/simulated-switch.ts";

const cases = 1_000;
/** What it has said is kept from test to test. */
const ours = sequentialRule();
const nothing = { good: 0, bad: 0 };

function live(world: Partial<World>, rule: Rule = ours) {
  const usual = { incumbent: 0.95, challenger: 0.95, record: 1_000, isRecordDrawn: true };
  return simulateSwitches({ world: { ...usual, ...world }, rule, cases, random: seededRandom(7) });
}

/** Five of a hundred, and three standard errors of so many cases more. */
const promised = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / cases);

describe("a choice that is on probation", () => {
  it.each([true, false])("is rolled back where it is worse, in 95 of 100 cases (record by chance: %s)", (isDrawn) => {
    const { rolledBack } = live({ challenger: 0.85, isRecordDrawn: isDrawn });
    expect(1 - rolledBack).toBeLessThan(promised);
  });

  it.each([true, false])("stays where it is as good, in 95 of 100 cases (record by chance: %s)", (isDrawn) => {
    expect(live({ isRecordDrawn: isDrawn }).rolledBack).toBeLessThan(promised);
  });

  it("stays where it is better", () => {
    expect(live({ incumbent: 0.85 }).rolledBack).toBe(0);
  });

  it.each([0, 200])("stays where it is as good and of the one before it %i answers are recorded", (record) => {
    expect(live({ record }).rolledBack).toBeLessThan(promised);
  });

  it("costs a third of the bad answers that nobody's looking would, and fewer than windows that err as seldom", () => {
    const [tested, windows, nobody] = [ours, windowRule(100), noRule].map((rule) => live({ challenger: 0.85 }, rule));
    expect(tested?.badBefore).toBeLessThan(10);
    expect(windows?.badBefore).toBeGreaterThan(14);
    expect(nobody).toMatchObject({ rolledBack: 0, answers: 200 });
  });

  it("is not passed by right answers to probes, however many there are", () => {
    const probes = { good: 500, bad: 0 };
    const { rolledBack } = live({ challenger: 0.85, isRecordDrawn: false }, sequentialRule(probes));
    expect(1 - rolledBack).toBeLessThan(promised);
    const facts = { incumbent: { good: 950, bad: 50 }, probes, worseBy: 0.1, mostAnswers: 200 };
    expect(decide({ ...facts, challenger: { good: fewestAnswers - 1, bad: 0 } })).toBe("open");
  });

  it("is rolled back by wrong answers to probes where nobody uses it", () => {
    const facts = { incumbent: { good: 950, bad: 50 }, challenger: nothing, worseBy: 0.1, mostAnswers: 200 };
    expect(decide({ ...facts, probes: { good: 1, bad: 7 } })).toBe("worse");
    expect(decide({ ...facts, probes: { good: 7, bad: 1 } })).toBe("open");
  });
});

describe("a choice that hardly anybody uses", () => {
  const quiet = { answersPerDay: 0, probesPerDay: 8, challenger: 1, days: 30 };

  it.each([14, 30])("is not passed by %i days of silence", (days) => {
    expect(simulateQuietTask({ ...quiet, days }, seededRandom(1))).toMatchObject({ decision: "open", answers: 0 });
  });

  it.each([
    { answersPerDay: 1, days: 14 },
    { answersPerDay: 5, days: 30 },
  ])("is not passed before twenty answers ($answersPerDay a day, $days days)", (task) => {
    const random = seededRandom(2);
    const lived = Array.from({ length: 8 }, () => simulateQuietTask({ ...quiet, ...task }, random));
    const early = lived.filter(({ decision, answers }) => decision !== "open" && answers < fewestAnswers);
    expect(early).toEqual([]);
    // Nobody waits for ever: twenty to forty good answers are enough.
    expect(lived.filter(({ decision }) => decision === "fine")).toHaveLength(task.answersPerDay === 5 ? 8 : 0);
  });
});

describe("the ratio of the test", () => {
  const count = fc.integer({ min: 0, max: 1_000 });
  const tally = fc.record({ good: count, bad: count });
  const worseBy = fc.integer({ min: 1, max: 100 }).map((points) => points / 100);

  it("is even where nothing is known of the challenger", () => {
    fc.assert(
      fc.property(tally, worseBy, (incumbent, by) => {
        expect(logRatio({ incumbent, challenger: nothing, probes: nothing, worseBy: by })).toBeCloseTo(0, 6);
      }),
    );
  });

  it("is even where the incumbent has never succeeded either: nothing is worse", () => {
    const never = { incumbent: { good: 0, bad: 500 }, probes: nothing, worseBy: 0.1 };
    expect(logRatio({ ...never, challenger: { good: 0, bad: 500 } })).toBeGreaterThan(-0.1);
  });

  it("is a number, and grows with a bad answer in the place of a good one, where the incumbent is known", () => {
    fc.assert(
      fc.property(tally, tally, worseBy, (incumbent, { good, bad }, by) => {
        const of = (challenger: typeof nothing) => logRatio({ incumbent, challenger, probes: nothing, worseBy: by });
        const [better, worse] = [of({ good: good + 1, bad }), of({ good, bad: bad + 1 })];
        expect(Number.isFinite(worse)).toBe(true);
        // At the very ends, where nothing is known or hardly anything succeeds, rates are told apart by next to nothing.
        fc.pre(incumbent.good + incumbent.bad >= 20 && incumbent.bad > 0 && good * 20 >= bad);
        expect(worse).toBeGreaterThan(better - 1e-9);
      }),
      { numRuns: 50 },
    );
  });
});
