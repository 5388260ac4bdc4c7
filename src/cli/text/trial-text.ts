import { routeOf } from "../../domain/route.ts";
import type { SuccessInterval, Tally, Trial, WatchReport } from "../../domain/watch.ts";
import { routeText, timeText } from "./words.ts";

type JudgedTrial = WatchReport["trials"][number];

/** A share of 0 to 1: "10%". */
export function percentText(share: number): string {
  return `${Math.round(share * 100)}%`;
}

function shareText({ share, method }: Pick<Trial, "share" | "method">): string {
  return method === "fixed" ? percentText(share) : `${percentText(share)} (it follows what is known of both)`;
}

/** "57 of 60 answers were good (86% to 99%)". */
function successText({ good, bad }: Tally, success: SuccessInterval | null): string {
  if (success === null) return "nothing is known yet";
  const range = `${percentText(success.low)} to ${percentText(success.high)}`;
  return `${Math.round(good)} of ${Math.round(good + bad)} answers were good (${range})`;
}

function trialText({ task, challenger, incumbent, since, test, ...facts }: JudgedTrial): string {
  const head = `${task}: ${routeText(routeOf(challenger))} gets ${shareText(facts)} beside ${routeText(incumbent)}, since ${timeText(new Date(since).toISOString())}`;
  const ours = `  Of it: ${successText(test.challenger, test.challengerSuccess)}; it is decided after ${test.mostAnswers} at the latest.`;
  const theirs = `  Of the other: ${successText(test.incumbent, test.incumbentSuccess)}.`;
  return [head, ours, theirs].join("\n");
}

/** What is on trial, for people. */
export function trialsText(trials: readonly JudgedTrial[]): string {
  if (trials.length === 0) return "Nothing is on trial. Begin one with: modelvane trial TASK MODEL";
  return trials.map(trialText).join("\n");
}

/** What has just begun. */
export function trialBegunText({ task, challenger, incumbent, ...facts }: Trial): string {
  const model = routeText(routeOf(challenger));
  return `${model} gets ${shareText(facts)} of the conversations of ${task}, beside ${routeText(incumbent)}. It ends by itself when enough is known; sooner with: modelvane trial ${task} --end`;
}

/** What a person has just ended. */
export function trialEndedText({ task, challenger }: Trial): string {
  return `The trial of ${routeText(routeOf(challenger))} for ${task} has ended; what serves the task stays.`;
}
