import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callOutcomes } from "../../src/domain/usage.ts";
import { createHealth, type Ticket } from "../../src/routing/health.ts";
import { routeTo } from "./stage.ts";
import { createSteppedClock } from "./stepped-clock.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const route = routeTo("a/model");

/** What may happen to two routes of one account: calls that begin, end in some order, are lost, and time that passes. */
const happening = fc.oneof(
  fc.record({ what: fc.constant("enter" as const), which: fc.nat(1) }),
  fc.record({
    what: fc.constant("end" as const),
    which: fc.nat(1),
    outcome: fc.constantFrom(...callOutcomes),
    retryAfterMs: fc.option(fc.oneof(fc.nat(hour), fc.constantFrom(-1, 1e12, Number.POSITIVE_INFINITY))),
    hasBegun: fc.boolean(),
  }),
  fc.record({ what: fc.constant("recall" as const), which: fc.nat(1) }),
  fc.record({
    what: fc.constant("wait" as const),
    ms: fc.oneof(fc.nat(2_000), fc.integer({ min: -hour, max: 7 * hour })),
  }),
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

function play(happenings: readonly Happening[]) {
  const clock = createSteppedClock();
  const health = createHealth({ clock });
  const routes = [routeTo("a/1"), routeTo("a/2")];
  const under: { to: typeof route; ticket: Ticket }[] = [];
  const routeAt = (which: number) => routes[which] ?? route;

  function enter(to: typeof route): void {
    const admission = health.look(to);
    if (admission.kind !== "resting") under.push({ to, ticket: health.enter(to, admission) });
  }

  function end({ which, hasBegun, outcome, retryAfterMs }: Happening & { what: "end" }): void {
    const position = under.findIndex((call) => call.to === routeAt(which));
    const [call] = position === -1 ? [] : under.splice(position, 1);
    if (!call) return;
    if (hasBegun) health.begun(call.to, call.ticket);
    health.report(call.to, { outcome, ticket: call.ticket, retryAfterMs });
  }

  for (const each of happenings) {
    if (each.what === "wait") clock.advance(each.ms);
    else if (each.what === "enter") enter(routeAt(each.which));
    else if (each.what === "recall") health.recall(routeAt(each.which));
    else end(each);
  }
  return { clock, health, routes, under };
}

const longestRest = 6 * hour;

describe("after any sequence of outcomes", () => {
  it("a route is let through at last, within a bounded time", () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
        const { clock, health, routes } = play(happenings);
        for (const to of routes) {
          const admission = health.look(to);
          if (admission.kind === "resting") {
            expect(admission.until).toBeGreaterThan(clock.now());
            expect(admission.until - clock.now()).toBeLessThanOrEqual(longestRest);
          }
        }
        clock.advance(longestRest);
        for (const to of routes) expect(health.look(to).kind).not.toBe("resting");
      }),
    );
  });

  it("a route is let through at the very moment that was named, where no probe is under way", () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), fc.nat(1), (happenings, which) => {
        const { clock, health, routes, under } = play(happenings);
        const to = routes[which] ?? route;
        const admission = health.look(to);
        fc.pre(admission.kind === "resting" && !under.some(({ ticket }) => ticket.isProbe));
        clock.advance(admission.kind === "resting" ? admission.until - clock.now() : 0);
        expect(health.look(to).kind).toBe("probe");
      }),
    );
  });

  it("one success opens a route fully", () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), fc.nat(1), (happenings, which) => {
        const { clock, health, routes } = play(happenings);
        clock.advance(longestRest);
        const to = routes[which] ?? route;
        const ticket = health.enter(to, health.look(to));
        health.report(to, { outcome: "answered", ticket, retryAfterMs: null });
        expect(health.look(to).kind).toBe("open");
        const next = health.enter(to, health.look(to));
        health.report(to, { outcome: "broken", ticket: next, retryAfterMs: null });
        expect(health.look(to).kind).toBe("open");
      }),
    );
  });

  it("one probe at a time is under way", () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
        const { clock, health, routes } = play(happenings);
        clock.advance(longestRest);
        for (const to of routes) {
          const admission = health.look(to);
          if (admission.kind !== "probe") continue;
          health.enter(to, admission);
          expect(health.look(to).kind).toBe("resting");
        }
      }),
    );
  });
});
