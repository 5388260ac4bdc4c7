import { type AnswerEvent, type CallUsage, nothingKnown } from "../domain/answer.ts";
import type { RouteInput } from "../domain/input.ts";
import type { CallOutcome } from "../domain/usage.ts";
import type { Clock } from "../shared/clock.ts";
import { type Fail, type Give, RouteAttempt } from "./attempt.ts";
import type { Patience } from "./constraints.ts";
import { deadlinesOf } from "./deadlines.ts";
import { estimatedCostOf } from "./estimated-cost.ts";
import type { AttemptFault } from "./fault.ts";
import type { Admission } from "./gate.ts";
import type { Health, Ticket } from "./health.ts";
import type { Attempt } from "./request.ts";
import type { SelectedRoute } from "./select.ts";
import { type AttemptLog, type RequestFacts, toUsageRecord } from "./usage-record.ts";

/** What all attempts of a request share. */
export interface RunContext {
  health: Health;
  usage: AttemptLog;
  /** Makes UUIDs of version 7. */
  createId: () => string;
  clock: Clock;
  request: RequestFacts;
  patience: Patience;
  logger: { warn(message: string): void };
  /** How many Modelvanes the request has come through. */
  hops: number;
  signal: AbortSignal;
  /** Grows with each attempt that has ended. */
  attempts: Attempt[];
}

/** One attempt with its book-keeping: however it ends, health, the store and the caller learn of it once. */
export class Run {
  readonly selected: SelectedRoute;
  /** The answer is whole; what comes after it is only what it has used. */
  isFinished = false;
  private readonly context: RunContext;
  private readonly ticket: Ticket;
  private readonly startedAt: number;
  private attempt: RouteAttempt | null = null;
  private firstTokenAt: number | null = null;
  private usage: CallUsage = nothingKnown;
  private input: RouteInput | null = null;
  /** Characters of what came in. */
  private written = 0;
  private isEnded = false;

  constructor(context: RunContext, { selected, admission }: { selected: SelectedRoute; admission: Admission }) {
    this.context = context;
    this.selected = selected;
    this.ticket = context.health.enter(selected.route, admission);
    this.startedAt = context.clock.now();
  }

  /** Begins the call. Throws what the provider throws at once. */
  begin(input: RouteInput): void {
    const { clock, patience, hops, signal } = this.context;
    const { provider, route } = this.selected;
    this.attempt = new RouteAttempt({
      invocation: provider.invocation,
      route,
      input,
      deadlines: deadlinesOf(route, input, patience),
      clock,
      hops,
      signal,
      onAbandoned: () => this.end("cancelled"),
    });
    this.input = input;
  }

  /** Gives the next event, or fails, as `RouteAttempt.next`. Each event is to be shown to `note`. */
  next(give: Give, fail: Fail): void {
    this.attempt?.next(give, fail);
  }

  note(event: AnswerEvent): void {
    if (event.type === "usage") this.usage = event.usage;
    else if (event.type === "finish") this.isFinished = true;
    else if (event.type !== "life") this.noteContent(event);
  }

  /** Whether anything of an answer came. */
  hasBegun(): boolean {
    return this.firstTokenAt !== null;
  }

  /** Ends the attempt; only the first end counts. An answer that was whole was answered, whatever came after it. */
  end(outcome: CallOutcome, fault: AttemptFault | null = null): void {
    if (this.isEnded) return;
    this.isEnded = true;
    const { health, clock, attempts, usage, request, createId } = this.context;
    const { selected, ticket, startedAt } = this;
    const reached = this.isFinished ? "answered" : outcome;
    const error = this.isFinished ? null : fault;
    // A clock may be set back.
    const endedAt = Math.max(startedAt, clock.now());
    this.attempt?.close(reached === "answered" && outcome === "answered" ? undefined : new Error("No longer needed."));
    // Of a call that our own defect has ended, nothing is known of the route.
    const learned = error?.isDefect ? "cancelled" : reached;
    health.report(selected.route, { outcome: learned, ticket, retryAfterMs: error?.retryAfterMs ?? null });
    attempts.push(this.toAttempt({ outcome: reached, fault: error, endedAt }));
    const { firstTokenAt, usage: used, input, written } = this;
    const hasBegun = this.hasBegun();
    usage.record(
      toUsageRecord(request, {
        id: createId(),
        attempt: attempts.length,
        selected,
        isProbe: ticket.isProbe,
        startedAt,
        endedAt,
        firstTokenAt,
        outcome: reached,
        error: error?.code ?? null,
        usage: used,
      }),
      estimatedCostOf({ selected, usage: used, outcome: reached, input, hasBegun, written }),
    );
  }

  private noteContent(event: AnswerEvent): void {
    if (event.type === "text" || event.type === "reasoning") this.written += event.text.length;
    else if (event.type === "tool-call") this.written += event.delta.arguments.length;
    if (this.firstTokenAt === null) this.noteFirst();
  }

  private noteFirst(): void {
    this.firstTokenAt = Math.max(this.startedAt, this.context.clock.now());
    this.context.health.begun(this.selected.route, this.ticket);
  }

  private toAttempt(ended: { outcome: CallOutcome; fault: AttemptFault | null; endedAt: number }): Attempt {
    const { provider, model, host } = this.selected.route;
    return {
      provider,
      model,
      host,
      role: this.ticket.isProbe ? "probe" : this.selected.role,
      outcome: ended.outcome,
      ms: ended.endedAt - this.startedAt,
      error: ended.fault?.sentence ?? null,
    };
  }
}
