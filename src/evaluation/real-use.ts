import { type RealUse, trustIn, type WeightedMean } from "../domain/real-use.ts";
import type { Task } from "../domain/task.ts";
import { priorTally, type Tally } from "../domain/watch.ts";
import { betaLowerBound } from "../shared/beta.ts";

/** Points of the performance (0 to 100) for all of the success: at the default weights, 49 of the score. */
const pointsOfSuccess = 140;
/** At the default weights 25 points of the score: what half of its answers have failed is behind whatever works. */
const mostLost = 70;
/** And 2.5, which is less than the policy's margin: nobody is kept out because another was here before. */
const mostGained = 7;
/** Each doubling of the wait beyond the need costs so much; at the default weights 2.5 points of the score. */
const pointsOfDoubling = 7;
/** No more than so many doublings: at the default weights 10 points. */
const mostDoublings = 4;
/** A loss that is smaller is not worth a word: a point of the score. */
const tellingLoss = 3;

/** What is surely reached, 0 to 1: the lower end of what a tally leaves open, beside what is believed of any model. */
function surelyReached({ good, bad }: Tally): number {
  return betaLowerBound({ good: priorTally.good + good, bad: priorTally.bad + bad });
}

/** What is believed of any model counts as much as what one model has shown that is used for the task. */
function expectedBeside({ weight, mean }: WeightedMean, believed: number): number {
  return (believed + weight * mean) / (1 + weight);
}

const believedRate = priorTally.good / (priorTally.good + priorTally.bad);

/**
 * What success in real use is worth: what the model has surely reached, less what any model would have after as many
 * answers. So mere use gains nothing, which would keep newcomers out. Where other models fail people as often, it is the
 * people or the line, and another model would hardly help.
 */
function worthOfSuccess({ recent, others }: RealUse): number {
  const answers = recent.good + recent.bad;
  const trust = trustIn(answers);
  if (trust === 0) return 0;
  const rate = Math.min(believedRate, expectedBeside(others.success, believedRate));
  const usual = surelyReached({ good: answers * rate, bad: answers * (1 - rate) });
  const worth = trust * pointsOfSuccess * (surelyReached(recent) - usual);
  return Math.max(-mostLost, Math.min(mostGained, worth));
}

/** What a wait beyond the task's need costs; nothing where it is within, or where others take as long. */
function costOfWait({ firstToken, others }: RealUse, { wantedFirstTokenMs }: Task): number {
  if (firstToken === null || firstToken.ms <= wantedFirstTokenMs) return 0;
  const usual = Math.exp(expectedBeside(others.logWait, Math.log(wantedFirstTokenMs)));
  const excess = Math.log2(firstToken.ms / Math.max(wantedFirstTokenMs, usual));
  const doublings = Math.max(0, Math.min(mostDoublings, excess));
  return trustIn(firstToken.weight) * pointsOfDoubling * doublings;
}

/** By how many points (0 to 100) real use moves what is thought of a model's performance at the task. */
export function shiftByUse(use: RealUse, task: Task): number {
  return worthOfSuccess(use) - costOfWait(use, task);
}

/** Rounded up: what is cut off would look like no more than what is wanted. */
function seconds(ms: number): string {
  return String(ms < 10_000 ? Math.ceil(ms / 100) / 10 : Math.ceil(ms / 1_000));
}

function successPhrase({ answers, recent }: RealUse): string {
  const [good, all] = [answers.good, answers.good + answers.bad];
  if (trustIn(recent.good + recent.bad) === 0) {
    return `in real use ${good} of ${all} recent answers were good, which are too few to count`;
  }
  return `in real use ${good} of ${all} answers were good (at least ${Math.floor(100 * surelyReached(recent))} %)`;
}

function waitPhrase({ firstToken }: RealUse, { wantedFirstTokenMs }: Task): string {
  const [taken, wanted] = [seconds(firstToken?.ms ?? 0), seconds(wantedFirstTokenMs)];
  return `in real use its answers begin after ${taken} s on average (this task wants ${wanted} s)`;
}

/** What real use has shown, as phrases. */
export function explainUse(use: RealUse, task: Task): string[] {
  const { good, bad } = use.answers;
  return [
    ...(good + bad > 0 ? [successPhrase(use)] : []),
    ...(costOfWait(use, task) >= tellingLoss ? [waitPhrase(use, task)] : []),
  ];
}

/** What of it speaks against the model, as phrases; nothing where it makes no difference to speak of. */
export function complaintsOf(use: RealUse, task: Task): string[] {
  return [
    ...(worthOfSuccess(use) <= -tellingLoss ? [successPhrase(use)] : []),
    ...(costOfWait(use, task) >= tellingLoss ? [waitPhrase(use, task)] : []),
  ];
}
