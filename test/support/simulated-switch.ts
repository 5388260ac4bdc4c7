import type { Tally } from "../../src/domain/watch.ts";
import { decide, type TestDecision } from "../../src/learning/sequential-test.ts";

/** What decides on a new choice after each answer, by the incumbent's record and whether the answers so far were good. */
export type Rule = (facts: { incumbent: Tally; answers: readonly boolean[]; challenger: Tally }) => TestDecision;

/** How people use a task after a switch; rates of success from 0 to 1. */
export interface World {
  incumbent: number;
  challenger: number;
  /** Recorded answers of the incumbent. */
  record: number;
  /** Whether the record is as chance has it, or just what is to be expected of the incumbent. */
  isRecordDrawn: boolean;
}

/** What became of one switch. */
export interface SimulatedSwitch {
  decision: TestDecision;
  answers: number;
  bad: number;
}

/** By how much less success a choice is worse, and after how many answers it is decided at the latest. */
export const [worseBy, mostAnswers] = [0.1, 200];

const nothing: Tally = { good: 0, bad: 0 };

/** Answers of a model, of which chance makes so many good. */
export function drawTally(rate: number, size: number, random: () => number): Tally {
  let good = 0;
  for (let answer = 0; answer < size; answer += 1) if (random() < rate) good += 1;
  return { good, bad: size - good };
}

const expectedTally = (rate: number, size: number): Tally => ({ good: rate * size, bad: (1 - rate) * size });

/** The product's own test, with probes that stand as they are from the first answer on. What it has said is kept. */
export function sequentialRule(probes: Tally = nothing): Rule {
  const said = new Map<string, TestDecision>();
  return ({ incumbent, challenger }) => {
    const key = [incumbent.bad, incumbent.good, challenger.bad, challenger.good].join(" ");
    const decision = said.get(key) ?? decide({ incumbent, challenger, probes, worseBy, mostAnswers });
    said.set(key, decision);
    return decision;
  };
}

/**
 * What is commonly done: after every so many answers the rate of these is held against the incumbent's, and where it lies
 * nearer to that of a worse choice, by more than half of what makes one worse, the choice is rolled back.
 */
export function windowRule(size: number): Rule {
  return ({ incumbent, answers }) => {
    if (answers.length % size !== 0) return "open";
    const rate = answers.slice(-size).filter(Boolean).length / size;
    const before = incumbent.good / (incumbent.good + incumbent.bad);
    if (rate < before - worseBy / 2) return "worse";
    return answers.length >= mostAnswers ? "fine" : "open";
  };
}

/** Nobody looks. */
export const noRule: Rule = ({ answers }) => (answers.length >= mostAnswers ? "fine" : "open");

/** Answers that people get one by one, with how many of them were good. */
function openAnswers() {
  const answers: boolean[] = [];
  const challenger = { good: 0, bad: 0 };
  function add(isGood: boolean): void {
    answers.push(isGood);
    challenger[isGood ? "good" : "bad"] += 1;
  }
  const after = (decision: TestDecision) => ({ decision, answers: answers.length, bad: challenger.bad });
  return { answers, challenger, add, after };
}

/** Lets people use a new choice until the rule decides; it is asked after each answer, which is where it errs most. */
export function simulateSwitch(world: World, rule: Rule, random: () => number): SimulatedSwitch {
  const { record, isRecordDrawn } = world;
  const incumbent = (isRecordDrawn ? drawTally : expectedTally)(world.incumbent, record, random);
  const { add, after, ...seen } = openAnswers();
  let decision: TestDecision = "open";
  while (decision === "open" && seen.answers.length < mostAnswers) {
    add(random() < world.challenger);
    decision = rule({ incumbent, ...seen });
  }
  return after(decision);
}

/** What many switches came to. */
export interface SimulatedSwitches {
  /** The share that was rolled back, 0 to 1, with its standard error. */
  rolledBack: number;
  error: number;
  /** The mean of bad answers until a rollback, and that of all answers until any decision. */
  badBefore: number;
  answers: number;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

export interface SwitchesOptions {
  world: World;
  rule: Rule;
  cases: number;
  random: () => number;
}

export function simulateSwitches({ world, rule, cases, random }: SwitchesOptions): SimulatedSwitches {
  const all = Array.from({ length: cases }, () => simulateSwitch(world, rule, random));
  const worse = all.filter(({ decision }) => decision === "worse");
  const rolledBack = worse.length / cases;
  return {
    rolledBack,
    error: Math.sqrt((rolledBack * (1 - rolledBack)) / cases),
    badBefore: mean(worse.map(({ bad }) => bad)),
    answers: mean(all.map(({ answers }) => answers)),
  };
}

/** A task that hardly anybody uses. */
export interface QuietTask {
  days: number;
  answersPerDay: number;
  /** Scheduled questions, of which all are answered rightly. */
  probesPerDay: number;
  challenger: number;
}

const looksPerDay = 48;

/** The first decision on a quiet task, and after how many answers; `open` with all of them where there is none. */
export function simulateQuietTask(task: QuietTask, random: () => number): SimulatedSwitch {
  const incumbent = expectedTally(0.95, 1_000);
  const { add, after, challenger } = openAnswers();
  for (let look = 1; look <= task.days * looksPerDay; look += 1) {
    if (random() < task.answersPerDay / looksPerDay) add(random() < task.challenger);
    const probes = { good: Math.floor((task.probesPerDay * look) / looksPerDay), bad: 0 };
    const decision = decide({ incumbent, challenger, probes, worseBy, mostAnswers });
    if (decision !== "open") return after(decision);
  }
  return after("open");
}
