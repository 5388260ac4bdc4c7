import type { Severity, WatchEvent } from "../../../domain/watch-event.ts";
import { bold, code, type FormattedString, fmt, lines } from "../../messages/formatting.ts";
import { count } from "./count.ts";

type Words = FormattedString;

const onTask = (task: string | null, words: string) =>
  task === null ? `A model ${words}` : `${task}: its model ${words}`;

/** What the watch has done and seen, each in a few words. */
const heads: Record<WatchEvent["kind"], (task: string | null) => string> = {
  "rolled-back": (task) => `${task} is back on its former model`,
  "rollback-failed": (task) => `${task} should be rolled back, and could not be`,
  "probation-passed": (task) => `${task}: the new model has proved itself`,
  "probation-undecided": (task) => `${task}: too few answers to judge the new model`,
  replaced: (task) => `${task} was given another model`,
  "no-substitute": (task) => `${task}: the first choice does not answer`,
  outage: () => "No model can be reached",
  "outage-over": () => "Models can be reached again",
  drift: (task) => onTask(task, "is not what it was"),
  "trial-begun": (task) => `${task}: a trial has begun`,
  "trial-won": (task) => `${task}: the trial is won`,
  "trial-lost": (task) => `${task}: the trial is lost`,
  "trial-ended": (task) => `${task}: the trial has ended without a decision`,
  "budget-spent": () => "The day's money for watching is used up",
};

const severities: Record<Severity, { mark: string; words: string }> = {
  info: { mark: "ℹ️", words: "For your information" },
  warning: { mark: "⚠️", words: "Please have a look" },
  critical: { mark: "🚨", words: "Urgent" },
};

/** What happened, why, what was done about it, and what can be done. Routes come written out, and so do numbers. */
const events = {
  rolledBack: (from: Words, to: Words, test: string, revision: number): Words =>
    lines(
      fmt`${from} did clearly worse for people than what it had replaced: ${test}.`,
      fmt`${to} serves again, as revision ${bold(revision)}. No other task was touched.`,
      fmt`There is nothing left for you to do.`,
    ),
  rollbackFailed: (from: Words, to: Words, test: string, why: string, task: string): Words =>
    lines(
      fmt`${from} does clearly worse for people than what it has replaced: ${test}.`,
      fmt`${to} could not be brought back: ${why}`,
      fmt`It goes on serving meanwhile. ${bold("Try again")} looks once more; ${code(`/rollback ${task}`)} lets you choose what comes back.`,
    ),
  probationPassed: (route: Words, test: string): Words =>
    lines(
      fmt`${route} keeps its promise in real use: ${test}.`,
      fmt`Its probation is over, and it stays. There is nothing for you to do.`,
    ),
  probationUndecided: (route: Words, days: number, progress: string, test: string): Words =>
    lines(
      fmt`${route} has had ${progress} in ${count(days, "day")}: ${test}.`,
      fmt`That is too little to tell, so it stays in use and on probation.`,
      fmt`${bold("Keep")} ends the probation in its favour; ${bold("Roll back")} brings the one before back, after showing what that changes.`,
    ),
  replaced: (from: Words, to: Words, reason: string, revision: number): Words =>
    lines(
      fmt`${from} stopped answering: it ${reason}.`,
      fmt`${to}, which stood behind it, serves in its place as revision ${bold(revision)}.`,
      fmt`${bold("Try again")} looks at everything once more; ${bold("Roll back")} brings the first one back, after showing what that changes.`,
    ),
  noSubstitute: (route: Words, reason: string, task: string): Words =>
    lines(
      fmt`${route} stopped answering: it ${reason}.`,
      fmt`Nothing was changed; each question still goes to what stands behind it as well.`,
      fmt`${bold("Try again")} looks once more; ${code(`/rank ${task}`)} shows what else there is, and /manual_update chooses anew.`,
    ),
  outage: (routes: number, reason: string): Words =>
    lines(
      fmt`${routes === 1 ? "The one model" : `None of ${routes} models`} that serves could ${routes === 1 ? "not " : ""}be asked: ${reason}.`,
      fmt`That is hardly the models' doing, so nothing was changed, and you are told when it is over.`,
      fmt`Look at the network, at the keys and at the credit of the account; ${bold("Try again")} looks once more.`,
    ),
  outageOver: (at: string, duration: string): Words =>
    lines(
      fmt`Nothing could be reached since ${at}, for ${duration}. Models answer again.`,
      fmt`There is nothing for you to do.`,
    ),
  drift: (route: Words, findings: readonly string[], task: string | null): Words =>
    lines(
      fmt`${route} goes by the same name as before, but:`,
      ...findings.map((finding) => `• it ${finding}`),
      task === null
        ? fmt`Nothing was changed. ${bold("Keep")} says that it may stay so.`
        : fmt`Nothing was changed. ${bold("Keep")} says that it may stay so; ${code(`/rank ${task}`)} shows what else there is.`,
    ),
  trialBegun: (challenger: Words, incumbent: Words, share: string): Words =>
    lines(
      fmt`${challenger} gets ${share} of the conversations, beside ${incumbent}.`,
      fmt`It ends by itself when enough is known; /health shows how far it is, and ends it sooner.`,
    ),
  trialWon: (challenger: Words, incumbent: Words, test: string, revision: number): Words =>
    lines(
      fmt`${challenger} did no worse than ${incumbent}: ${test}.`,
      fmt`It serves the task from now on, as revision ${bold(revision)}.`,
      fmt`There is nothing you must do; ${bold("Roll back")} brings the other back, after showing what that changes.`,
    ),
  trialLost: (challenger: Words, incumbent: Words, test: string): Words =>
    lines(
      fmt`${challenger} did clearly worse than ${incumbent}: ${test}.`,
      fmt`It gets no more of the conversations; ${incumbent} goes on serving. There is nothing for you to do.`,
    ),
  trialEnded: (challenger: Words, incumbent: Words, test: string, why: string): Words =>
    lines(
      fmt`${challenger} was tried beside ${incumbent}: ${test}.`,
      fmt`It ended without a decision: ${why}`,
      fmt`${incumbent} goes on serving. There is nothing for you to do; another trial can be begun at any time.`,
    ),
  budgetSpent: (budget: string): Words =>
    lines(
      fmt`The calls that watching makes have cost ${budget} today, which is all that the policy gives them.`,
      fmt`What has to be called waits until midnight UTC. What costs nothing goes on, and so do answers to people.`,
      fmt`Who wants more sets ${code("watching.dailyBudget")} in the policy.`,
    ),
};

/** The cards about what the watch has done and seen, and what their buttons answer. */
export const watchTexts = {
  heads,
  severities,
  events,
  // Of several tasks at once
  manyReplacedHead: (tasks: number) => `${count(tasks, "task")} were given another model`,
  manyFailedHead: (tasks: number) => `The first choice of ${count(tasks, "task")} does not answer`,
  failed: (route: Words, reason: string): Words => fmt`${route}: it ${reason}`,
  manyReplaced: (revision: number): Words =>
    fmt`What stood behind them serves now, as revision ${bold(revision)}. ${bold("Try again")} looks at everything once more; ${bold("Roll back")} asks for which task.`,
  manyFailed: fmt`Nothing was changed for them; each question still goes to what stands behind as well. ${bold("Try again")} looks once more, and /manual_update chooses anew.`,
  whichTask: fmt`Which task is to be rolled back? Before anything happens, you see what would change.`,
  /** How a test of two stands; all are parts of one sentence. Numbers come written out. */
  test: {
    answered: (good: string, all: string, share: string) => `it answered ${good} of ${all} well (${share})`,
    unused: "nobody has used it yet",
    before: (share: string) => `where the one before had ${share}`,
    beside: (share: string) => `where the other had ${share}`,
    noRecord: "and of the other nothing is known",
    progress: (answers: string, most: number) => `${answers} of ${count(most, "answer")}`,
  },
  // Buttons
  rollBack: "Roll back",
  keep: "Keep",
  again: "Try again",
  // What taps answer: at most 200 characters where they stand over the chat.
  keptBy: (who: string) => fmt`${bold("Kept")} ${who}: the probation has ended.`,
  notedBy: (who: string) => fmt`${bold("Kept")} ${who}.`,
  tooOld:
    "This card is too old: what it tells of is not kept any more, so nothing was done. /health shows how things are.",
  probationOver: "The probation has ended since, so nothing was done. /health shows how things are.",
  changedSince: (task: string) =>
    `${task} has changed since, so nothing was done. /health shows how things are, /rollback takes changes back.`,
  nothingBefore: "What stood before is not kept any more, so it cannot be brought back. /rollback shows what is kept.",
  looking: fmt`🩺 Looking at all that serves…`,
  looked: (up: number, all: number) =>
    all === 0
      ? fmt`🩺 Nothing serves yet.`
      : fmt`🩺 ${bold(`${up} of ${count(all, "model")}`)} that serve ${up === 1 ? "answers" : "answer"}.`,
  nothingNew: "There is nothing new to tell.",
};
