import { describe, expect, it } from "vitest";
import type { Candidate, ServedRoute } from "../../src/domain/candidate.ts";
import { judged, policyWith, servedRoute } from "../support/candidates.ts";

const routes = [
  servedRoute({ host: "cheap-slow", outputPrice: 100_000, tokensPerSecond: 20 }),
  servedRoute({ host: "dear-fast", outputPrice: 900_000, tokensPerSecond: 300 }),
  servedRoute({ host: "cheap-unmeasured", outputPrice: 100_000, tokensPerSecond: null }),
  servedRoute({ host: "fair-fast", outputPrice: 400_000, tokensPerSecond: 300 }),
  servedRoute({ host: "also-fast", outputPrice: 400_000, tokensPerSecond: 300 }),
  servedRoute({ host: "unpriced", outputPrice: null, tokensPerSecond: 300 }),
];

function hostsBy(policy: Record<string, unknown>, listed: ServedRoute[] = routes): (string | null)[] {
  return judged({ routes: listed }, { policy: policyWith(policy) }).usableRoutes.map(({ host }) => host);
}

describe("the hosts of a model", () => {
  it("go by price, then by speed, unless the policy says otherwise", () => {
    const wanted = ["cheap-slow", "cheap-unmeasured", "also-fast", "fair-fast", "dear-fast", "unpriced"];
    for (const listed of [routes, routes.toReversed()]) {
      expect(hostsBy({}, listed)).toEqual(wanted);
      expect(hostsBy({ hosts: "cheapest" }, listed)).toEqual(wanted);
    }
  });

  it("go by speed, then by price, where the policy wants the fastest, and what is not measured goes last", () => {
    const wanted = ["also-fast", "fair-fast", "dear-fast", "unpriced", "cheap-slow", "cheap-unmeasured"];
    for (const listed of [routes, routes.toReversed()]) expect(hostsBy({ hosts: "fastest" }, listed)).toEqual(wanted);
  });

  it("are not used below the policy's speed, nor where their speed is unknown", () => {
    expect(hostsBy({ minimumSpeed: 21 })).toEqual(["also-fast", "fair-fast", "dear-fast", "unpriced"]);
    expect(hostsBy({ minimumSpeed: 20 })).toContain("cheap-slow");
    expect(hostsBy({ minimumSpeed: null })).toHaveLength(routes.length);
  });
});

describe("the policy's minimum of speed", () => {
  const policy = policyWith({ minimumSpeed: 50 });
  const reasonsFor = (route: Partial<ServedRoute>, facts: Partial<Candidate> = {}, task?: "summarization") =>
    judged({ routes: [servedRoute(route)], ...facts }, { policy, ...(task && { task }) }).reasons;

  it("names the speed that is too low, or that it is unknown", () => {
    expect(reasonsFor({ tokensPerSecond: 49.99 })).toEqual(["it writes 49 tokens a second; the policy asks for 50"]);
    expect(reasonsFor({ tokensPerSecond: null })).toEqual([
      "its speed is unknown; the policy asks for 50 tokens a second",
    ]);
    expect(reasonsFor({ tokensPerSecond: 50 })).toEqual([]);
    expect(reasonsFor({ tokensPerSecond: 0 })).toHaveLength(1);
  });

  it("says nothing of one's own machines, whose speed nobody else measures", () => {
    const local = { provider: "ollama", isLocal: true, isTrusted: true };
    expect(reasonsFor({ tokensPerSecond: null }, local)).toEqual([]);
    expect(reasonsFor({ tokensPerSecond: 3 }, local)).toEqual([]);
    expect(reasonsFor({ tokensPerSecond: null }, { ...local, isLocal: false })).toHaveLength(1);
  });

  it("says nothing of routes that answer in something else than tokens", () => {
    expect(reasonsFor({ interface: "summarization", tokensPerSecond: null }, {}, "summarization")).toEqual([]);
  });

  it("holds for free hosts too", () => {
    expect(reasonsFor({ isFree: true, tokensPerSecond: 10 })).toHaveLength(1);
  });

  it("does not make a model that is only too slow one whose hosts are merely off", () => {
    const slow = judged({ routes: [servedRoute({ tokensPerSecond: 10 })] }, { policy });
    const off = judged({ routes: [servedRoute({ status: "error" })] }, { policy });
    expect([slow.isOffline, off.isOffline]).toEqual([false, true]);
  });
});
