import type { SuccessInterval, TestProgress } from "../../domain/watch.ts";
import type { WatchEvent } from "../../domain/watch-event.ts";
import { tasksOf } from "../../domain/watch-groups.ts";
import { countText, routeText, timeText } from "./words.ts";

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** "92 % (88 to 95 %)"; a dash where nothing is known. */
export function successText(success: SuccessInterval | null): string {
  if (success === null) return "-";
  const { rate, low, high } = success;
  return `${percent(rate)} (${Math.round(low * 100)} to ${percent(high)})`;
}

/** "after 34 of 200 answers: 71 % good (60 to 80 %), where the one before had 95 %". */
function testText({ answers, mostAnswers, challengerSuccess, incumbentSuccess }: TestProgress): string {
  const own = challengerSuccess === null ? "none known" : `${successText(challengerSuccess)} good`;
  const other = incumbentSuccess === null ? "" : `, where the other had ${percent(incumbentSuccess.rate)}`;
  return `after ${answers} of ${countText(mostAnswers, "answer")}: ${own}${other}`;
}

/** What a kind of event says, without when. */
type Sentences = { [Kind in WatchEvent["kind"]]: (event: Extract<WatchEvent, { kind: Kind }>) => string };

const sentences: Sentences = {
  "rolled-back": ({ task, from, to, test }) =>
    `${task}: ${routeText(from)} did clearly worse in use (${testText(test)}), so ${routeText(to)} is back.`,
  "rollback-failed": ({ task, from, to, why, test }) =>
    `${task}: ${routeText(from)} does clearly worse in use (${testText(test)}), but ${routeText(to)} could not be brought back: ${why}.`,
  "probation-passed": ({ task, route, test }) =>
    `${task}: ${routeText(route)} keeps its promise in use (${testText(test)}).`,
  "probation-undecided": ({ task, route, test, days }) =>
    `${task}: ${routeText(route)} has had too little use in ${countText(days, "day")} to tell (${testText(test)}). It stays on probation.`,
  replaced: ({ task, from, to, reason }) =>
    `${task}: ${routeText(from)} ${reason}, so ${routeText(to)} took its place.`,
  "no-substitute": ({ task, route, reason }) => `${task}: ${routeText(route)} ${reason}.`,
  outage: ({ reason }) => `Nothing could be asked (${reason}), so nothing was changed.`,
  "outage-over": ({ since }) =>
    `Models answer again, after an outage since ${timeText(new Date(since).toISOString())}.`,
  drift: ({ route, findings }) => `${routeText(route)} is not what it was: it ${findings.join("; it ")}.`,
  "trial-begun": ({ task, challenger, incumbent, share }) =>
    `${task}: ${routeText(challenger)} gets ${percent(share)} of the conversations of ${routeText(incumbent)}, on trial.`,
  "trial-won": ({ task, challenger, incumbent, test }) =>
    `${task}: ${routeText(challenger)} has won its trial against ${routeText(incumbent)} (${testText(test)}) and took its place.`,
  "trial-lost": ({ task, challenger, incumbent, test }) =>
    `${task}: ${routeText(challenger)} has lost its trial against ${routeText(incumbent)} (${testText(test)}).`,
  "trial-ended": ({ task, challenger, why }) => `${task}: the trial of ${routeText(challenger)} has ended: ${why}.`,
  "budget-spent": ({ budgetUsd }) =>
    `The day's $${budgetUsd} for looks is used up: what costs money is not called until tomorrow.`,
};

/** What the watch has done or seen of one or several tasks alike, as a sentence. */
export function watchEventText(group: readonly [WatchEvent, ...WatchEvent[]]): string {
  const [event] = group;
  const [first, ...others] = tasksOf(group);
  const sentence = sentenceOf(event);
  return first && others.length > 0
    ? `${others.length + 1} tasks (${[first, ...others].join(", ")})${sentence.slice(first.length)}`
    : sentence;
}

function sentenceOf(event: WatchEvent): string {
  // Each sentence takes its own kind, which the compiler cannot follow through the table.
  const sentence = sentences[event.kind] as (event: WatchEvent) => string;
  return sentence(event);
}
