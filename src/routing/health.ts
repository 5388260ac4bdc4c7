import type { Route } from "../domain/route.ts";
import type { CallOutcome } from "../domain/usage.ts";
import type { Clock } from "../shared/clock.ts";
import { type CallSource, sourceByName } from "./account.ts";
import {
  type Admission,
  createGate,
  endRest,
  type Fault,
  type Gate,
  lookAtGate,
  lookAtLastResort,
  narrower,
  noteFault,
  openGate,
} from "./gate.ts";
import { routeKey } from "./route-key.ts";

/** What a call got on its way in, and shows again on its way out. */
export interface Ticket {
  isProbe: boolean;
  turn: number;
  /** The account that it was made with. */
  account: string;
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
}

/** Health as the router keeps it for all requests. */
export interface HealthRecord extends Health {
  /** As `look`, for a request that nothing else can serve: it may probe a model that was dropped sooner. */
  lookAtLastResort(route: Route): Admission;
  /** Lets the next call probe the route, for who has heard that it is served again. */
  recall(route: Route): void;
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

const open: Admission = { kind: "open" };

/** What an account's gate is told, whichever of its routes has found it empty. */
const withoutCredit = {
  fault: "no-credit",
  retryAfterMs: null,
  isStale: false,
  isProbe: false,
  isLocal: false,
  chance: 0,
} as const;

export interface HealthOptions {
  clock: Clock;
  /** Answers numbers from 0 to 1; Math.random unless given. */
  random?: (() => number) | undefined;
  /** By a provider's declared name; by default each is an account of its own, and none is local. */
  sourceOf?: (provider: string) => CallSource;
}

class HealthBook implements HealthRecord {
  private readonly routes = new Map<string, RememberedRoute>();
  private readonly accounts = new Map<string, Gate>();
  private readonly clock: Clock;
  private readonly random: () => number;
  private readonly sourceOf: (provider: string) => CallSource;
  private turn = 0;
  private sweptAt = 0;

  constructor({ clock, random = Math.random, sourceOf = sourceByName }: HealthOptions) {
    this.clock = clock;
    this.random = random;
    this.sourceOf = sourceOf;
  }

  look(route: Route): Admission {
    return this.lookThrough(route, lookAtGate);
  }

  lookAtLastResort(route: Route): Admission {
    return this.lookThrough(route, lookAtLastResort);
  }

  enter(route: Route, admission: Admission): Ticket {
    const isProbe = admission.kind === "probe";
    if (isProbe) {
      const now = this.clock.now();
      for (const gate of this.gatesOf(route)) if (lookAtGate(gate, now).kind === "probe") gate.probeSince = now;
    }
    this.turn += 1;
    return { isProbe, turn: this.turn, account: this.sourceOf(route.provider).account };
  }

  begun(route: Route, { isProbe }: Ticket): void {
    if (isProbe) for (const gate of this.gatesOf(route)) openGate(gate);
  }

  report(route: Route, { outcome, ticket, retryAfterMs }: CallReport): void {
    // The provider was declared otherwise meanwhile: the call tells nothing of where calls go now.
    if (ticket.account !== this.sourceOf(route.provider).account) return;
    if (outcome === "answered") this.noteSuccess(route, ticket);
    const fault = noted[outcome];
    if (fault !== undefined) this.noteFault(route, fault, { ticket, retryAfterMs });
    // Whatever became of a probe, the next call may be one.
    if (ticket.isProbe) for (const gate of this.gatesOf(route)) gate.probeSince = null;
  }

  recall(route: Route): void {
    if (this.routes.size === 0) return;
    const gate = this.routes.get(routeKey(route));
    if (gate) endRest(gate, this.clock.now());
  }

  size(): number {
    return this.routes.size + this.accounts.size;
  }

  private lookThrough(route: Route, lookAt: (gate: Gate, now: number) => Admission): Admission {
    if (this.isEmpty()) return open;
    const gates = this.gatesOf(route);
    if (gates.length === 0) return open;
    const now = this.clock.now();
    return gates.map((gate) => lookAt(gate, now)).reduce(narrower);
  }

  private isEmpty(): boolean {
    return this.routes.size === 0 && this.accounts.size === 0;
  }

  private gatesOf(route: Route): Gate[] {
    if (this.isEmpty()) return [];
    const { account } = this.sourceOf(route.provider);
    return [this.gateOf(route, account), this.accounts.get(account)].filter((gate) => gate !== undefined);
  }

  /** What is remembered of the route, unless that was where its provider is no longer. */
  private gateOf(route: Route, account: string): RememberedRoute | undefined {
    const gate = this.routes.get(routeKey(route));
    return gate?.account === account ? gate : undefined;
  }

  /** An answer that began before the last rest says nothing of what came after it. */
  private noteSuccess(route: Route, { turn, account }: Ticket): void {
    if (this.isEmpty()) return;
    const key = routeKey(route);
    if ((this.routes.get(key)?.turn ?? 0) <= turn) this.routes.delete(key);
    const gateOfAccount = this.accounts.get(account);
    if (gateOfAccount === undefined || gateOfAccount.turn > turn) return;
    this.accounts.delete(account);
    for (const [each, gate] of this.routes) {
      if (gate.account === account && gate.because === "no-credit") this.routes.delete(each);
    }
  }

  private noteFault(
    route: Route,
    fault: Fault,
    { ticket, retryAfterMs }: Pick<CallReport, "ticket" | "retryAfterMs">,
  ): void {
    const now = this.clock.now();
    this.forgetOld(now);
    const { isProbe, turn, account } = ticket;
    const gate = this.remembered(route, { because: fault, account, now });
    const isStale = turn < gate.turn;
    const { isLocal } = this.sourceOf(route.provider);
    if (noteFault(gate, { fault, retryAfterMs, now, isStale, isProbe, isLocal, chance: this.random() })) {
      this.turn += 1;
      gate.turn = this.turn;
    }
    if (fault === "no-credit") this.noteNoCredit(account, now);
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
    if (!noteFault(gate, { ...withoutCredit, now })) return;
    this.turn += 1;
    gate.turn = this.turn;
  }

  private remembered(
    route: Route,
    { because, account, now }: { because: Fault; account: string; now: number },
  ): RememberedRoute {
    const known = this.gateOf(route, account);
    if (known) return known;
    const key = routeKey(route);
    const gate = { ...createGate(because, now), account };
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

/** Remembers faults of routes and accounts in this process. */
export function createHealth(options: HealthOptions): HealthRecord {
  return new HealthBook(options);
}
