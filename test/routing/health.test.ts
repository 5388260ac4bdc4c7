import { describe, expect, it } from "vitest";
import type { CallOutcome } from "../../src/domain/usage.ts";
import { createHealth, type HealthRecord, type Ticket } from "../../src/routing/health.ts";
import { routeTo } from "./stage.ts";
import { createSteppedClock, type SteppedClock } from "./stepped-clock.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const route = routeTo("a/model");

interface SetUp {
  health: HealthRecord;
  clock: SteppedClock;
  call: (outcome: CallOutcome, facts?: Facts) => Ticket;
  /** Where the calls of a provider go; each has an account of its own, and none is local, unless a test says so. */
  sources: Record<string, { account: string; isLocal: boolean }>;
}

function setUp(): SetUp {
  const clock = createSteppedClock();
  const sources: SetUp["sources"] = {};
  const sourceOf = (provider: string) => sources[provider] ?? { account: provider, isLocal: false };
  const health = createHealth({ clock, random: () => 0, sourceOf });
  function call(outcome: CallOutcome, { to = route, retryAfterMs = null }: Facts = {}): Ticket {
    const ticket = health.enter(to, health.look(to));
    health.report(to, { outcome, ticket, retryAfterMs });
    return ticket;
  }
  return { health, clock, call, sources };
}

interface Facts {
  to?: typeof route;
  retryAfterMs?: number | null;
}

/** Milliseconds until the route is let through; 0 where it is now. */
function restOf(health: HealthRecord, clock: SteppedClock, to = route): number {
  const admission = health.look(to);
  return admission.kind === "resting" ? admission.until - clock.now() : 0;
}

describe("a route", () => {
  it.each<[CallOutcome, number]>([
    ["gone", 6 * hour],
    ["refused", 30 * minute],
    ["no-credit", hour],
    ["busy", second],
    ["timeout", second],
    ["broken", 0],
    ["bad-request", 0],
    ["cancelled", 0],
    ["answered", 0],
  ])("that was %s rests for %d ms", (outcome, rest) => {
    const { health, clock, call } = setUp();
    call(outcome);
    expect(restOf(health, clock)).toBe(rest);
  });

  it("rests longer with each fault in a row, up to five minutes, and is forgotten after one success", () => {
    const { health, clock, call } = setUp();
    const rests = Array.from({ length: 11 }, () => {
      call("busy");
      const rest = restOf(health, clock);
      clock.advance(rest);
      return rest / second;
    });
    expect(rests).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
    expect(call("answered").isProbe).toBe(true);
    expect(health.size()).toBe(0);
    call("busy");
    expect(restOf(health, clock)).toBe(second);
  });

  it("rests from the second broken answer in a row on", () => {
    const { health, clock, call } = setUp();
    call("broken");
    call("answered");
    call("broken");
    expect(restOf(health, clock)).toBe(0);
    call("broken");
    expect(restOf(health, clock)).toBe(second);
  });

  it("is left alone for as long as it asked for, but for an hour at most", () => {
    const { health, clock, call } = setUp();
    call("busy", { retryAfterMs: 90 * second });
    expect(restOf(health, clock)).toBe(90 * second);
    clock.advance(90 * second);
    call("busy", { retryAfterMs: 48 * hour });
    expect(restOf(health, clock)).toBe(hour);
  });

  it("does not rest longer for calls that were under way together and fail together", () => {
    const { health, clock } = setUp();
    const tickets = Array.from({ length: 20 }, () => health.enter(route, health.look(route)));
    for (const ticket of tickets) health.report(route, { outcome: "busy", ticket, retryAfterMs: null });
    expect(restOf(health, clock)).toBe(second);
  });

  it("does not come back by an answer that began before the fault", () => {
    const { health, clock, call } = setUp();
    const early = health.enter(route, health.look(route));
    call("busy");
    health.report(route, { outcome: "answered", ticket: early, retryAfterMs: null });
    expect(restOf(health, clock)).toBe(second);
  });

  it("lets one call at a time through after its rest, until that has begun to answer", () => {
    const { health, clock, call } = setUp();
    call("busy");
    clock.advance(second);
    const admission = health.look(route);
    expect(admission.kind).toBe("probe");
    const ticket = health.enter(route, admission);
    expect(health.look(route).kind).toBe("resting");
    health.begun(route, ticket);
    expect(health.look(route).kind).toBe("open");
    health.report(route, { outcome: "busy", ticket, retryAfterMs: null });
    expect(restOf(health, clock)).toBe(2 * second);
  });

  it.each<CallOutcome>(["cancelled", "bad-request"])("lets the next call be the probe where one was %s", (outcome) => {
    const { health, clock, call } = setUp();
    call("timeout");
    clock.advance(second);
    call(outcome);
    expect(health.look(route).kind).toBe("probe");
  });

  it("does not wait for ever for a probe of which nothing is heard", () => {
    const { health, clock, call } = setUp();
    call("busy");
    clock.advance(second);
    health.enter(route, health.look(route));
    clock.advance(5 * minute);
    expect(health.look(route).kind).toBe("probe");
  });

  it("is not kept away by a clock that was set back", () => {
    const { health, clock, call } = setUp();
    call("gone");
    clock.advance(-24 * hour);
    expect(health.look(route).kind).toBe("probe");
    call("busy");
    expect(restOf(health, clock)).toBe(second);
  });

  it("of another version is another route", () => {
    const { health, call } = setUp();
    call("gone");
    expect(health.look(routeTo("a/model", { version: "2" })).kind).toBe("open");
  });

  it("is probed at once, by one call, where somebody has heard that it is back", () => {
    const { health, clock, call } = setUp();
    call("gone");
    health.recall(route);
    const ticket = health.enter(route, health.look(route));
    expect(ticket.isProbe).toBe(true);
    expect(health.look(route).kind).toBe("resting");
    health.report(route, { outcome: "gone", ticket, retryAfterMs: null });
    expect(restOf(health, clock)).toBe(6 * hour);
  });

  it.each<CallOutcome>(["broken", "answered"])("that was %s is let through as before by such news", (outcome) => {
    const { health, call } = setUp();
    call(outcome);
    health.recall(route);
    expect(health.look(route).kind).toBe("open");
  });

  it("that is gone may be probed after an hour by a call that nothing else can serve, one at a time", () => {
    const { health, clock, call } = setUp();
    call("gone");
    expect(health.lookAtLastResort(route)).toMatchObject({ kind: "resting", until: clock.now() + hour });
    clock.advance(hour - 1);
    expect(health.lookAtLastResort(route).kind).toBe("resting");
    clock.advance(1);
    expect(health.look(route).kind).toBe("resting");
    health.enter(route, health.lookAtLastResort(route));
    expect(health.lookAtLastResort(route)).toMatchObject({ kind: "resting", until: clock.now() + second });
  });

  it.each<[CallOutcome, number]>([
    ["refused", 30 * minute],
    ["no-credit", hour],
    ["busy", second],
  ])("that was %s rests for such a call as for others", (outcome, rest) => {
    const { health, clock, call } = setUp();
    call(outcome);
    expect(health.lookAtLastResort(route)).toMatchObject({ kind: "resting", until: clock.now() + rest });
  });

  it("on a machine of one's own is asked again after a minute where it lacked the model", () => {
    const { health, clock, call, sources } = setUp();
    sources.huggingface = { account: "huggingface", isLocal: true };
    call("gone");
    expect(restOf(health, clock)).toBe(minute);
    clock.advance(minute);
    call("refused");
    expect(restOf(health, clock)).toBe(30 * minute);
  });

  it("is not held to what was found where its calls went before", () => {
    const { health, clock, call, sources } = setUp();
    const early = health.enter(route, health.look(route));
    call("gone");
    sources.huggingface = { account: "another", isLocal: false };
    expect(health.look(route).kind).toBe("open");
    health.report(route, { outcome: "gone", ticket: early, retryAfterMs: null });
    expect(health.look(route).kind).toBe("open");
    call("busy");
    expect(restOf(health, clock)).toBe(second);
  });
});

describe("an account", () => {
  const [first, second_, third] = ["a/1", "a/2", "a/3"].map((model) => routeTo(model)) as [
    typeof route,
    typeof route,
    typeof route,
  ];
  const elsewhere = routeTo("a/1", { provider: "replicate" });

  it("rests where two of its routes have no credit, and no other account with it", () => {
    const { health, call } = setUp();
    call("no-credit", { to: first });
    call("no-credit", { to: first });
    expect(health.look(third).kind).toBe("open");
    call("no-credit", { to: second_ });
    expect(health.look(third)).toMatchObject({ kind: "resting", because: "no-credit" });
    expect(health.look(elsewhere).kind).toBe("open");
  });

  it("is shared by the providers that are declared with the same key and address", () => {
    const { health, call, sources } = setUp();
    sources.huggingface = { account: "shared", isLocal: false };
    sources.replicate = { account: "shared", isLocal: false };
    call("no-credit", { to: first });
    call("no-credit", { to: elsewhere });
    expect(health.look(third)).toMatchObject({ kind: "resting", because: "no-credit" });
    expect(health.look(routeTo("a/1", { provider: "ollama" })).kind).toBe("open");
  });

  it("comes back with one answer, and all of its routes with it", () => {
    const { health, clock, call } = setUp();
    call("no-credit", { to: first });
    clock.advance(minute);
    call("no-credit", { to: second_ });
    clock.advance(hour);
    expect(call("answered", { to: first }).isProbe).toBe(true);
    expect([first, second_, third].map((each) => health.look(each).kind)).toEqual(["open", "open", "open"]);
    expect(health.size()).toBe(0);
  });

  it("lets one probe through, whatever the route, and rests again where that finds no credit", () => {
    const { health, clock, call } = setUp();
    call("no-credit", { to: first });
    call("no-credit", { to: second_ });
    clock.advance(hour);
    const ticket = health.enter(third, health.look(third));
    expect(ticket.isProbe).toBe(true);
    expect(health.look(first).kind).toBe("resting");
    health.report(third, { outcome: "no-credit", ticket, retryAfterMs: null });
    expect(health.look(first)).toMatchObject({ kind: "resting", until: clock.now() + hour });
  });
});

describe("what is remembered", () => {
  it("is forgotten after a day", () => {
    const { health, clock, call } = setUp();
    for (let number = 0; number < 50; number += 1) call("busy", { to: routeTo(`a/${number}`) });
    expect(health.size()).toBe(50);
    clock.advance(24 * hour);
    call("busy");
    expect(health.size()).toBe(1);
  });

  it("does not grow without end", () => {
    const { health, call } = setUp();
    for (let number = 0; number < 10_100; number += 1) call("gone", { to: routeTo(`a/${number}`) });
    expect(health.size()).toBe(10_000);
  });
});
