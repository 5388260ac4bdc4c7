import { seededRandom } from "../calibration/statistics.ts";
import { fewestAnswers, logRatio } from "../src/learning/sequential-test.ts";
import {
  noRule,
  type Rule,
  type SimulatedSwitches,
  sequentialRule,
  simulateQuietTask,
  simulateSwitches,
  type World,
  windowRule,
} from "../test/support/simulated-switch.ts";
import { type Measurement, median } from "./measure.ts";
import { measureWatchDay } from "./watch-day.ts";
import { measureWatchDelay } from "./watch-delay.ts";
import { measureTrials } from "./watch-trials.ts";

/** Simulated switches of each kind. */
const cases = 5_000;

const rules = {
  ours: sequentialRule(),
  "windows of 50": windowRule(50),
  "windows of 100": windowRule(100),
  "one look after 200": windowRule(200),
} satisfies Record<string, Rule>;

function live(world: Partial<World>, rule: Rule = rules.ours, seed = 1): SimulatedSwitches {
  const usual = { incumbent: 0.95, challenger: 0.95, record: 1_000, isRecordDrawn: true };
  return simulateSwitches({ world: { ...usual, ...world }, rule, cases, random: seededRandom(seed) });
}

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
const withError = ({ error }: SimulatedSwitches, share: number) => `${percent(share)} ± ${(100 * error).toFixed(2)}`;
const survived = (lived: SimulatedSwitches) => 1 - lived.rolledBack;
const passed = (facts: Partial<World>) => survived(live(facts));
const rolledBack = (facts: Partial<World>) => live(facts).rolledBack;

/** Other records, whose errors are told and not promised. */
const records = [0, 20, 50, 200];

function measureSurvivors(): Measurement {
  const lived = live({ challenger: 0.85 });
  const exact = live({ challenger: 0.85, isRecordDrawn: false });
  const others = records.map((record) => `${record}: ${percent(passed({ challenger: 0.85, record }))}`);
  const lower = passed({ incumbent: 0.9, challenger: 0.8 });
  return {
    title:
      "Worse choices (85 % against 95 % over 1,000 recorded answers) that survive 200 answers, in 100; the record drawn by chance",
    value: 100 * survived(lived),
    target: 5,
    details: `${withError(lived, survived(lived))} (standard error) of ${cases} cases, decided after ${lived.answers.toFixed(0)} answers on average; of a record of just 95 %, ${withError(exact, survived(exact))}; of 80 % against 90 %, ${percent(lower)}; by fewer recorded answers ${others.join(", ")}`,
  };
}

function measureNeedless(): Measurement {
  const lived = live({});
  const exact = live({ isRecordDrawn: false });
  const others = records.map((record) => `${record}: ${percent(rolledBack({ record }))}`);
  const lower = [1_000, 50, 0].map(
    (record) => `${record}: ${percent(rolledBack({ incumbent: 0.9, challenger: 0.9, record }))}`,
  );
  return {
    title: "Choices as good as the one before them (95 % over 1,000 recorded answers) that are rolled back, in 100",
    value: 100 * lived.rolledBack,
    target: 5,
    details: `${withError(lived, lived.rolledBack)} of ${cases} cases, decided after ${lived.answers.toFixed(0)} answers on average; of a record of just 95 %, ${withError(exact, exact.rolledBack)}; of those that are better (95 % after 85 %), ${percent(rolledBack({ incumbent: 0.85 }))}; between (92 % after 95 %), ${percent(rolledBack({ challenger: 0.92 }))}; by fewer recorded answers ${others.join(", ")}; of 90 % after 90 %, ${lower.join(", ")}`,
  };
}

/** Bad answers that people get before a worse choice is rolled back, beside what else could decide. */
function measureBadAnswers(): Measurement {
  const worse = Object.entries(rules).map(([name, rule]) => ({
    name,
    ...live({ challenger: 0.85 }, rule),
    needless: live({}, rule).rolledBack,
  }));
  const [ours, ...others] = worse.map(
    ({ name, needless, ...lived }) =>
      `${name} ${lived.badBefore.toFixed(1)} (${percent(survived(lived))} survive, ${percent(needless)} of the good are rolled back)`,
  );
  const nobody = live({ challenger: 0.85 }, noRule);
  const without = 0.15 * nobody.answers;
  return {
    title: "Bad answers before a worse choice is rolled back, over those of 200 answers without any rule",
    value: (worse[0]?.badBefore ?? Number.NaN) / without,
    target: 0.5,
    details: `${ours}; ${others.join("; ")}; no rule ${without.toFixed(1)}. A window's rule looks after every so many answers, and rolls back where these are worse than the record by more than half of the 10 points`,
  };
}

/** A task with five answers a day, fewer, and none; all of its probes are answered rightly. */
function measureSilence(): Measurement {
  const random = seededRandom(1);
  const lives = [0, 0.5, 1, 5].flatMap((answersPerDay) =>
    [14, 30].map((days) => ({ answersPerDay, days, fine: [] as number[], open: 0 })),
  );
  for (const life of lives) {
    for (let at = 0; at < 100; at += 1) {
      const { decision, answers } = simulateQuietTask({ ...life, probesPerDay: 8, challenger: 0.95 }, random);
      if (decision === "fine") life.fine.push(answers);
      if (decision === "open") life.open += 1;
    }
  }
  const told = lives.map(
    ({ answersPerDay, days, fine, open }) =>
      `${answersPerDay} a day for ${days} days: ${fine.length} passed${fine.length > 0 ? `, after ${median(fine)} answers (median)` : ""}, ${open} open`,
  );
  return {
    title: "Fewest answers of people after which a choice has passed, with at most 5 a day and 8 right probes a day",
    value: Math.min(...lives.flatMap(({ fine }) => fine)),
    target: fewestAnswers,
    bound: "at least",
    details: `of 100 tasks each; ${told.join("; ")}`,
  };
}

/** What one look at one probation costs. */
function measureLook(): Measurement {
  const incumbent = { good: 950, bad: 50 };
  const probes = { good: 20, bad: 1 };
  const looks = 2_000;
  const rounds = Array.from({ length: 21 }, () => {
    const start = performance.now();
    for (let at = 0; at < looks; at += 1) {
      logRatio({ incumbent, challenger: { good: 190 - (at % 20), bad: at % 20 }, probes, worseBy: 0.1 });
    }
    return (1_000 * (performance.now() - start)) / looks;
  });
  return {
    title: "Time of the test's ratio, of which a look at a probation needs one or two",
    value: median(rounds),
    target: 1_000,
    unit: "µs",
    details: `fastest ${Math.min(...rounds).toFixed(1)} µs; a look at 17 probations takes ${((2 * 17 * median(rounds)) / 1_000).toFixed(2)} ms every half an hour`,
  };
}

/** What watching is worth in simulated worlds, and what it costs. */
export async function measureWatch(): Promise<Measurement[]> {
  // First, before the simulations have filled the memory.
  const delay = await measureWatchDelay();
  return [
    measureSurvivors(),
    measureNeedless(),
    measureBadAnswers(),
    measureSilence(),
    ...measureTrials(),
    ...(await measureWatchDay()),
    measureLook(),
    delay,
  ];
}
