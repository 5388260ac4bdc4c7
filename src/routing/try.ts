import type { AnswerEvent } from "../domain/answer.ts";
import { UserFacingError } from "../domain/errors.ts";
import type { RouteInput } from "../domain/input.ts";
import { describeRoute } from "../domain/route.ts";
import { CallError } from "../providers/invocation.ts";
import { messageOf } from "../shared/file-fault.ts";
import { type AdmittedRoutes, admittedRoutes } from "./admitted.ts";
import { toContinuation } from "./continuation.ts";
import { AnswerBrokenError } from "./errors.ts";
import { describeFailure } from "./explain.ts";
import { toFault } from "./fault.ts";
import { isAnyResting, toNoRouteError } from "./no-route.ts";
import type { RoutedEvent } from "./request.ts";
import { toRouteInput } from "./route-input.ts";
import { Run } from "./run.ts";
import { SentAnswer } from "./sent-answer.ts";
import type { Work } from "./work.ts";

interface Progress {
  work: Work;
  sent: SentAnswer;
  admitted: AdmittedRoutes;
  /** The failed attempts, each a part of a sentence. */
  failures: string[];
  /** Those among them that refused the request for what it is. */
  refusals: CallError[];
  /** What the last attempt that failed has thrown. */
  cause: unknown;
  /** The attempt of which the caller knows whose answer it is. */
  named: Run | null;
  /** What the caller gets next. */
  told: RoutedEvent[];
}

function inputFor({ work, sent }: Progress, { selected }: Run): RouteInput {
  const { request, context } = work;
  const input = toRouteInput(request.ask, { route: selected.route, task: context.request.task });
  return input.kind === "chat" && sent.text !== "" ? toContinuation(input, sent.text) : input;
}

function brokenOff({ work, failures }: Progress, cause: unknown): AnswerBrokenError {
  const what = failures.at(-1) ?? "";
  return new AnswerBrokenError(
    `The answer broke off, and no other model could go on with it (${what}). What has come so far is not whole: ask again.`,
    { attempts: work.context.attempts, cause },
  );
}

function nobodyLeft(progress: Progress): UserFacingError {
  const { work, sent, failures, refusals, cause } = progress;
  if (sent.hasContent()) return brokenOff(progress, cause);
  const [refusal] = refusals;
  // Where every route refuses the request, waiting will not help: it has to be another one.
  if (refusal && refusals.length === failures.length && !isAnyResting(work)) return refusal;
  return toNoRouteError(work, failures, cause);
}

/**
 * What the caller is told where an attempt has failed; null where the next route goes on. What two models refuse is the
 * caller's own fault; a single one may be served by a host that takes nothing. A continuation is of our own making.
 */
function verdictOf(progress: Progress, error: unknown): unknown {
  const { sent, refusals } = progress;
  if (sent.hasContent()) return sent.canGoOn() ? null : brokenOff(progress, error);
  const [first, second] = refusals.filter(({ othersMay }) => !othersMay);
  return second ? first : null;
}

/** Books a failed attempt, and throws what the caller has to know of it. */
function settle(progress: Progress, run: Run, error: unknown): void {
  progress.cause = error;
  const { request, context } = progress.work;
  const { signal } = request;
  if (signal.aborted) {
    run.end("cancelled");
    throw signal.reason;
  }
  const { route } = run.selected;
  // No provider should throw it, so the log is all that it leaves behind.
  if (!(error instanceof UserFacingError)) context.logger.warn(`${describeRoute(route)} failed: ${messageOf(error)}`);
  const fault = toFault(error);
  run.end(fault.outcome, fault);
  if (run.isFinished) return;
  progress.failures.push(describeFailure(route, fault.sentence));
  if (error instanceof CallError && error.kind === "bad-request") progress.refusals.push(error);
  const verdict = verdictOf(progress, error);
  if (verdict !== null) throw verdict;
}

function broken(sentence: string, code: string): CallError {
  return new CallError(sentence, { kind: "broken", code });
}

/** What was held back of the text; null where that is nothing. Throws where there is no answer that could end. */
function toEndOfText({ sent }: Progress, run: Run, { reason }: AnswerEvent & { type: "finish" }): RoutedEvent | null {
  // A filter may leave nothing of an answer, and so may a limit of its length: both are the word of the question.
  const mayBeNothing = reason === "content_filter" || reason === "length";
  const isNothing = !run.hasBegun() && sent.text === "" && !mayBeNothing;
  if (isNothing) throw broken("it answered nothing", "empty");
  const text = sent.endText();
  return text === "" ? null : { type: "text", text };
}

/** Notes what the caller gets to know of an event: before the first, whose answer it is. */
function tell(progress: Progress, run: Run, event: AnswerEvent): void {
  if (run.isFinished && event.type !== "usage") return;
  const { sent, told } = progress;
  const rest = event.type === "finish" ? toEndOfText(progress, run, event) : null;
  const part = sent.take(event);
  run.note(event);
  if (part === null) return;
  if (progress.named !== run) told.push({ type: "route", route: run.selected.route });
  progress.named = run;
  if (rest !== null) told.push(rest);
  told.push(part);
}

/** Begins the next attempt of which the provider does not throw at once. Throws where nobody is left. */
function begin(progress: Progress): Run {
  const { work, sent, admitted } = progress;
  for (;;) {
    work.request.signal.throwIfAborted();
    const next = admitted.next({ continues: sent.text !== "" });
    if (next === null) throw nobodyLeft(progress);
    sent.beginAttempt();
    const run = new Run(work.context, next);
    try {
      run.begin(inputFor(progress, run));
      return run;
    } catch (error) {
      settle(progress, run, error);
    }
  }
}

type Result = IteratorResult<RoutedEvent>;

const over: Result = { done: true, value: undefined };

/**
 * The events as they are asked for, one at a time. Written with callbacks: a generator, and a promise at each step on the
 * way, take more time for an event than all else that the router does for it.
 */
class RoutedEvents implements AsyncIterableIterator<RoutedEvent> {
  private readonly progress: Progress;
  private run: Run | null = null;
  private isOver = false;
  private give: (result: Result) => void = () => {};
  private fail: (reason: unknown) => void = () => {};

  constructor(progress: Progress) {
    this.progress = progress;
  }

  next(): Promise<Result> {
    const value = this.progress.told.shift();
    if (value !== undefined) return Promise.resolve({ done: false, value });
    return this.isOver ? Promise.resolve(over) : new Promise(this.ask);
  }

  /** The caller reads no further. */
  return(): Promise<Result> {
    this.progress.told.length = 0;
    this.end("cancelled");
    return Promise.resolve(over);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private readonly ask = (give: (result: Result) => void, fail: (reason: unknown) => void): void => {
    this.give = give;
    this.fail = fail;
    this.goOn();
  };

  private goOn(): void {
    try {
      this.run ??= begin(this.progress);
    } catch (error) {
      this.isOver = true;
      this.fail(error);
      return;
    }
    this.run.next(this.onEvent, this.onError);
  }

  private readonly onEvent = (event: AnswerEvent | undefined): void => {
    const { progress, run } = this;
    if (this.isOver || run === null) return;
    try {
      if (event !== undefined) tell(progress, run, event);
      else if (!run.isFinished) throw broken("its answer ended before it was whole", "unfinished");
    } catch (error) {
      this.onError(error);
      return;
    }
    const value = progress.told.shift();
    if (value !== undefined) this.give({ done: false, value });
    else if (event === undefined) this.end("answered");
    else this.goOn();
  };

  private readonly onError = (error: unknown): void => {
    const { progress, run } = this;
    if (this.isOver || run === null) return;
    try {
      settle(progress, run, error);
    } catch (verdict) {
      this.isOver = true;
      this.fail(verdict);
      return;
    }
    if (run.isFinished) {
      this.end("answered");
      return;
    }
    this.run = null;
    this.goOn();
  };

  private end(outcome: "answered" | "cancelled"): void {
    this.isOver = true;
    this.run?.end(outcome);
    this.give(over);
  }
}

/**
 * Tries one route after another until one has answered. As long as nothing was told, the next one takes over unseen;
 * plain text that dies half-way is continued. Throws as `RoutedAnswer.events`.
 */
export function tryInOrder(work: Work): AsyncIterableIterator<RoutedEvent> {
  const { request, selection, context, limit } = work;
  const admitted = admittedRoutes(selection.routes, { health: context.health, limit });
  const sent = new SentAnswer(request.ask);
  return new RoutedEvents({
    work,
    admitted,
    sent,
    failures: [],
    refusals: [],
    cause: undefined,
    named: null,
    told: [],
  });
}
