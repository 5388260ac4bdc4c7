import type { Route } from "../domain/route.ts";
import type { CallOutcome } from "../domain/usage.ts";
import type { Clock } from "../shared/clock.ts";
import { type Admission, createGate, type Fault, type Gate, lookAtGate, noteFault, openGate } from "./gate.ts";
import { routeKey } from "./route-key.ts";

/** What a call got on its way in, and shows again on its way out. */
export interface Ticket {
  isProbe: boolean;
  turn: number;
}

export interface CallReport {
  outcome: CallOutcome;
  ticket: Ticket;
  /** What the other side asked for; null where it did not. */
  retryAfterMs: number | null;
}

/** What is known of routes that failed lately, and of their accounts. A route that is well costs nothing to ask for. */
export interface Health {
  /** Whether a call may go to the route now. */
  look(route: Route): Admission;
  /** A call goes out that was let through. */
  enter(route: Route, admission: Admission): Ticket;
  /** The first of an answer is there: what a probe was to find out, so that others need not wait for its end. */
  begun(route: Route, ticket: Ticket): void;
  /** How the call ended; each call reports once. */
  report(route: Route, report: CallReport): void;
  /** Forgets what speaks against the route, for who knows that it is served again. */
  clear(route: Route): void;
  /** How many routes and accounts are remembered. */
  size(): number;
}

const hour = 3_600_000;
const forgottenAfterMs = 24 * hour;
/** Whoever may name models may name any: what is remembered of them must not grow without end. */
const mostRoutes = 10_000;
/** So many routes of one account without credit are the account's doing. */
const routesWithoutCredit = 2;

interface RememberedRoute extends Gate {
  account: string;
}

const noted: Partial<Record<CallOutcome, Fault>> = {
  gone: "gone",
  "no-credit": "no-credit",
  busy: "busy",
  refused: "refused",
  broken: "broken",
  timeout: "timeout",
};

/** Of two gates that a call has to pass, what the narrower one says. */
function narrower(a: Admission, b: Admission): Admission {
  if (a.kind === "resting" && b.kind === "resting") return a.until >= b.until ? a : b;
  if (a.kind === "resting" || b.kind === "open") return a;
  return b;
}

const open: Admission = { kind: "open" };

class HealthBook implements Health {
  private readonly routes = new Map<string, RememberedRoute>();
  private readonly accounts = new Map<string, Gate>();
  private readonly clock: Clock;
  private readonly random: () => number;
  private turn = 0;
  private sweptAt = 0;

  constructor(clock: Clock, random: () => number) {
    this.clock = clock;
    this.random = random;
  }

  look(route: Route): Admission {
    if (this.routes.size === 0 && this.accounts.size === 0) return open;
    const gates = this.gatesOf(route);
    if (gates.length === 0) return open;
    const now = this.clock.now();
    return gates.map((gate) => lookAtGate(gate, now)).reduce(narrower);
  }

  enter(route: Route, admission: Admission): Ticket {
    const isProbe = admission.kind === "probe";
    if (isProbe) {
      const now = this.clock.now();
      for (const gate of this.gatesOf(route)) if (lookAtGate(gate, now).kind === "probe") gate.probeSince = now;
    }
    this.turn += 1;
    return { isProbe, turn: this.turn };
  }

  begun(route: Route, { isProbe }: Ticket): void {
    if (isProbe) for (const gate of this.gatesOf(route)) openGate(gate);
  }

  report(route: Route, { outcome, ticket, retryAfterMs }: CallReport): void {
    if (outcome === "answered") this.noteSuccess(route, ticket);
    const fault = noted[outcome];
    if (fault !== undefined) this.noteFault(route, fault, { ticket, retryAfterMs });
    // Whatever became of a probe, the next call may be one.
    if (ticket.isProbe) for (const gate of this.gatesOf(route)) gate.probeSince = null;
  }

  clear(route: Route): void {
    this.routes.delete(routeKey(route));
  }

  size(): number {
    return this.routes.size + this.accounts.size;
  }

  private gatesOf(route: Route): Gate[] {
    return [this.routes.get(routeKey(route)), this.accounts.get(route.provider)].filter((gate) => gate !== undefined);
  }

  /** An answer that began before the last rest says nothing of what came after it. */
  private noteSuccess(route: Route, { turn }: Ticket): void {
    if (this.routes.size === 0 && this.accounts.size === 0) return;
    const key = routeKey(route);
    if ((this.routes.get(key)?.turn ?? 0) <= turn) this.routes.delete(key);
    const account = this.accounts.get(route.provider);
    if (account === undefined || account.turn > turn) return;
    this.accounts.delete(route.provider);
    for (const [each, gate] of this.routes) {
      if (gate.account === route.provider && gate.because === "no-credit") this.routes.delete(each);
    }
  }

  private noteFault(
    route: Route,
    fault: Fault,
    { ticket, retryAfterMs }: Pick<CallReport, "ticket" | "retryAfterMs">,
  ): void {
    const now = this.clock.now();
    this.forgetOld(now);
    const gate = this.remembered(route, fault, now);
    const { isProbe, turn } = ticket;
    const isStale = turn < gate.turn;
    if (noteFault(gate, { fault, retryAfterMs, now, isStale, isProbe, chance: this.random() })) {
      this.turn += 1;
      gate.turn = this.turn;
    }
    if (fault === "no-credit") this.noteNoCredit(route.provider, now);
  }

  private noteNoCredit(account: string, now: number): void {
    let without = 0;
    for (const gate of this.routes.values()) {
      if (gate.account === account && gate.because === "no-credit" && now < gate.until) without += 1;
    }
    const known = this.accounts.get(account);
    if (without < routesWithoutCredit && known === undefined) return;
    const gate = known ?? createGate("no-credit", now);
    this.accounts.set(account, gate);
    const report = { fault: "no-credit", retryAfterMs: null, now, isStale: false, isProbe: false, chance: 0 } as const;
    if (!noteFault(gate, report)) return;
    this.turn += 1;
    gate.turn = this.turn;
  }

  private remembered(route: Route, fault: Fault, now: number): RememberedRoute {
    const key = routeKey(route);
    const known = this.routes.get(key);
    if (known) return known;
    const gate = { ...createGate(fault, now), account: route.provider };
    const oldest = this.routes.size >= mostRoutes ? this.routes.keys().next().value : undefined;
    if (oldest !== undefined) this.routes.delete(oldest);
    this.routes.set(key, gate);
    return gate;
  }

  private forgetOld(now: number): void {
    if (now >= this.sweptAt && now < this.sweptAt + hour) return;
    this.sweptAt = now;
    for (const gates of [this.routes, this.accounts]) {
      for (const [key, gate] of gates) if (now - gate.touchedAt >= forgottenAfterMs) gates.delete(key);
    }
  }
}

/** Remembers faults of routes and accounts in this process. `random` answers numbers from 0 to 1. */
export function createHealth({ clock, random = Math.random }: { clock: Clock; random?: () => number }): Health {
  return new HealthBook(clock, random);
}
