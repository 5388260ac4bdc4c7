import type { Clock } from "../shared/clock.ts";
import { DeadlineError, type Deadlines } from "./deadlines.ts";

export interface WatchOptions {
  deadlines: Deadlines;
  clock: Clock;
  onLate: (error: DeadlineError) => void;
}

type Phase = "nothing" | "life" | "content";

/**
 * Watches over the deadlines of one call with a single timer, which is set anew only when it has run out: a stream may
 * have thousands of events. Time counts only while somebody waits for the other side, so a caller who reads slowly is
 * not taken for a silent model.
 */
export class Watch {
  private readonly options: WatchOptions;
  private readonly startedAt: number;
  private phase: Phase = "nothing";
  /** Null while nobody waits. */
  private waitingSince: number | null;
  /** How long signs of life alone were waited for since the last of the answer itself, in milliseconds. */
  private barrenMs = 0;
  /** Something came since the timer was set. */
  private hasMoved = false;
  private callOff: () => void;

  constructor(options: WatchOptions) {
    this.options = options;
    const { firstMs, silenceMs } = options.deadlines;
    this.startedAt = options.clock.now();
    this.waitingSince = this.startedAt;
    // The shorter one, so that it need not be set anew for a first token that comes in time.
    this.callOff = () => {};
    this.set(this.startedAt + Math.min(firstMs, silenceMs), this.startedAt);
  }

  /** Somebody waits for the next event from now on. */
  wait(): void {
    this.waitingSince = this.options.clock.now();
  }

  /** An event came. */
  came(kind: "life" | "content"): void {
    if (kind === "content") {
      this.phase = "content";
      this.barrenMs = 0;
    } else this.bear();
    this.waitingSince = null;
    this.hasMoved = true;
  }

  stop(): void {
    this.callOff();
  }

  /** A sign of life came, and no more. */
  private bear(): void {
    const { clock, deadlines } = this.options;
    const waited = this.waitingSince === null ? 0 : clock.now() - this.waitingSince;
    // No wait is longer than a silence, whatever a clock says that was set.
    this.barrenMs += Math.min(Math.max(0, waited), deadlines.silenceMs);
    if (this.phase === "nothing" && deadlines.firstOfLivingMs !== null) this.phase = "life";
  }

  /** Until when the first token has to be there, whatever lives; only before it came. */
  private latest(): number {
    const { firstMs, firstOfLivingMs } = this.options.deadlines;
    return this.startedAt + (this.phase === "life" ? (firstOfLivingMs ?? firstMs) : firstMs);
  }

  private due(waitingSince: number): number {
    const { silenceMs } = this.options.deadlines;
    if (this.phase === "nothing") return this.latest();
    if (this.phase === "life") return Math.min(waitingSince + silenceMs, this.latest());
    return waitingSince + Math.min(silenceMs, this.patienceLeft());
  }

  /** How long signs of life may still fill an answer that does not go on. */
  private patienceLeft(): number {
    return this.options.deadlines.barrenMs - this.barrenMs;
  }

  private set(dueAt: number, now: number): void {
    this.callOff = this.options.clock.after(Math.max(1, dueAt - now), () => this.look(dueAt));
  }

  /** The timer is trusted, and not compared with the time: a system's clock may be set. */
  private look(expected: number): void {
    const { clock, deadlines } = this.options;
    const now = clock.now();
    const due = this.waitingSince === null ? now + deadlines.silenceMs : this.due(this.waitingSince);
    const isEarly = due > expected || (this.hasMoved && !this.isSpent(expected));
    this.hasMoved = false;
    if (isEarly) this.set(due, now);
    else this.options.onLate(this.error());
  }

  /** No sign of life buys any more time. */
  private isSpent(at: number): boolean {
    return this.phase === "content" ? this.patienceLeft() <= 0 : at >= this.latest();
  }

  private error(): DeadlineError {
    const { firstMs, silenceMs, barrenMs, firstOfLivingMs } = this.options.deadlines;
    if (this.phase === "content") {
      return new DeadlineError("silence", this.patienceLeft() < silenceMs ? barrenMs : silenceMs);
    }
    return new DeadlineError("first-token", this.phase === "life" ? (firstOfLivingMs ?? firstMs) : firstMs);
  }
}
