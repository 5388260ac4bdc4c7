import { priorTally, type Tally } from "../domain/watch.ts";

/**
 * What a test says so far. `worse`: the challenger is clearly worse than what it is measured by. `fine`: it is clearly
 * not. `open`: neither, or too few people have used it.
 */
export type TestDecision = "open" | "worse" | "fine";

export interface TestFacts {
  /** What is known of the one that it is measured by. */
  incumbent: Tally;
  /** What people's use has told of the challenger. */
  challenger: Tally;
  /** What scheduled questions have told of it besides: they may show that it is `worse`, and never that it is `fine`. */
  probes: Tally;
  /** By how much less success (0 to 1) it is clearly worse. */
  worseBy: number;
  /** After so many answers the likelier of both is taken. */
  mostAnswers: number;
}

/**
 * How often the test is built to err on either side: a worse one that passes, and a good one that does not. Below the 5
 * of 100 that are promised: the incumbent's record is an estimate, too, and what is open at the end goes to the likelier
 * side. With 4 of 100 and 200 recorded answers, 5.3 of 100 worse ones passed; with 3, 4.7, after eight answers more.
 */
export const errorRate = 0.03;

/** Of people's answers, so many are needed at least before a challenger is `fine`: silence proves nothing. */
export const fewestAnswers = 20;

/** And so many, of people or to probes, before it is `worse`: one hiccup of a host may fail two at once. */
const fewestFailures = 3;

/** An incumbent's record counts for so many answers at most: the world has moved on since the first of more. */
const longestRecord = 1_000;

const nothing: Tally = { good: 0, bad: 0 };

/** Steps between no success and full success. */
const steps = 200;
/** A rate of 0 would make a single success impossible. */
const lowestRate = 0.01;

function sizeOf({ good, bad }: Tally): number {
  return good + bad;
}

/** Both together. */
export function addTallies(a: Tally, b: Tally): Tally {
  return { good: a.good + b.good, bad: a.bad + b.bad };
}

function atMost(tally: Tally, most: number): Tally {
  const size = sizeOf(tally);
  return size <= most ? tally : { good: (tally.good * most) / size, bad: (tally.bad * most) / size };
}

const logLikelihood = (rate: number, { good, bad }: Tally) => good * Math.log(rate) + bad * Math.log(1 - rate);

/** ln of a sum of which the logarithms of the parts are known. */
function logOfSum(logs: readonly number[]): number {
  const most = Math.max(...logs);
  return most + Math.log(logs.reduce((sum, each) => sum + Math.exp(each - most), 0));
}

/**
 * How much likelier the challenger's answers are from one that is worse by `worseBy` than from one as good as the
 * incumbent: the logarithm of the ratio. How good the incumbent is, is not known either, so both are averaged over all
 * that its record leaves open (a beta distribution over `priorTally`).
 */
export function logRatio({ incumbent, challenger, probes, worseBy }: Omit<TestFacts, "mostAnswers">): number {
  const record = addTallies(atMost(incumbent, longestRecord), priorTally);
  const seen = addTallies(challenger, probes);
  const [asGood, worse]: [number[], number[]] = [[], []];
  for (let step = 0; step < steps; step += 1) {
    const rate = (step + 0.5) / steps;
    const belief = (record.good - 1) * Math.log(rate) + (record.bad - 1) * Math.log(1 - rate);
    asGood.push(belief + logLikelihood(rate, seen));
    // Of what hardly ever succeeds nothing is worse, and least of all a rate that is higher.
    const worseRate = Math.min(rate, Math.max(lowestRate, rate - worseBy));
    worse.push(belief + logLikelihood(worseRate, seen));
  }
  return logOfSum(worse) - logOfSum(asGood);
}

/** The larger of what people's answers say by themselves, and together with the probes. */
function ratioWithProbes(facts: Omit<TestFacts, "mostAnswers">, ofPeople: number): number {
  return sizeOf(facts.probes) === 0 ? ofPeople : Math.max(ofPeople, logRatio(facts));
}

/**
 * Wald's sequential probability ratio test (A. Wald, 1945), which may be looked at after every answer: with both error
 * rates at 3 %, it ends where one side is 32 times as likely as the other, or after `mostAnswers`.
 *
 * Only people's answers make a challenger `fine`: a probe is an easy question, and does not see what people dislike.
 * Were right answers to probes counted, twenty of them would let every fourth challenger pass that is worse.
 */
export function decide({ mostAnswers, ...facts }: TestFacts): TestDecision {
  const ofPeople = logRatio({ ...facts, probes: nothing });
  const limit = Math.log((1 - errorRate) / errorRate);
  const answers = sizeOf(facts.challenger);
  const isSpent = answers >= mostAnswers;
  const isHeard = answers + sizeOf(facts.probes) >= fewestFailures;
  if ((isHeard && ratioWithProbes(facts, ofPeople) >= limit) || (isSpent && ofPeople > 0)) return "worse";
  if (answers < Math.min(fewestAnswers, mostAnswers)) return "open";
  return ofPeople <= -limit || isSpent ? "fine" : "open";
}
