import type { RouteHealth } from "../../../domain/watch.ts";
import { bold, code, type FormattedString, fmt } from "../../messages/formatting.ts";
import { count } from "./count.ts";

const answering = (amount: number) => (amount === 1 ? "does not answer" : "do not answer");

/** Of what is not known some reasons follow "it", and others stand by themselves. */
const clause = (reason: string) =>
  /^(is|was|has|could|did|does|gave|answered) /.test(reason) ? `it ${reason}` : reason;

/** /health */
export const healthTexts = {
  off: fmt`⏸ ${bold("Nothing is watched")}: the policy has ${code("watching.enabled")} off.`,
  nothing: fmt`Nothing is watched yet, because nothing serves: /manual_update looks for models.`,
  head: {
    up: (routes: number) => fmt`🟢 ${bold(routes === 1 ? "The one model answers" : `All ${routes} models answer`)}`,
    /** `listed`: of these only a catalogue has told. */
    there: (routes: number, listed: number) =>
      fmt`🟢 ${bold(routes === 1 ? "The one model is there" : `All ${routes} models are there`)}: ${routes - listed} answered, ${listed} listed and not called`,
    down: (down: number, routes: number) => fmt`🔴 ${bold(`${down} of ${count(routes, "model")} ${answering(down)}`)}`,
    unknown: (unknown: number, routes: number) =>
      fmt`⚪️ ${bold(
        unknown === routes
          ? `It is not known yet whether ${routes === 1 ? "the one model answers" : `the ${routes} models answer`}`
          : `Of ${unknown} of ${count(routes, "model")} it is not known whether they answer`,
      )}`,
  },
  /** A task's line; all are short parts. */
  states: { up: "answers", listed: "listed", down: "does not answer", unknown: "not known", none: "not looked at yet" },
  good: (share: string, answers: number) => `${share} of ${count(answers, "answer")} good`,
  fallbacksDown: (down: number, all: number) => `${down} of ${count(all, "fallback")} ${answering(down)}`,
  noPrimary: "no first choice is watched",
  onProbation: (progress: string) => `on probation, ${progress}`,
  onTrial: (share: string) => `a trial on ${share}`,
  drifted: "not what it was",
  // The schedule, the money
  next: (parts: string) => `Next looks: ${parts}`,
  checks: { availability: "availability", speed: "speed", drift: "drift" },
  notScheduled: "not scheduled",
  today: (calls: number, cost: string, budget: string) =>
    `Today: ${count(calls, "call")} for ${cost}, of ${budget} a day`,
  choose: "The buttons show each task.",
  // A route
  roles: { primary: "first choice", fallback: "fallback", trial: "on trial" } satisfies Record<
    RouteHealth["tasks"][number]["role"],
    string
  > as Record<RouteHealth["tasks"][number]["role"], string>,
  roleFor: (role: string, task: string) => `${role} for ${task}`,
  answers: (duration: string | null) => (duration === null ? "Answers" : `Answers, for ${duration}`),
  listed: (duration: string | null) =>
    duration === null ? "Listed, not called" : `Listed, not called, for ${duration}`,
  silent: (duration: string | null, reason: string | null): FormattedString =>
    fmt`${bold("Does not answer")}${duration === null ? "" : `, for ${duration}`}${reason === null ? "" : `: it ${reason}`}`,
  unclear: (duration: string | null, reason: string | null): FormattedString =>
    fmt`${bold("Not known whether it answers")}${duration === null ? "" : `, for ${duration}`}${reason === null ? "" : `: ${clause(reason)}`}`,
  neverLooked: fmt`Not looked at yet`,
  lookedAt: (relative: string) => `looked at ${relative}`,
  success: (share: string, answers: number, low: string, high: string) =>
    `${share} of ${count(answers, "answer")} good (most likely ${low} to ${high})`,
  noAnswers: "nobody has used it yet",
  driftNever: "not yet looked at for drift",
  driftNone: (relative: string) => `no drift found ${relative}`,
  drift: (relative: string) => fmt`${bold("Not what it was")}, found ${relative}:`,
  finding: (finding: string) => `• it ${finding}`,
  // A task
  probation: (at: string, progress: string, test: string) =>
    fmt`${bold("On probation")} since ${at}, ${progress}: ${test}.`,
  trial: (challenger: FormattedString, share: string, at: string, progress: string, test: string) =>
    fmt`${bold("On trial")} with ${share} of the conversations since ${at}, ${progress}: ${challenger}, ${test}.`,
  events: bold("Last events"),
  taskUnwatched: (task: string) => fmt`Nothing that serves ${code(task)} is watched. /health shows all that is.`,
  modelUnwatched: (model: string) =>
    fmt`${code(model)} serves nothing now, so it is not watched. /health shows all that is.`,
  // Buttons
  refresh: "Refresh",
  look: "Look now",
  timeline: "Timeline",
  timelineOf: (model: string) => `Timeline of ${model}`,
  /** Over the chat, for a tap: at most 200 characters. */
  gone: "That model is watched no longer. /health shows those that are.",
};

/** The picture of a model's last days. */
export const timelineTexts = {
  subtitle: (days: number) => (days === 1 ? "The last day" : `The last ${days} days`),
  speed: "Until the first word, the day's median",
  success: "Good answers, and how many a day",
  good: "good answers",
  most: (answers: number) => `answers, at most ${answers.toLocaleString("en-GB")} a day`,
  down: "found down",
  nothing: "nothing known",
  footer: "Days are UTC. A gap: nothing is known of that day.",
  nothingKnown: (model: string) => fmt`Nothing is known of ${code(model)} in the days that are kept.`,
  caption: (model: string, days: number) =>
    fmt`${bold(model)}, ${days === 1 ? "the last day" : `the last ${days} days`}`,
  captionSpeed: (quickest: string, slowest: string) => `First word after ${quickest} to ${slowest}, a day's median.`,
  captionOneSpeed: (wait: string) => `First word after ${wait}, a day's median.`,
  captionSuccess: (share: string, answers: number) => `${share} of ${count(answers, "answer")} good.`,
  captionDown: (days: number) => `Found down on ${count(days, "day")}.`,
};
