import type { AnswerEvent } from "../domain/answer.ts";
import type { RouteInput } from "../domain/input.ts";
import type { Route } from "../domain/route.ts";
import type { Invocation } from "../providers/invocation.ts";
import type { Clock } from "../shared/clock.ts";
import type { Deadlines } from "./deadlines.ts";
import { Watch } from "./watch.ts";

export interface AttemptOptions {
  invocation: Invocation;
  route: Route;
  input: RouteInput;
  deadlines: Deadlines;
  clock: Clock;
  /** How many Modelvanes the request has come through. */
  hops: number;
  /** The caller's. */
  signal: AbortSignal;
  /** The caller went away while nobody waited for an event. */
  onAbandoned: () => void;
}

export type Give = (event: AnswerEvent | undefined) => void;
export type Fail = (reason: unknown) => void;

/**
 * One call of one route. On a deadline and where the caller goes away, the call upstream is cancelled by a signal of its
 * own, and whoever waits is answered at once, even if the provider is not.
 */
export class RouteAttempt {
  private readonly options: AttemptOptions;
  private readonly controller = new AbortController();
  private readonly watch: Watch;
  private readonly events: AsyncIterator<AnswerEvent>;
  private readonly onAbort = (): void => this.abandon();
  // One function each for all events of a call: a stream may have thousands.
  private readonly onResult = (result: IteratorResult<AnswerEvent>): void => {
    const { give } = this;
    this.stopWaiting();
    const event = result.done === true ? undefined : result.value;
    this.watch.came(event?.type === "life" ? "life" : "content");
    give?.(event);
  };
  private readonly onError = (error: unknown): void => {
    const { fail } = this;
    this.stopWaiting();
    fail?.(error);
  };
  /** Null while nobody waits, both. */
  private give: Give | null = null;
  private fail: Fail | null = null;
  private isEnded = false;

  /** Begins the call. Throws what the provider throws at once. */
  constructor(options: AttemptOptions) {
    const { invocation, route, input, deadlines, clock, hops, signal } = options;
    this.options = options;
    this.events = invocation.call({ route, input, hops, signal: this.controller.signal })[Symbol.asyncIterator]();
    this.watch = new Watch({ deadlines, clock, onLate: (error) => this.cancel(error) });
    signal.addEventListener("abort", this.onAbort);
  }

  /** Gives the next event; undefined at the end. Fails with the provider's error, a `DeadlineError` or the caller's reason. */
  next(give: Give, fail: Fail): void {
    if (this.isEnded) {
      fail(this.controller.signal.reason);
      return;
    }
    this.give = give;
    this.fail = fail;
    this.watch.wait();
    this.events.next().then(this.onResult, this.onError);
  }

  /** Ends the call; cancels it upstream where it still goes on. Does no harm where it has ended. */
  close(reason?: unknown): void {
    if (this.isEnded) return;
    this.isEnded = true;
    this.watch.stop();
    this.options.signal.removeEventListener("abort", this.onAbort);
    if (reason === undefined) return;
    this.controller.abort(reason);
    // A generator that is told to return runs its own clearing up; it is not waited for, since it may hang.
    this.events.return?.().catch(() => {});
  }

  private stopWaiting(): void {
    this.give = null;
    this.fail = null;
  }

  private cancel(reason: unknown): void {
    this.close(reason);
    this.onError(reason);
  }

  private abandon(): void {
    const isAwaited = this.fail !== null;
    this.cancel(this.options.signal.reason);
    if (!isAwaited) this.options.onAbandoned();
  }
}
