import { describe, expect, it } from "vitest";
import type { Candidate } from "../../src/domain/candidate.ts";
import { mayBeChosen, mayStay } from "../../src/domain/evaluation.ts";
import { dayMs, judged, policyWith, servedRoute, testNow } from "../support/candidates.ts";

function reasonsFor(facts: Partial<Candidate>, policy: Record<string, unknown> = {}): readonly string[] {
  return judged(facts, { policy: policyWith(policy) }).reasons;
}

const onlyRoute = (facts: Parameters<typeof servedRoute>[0]) => ({ routes: [servedRoute(facts)] });

describe("a model", () => {
  it("may be chosen where nothing speaks against it", () => {
    expect(reasonsFor({})).toEqual([]);
  });

  it("may not be chosen where it is gated, unless the policy allows that", () => {
    expect(reasonsFor({ isGated: true })).toEqual(["it is gated: its owner asks for consent first"]);
    expect(reasonsFor({ isGated: true }, { allowGated: true })).toEqual([]);
  });

  it("may not be chosen where nobody says whether it is gated, unless the policy allows that it is", () => {
    expect(reasonsFor({ isGated: null })).toEqual(["whether it is gated is unknown"]);
    expect(reasonsFor({ isGated: null }, { allowGated: true })).toEqual([]);
  });

  it("may not be chosen where the hub has disabled it, whatever the policy", () => {
    expect(reasonsFor({ isDisabled: true }, { allowGated: true })).toEqual(["the hub has disabled it"]);
  });

  it("may not be chosen without a licence, unless the policy allows unclear ones", () => {
    expect(reasonsFor({ licence: null })).toEqual(["it names no licence"]);
    expect(reasonsFor({ licence: null }, { allowedLicences: ["unclear"] })).toEqual([]);
  });

  it("may not be chosen under a licence that the policy does not allow", () => {
    expect(reasonsFor({ licence: "cc-by-nc-4.0" })).toEqual([
      "its licence cc-by-nc-4.0 is non-commercial, which the policy does not allow",
    ]);
    expect(reasonsFor({ licence: "llama3.3" }, { allowedLicences: ["permissive"] })).toEqual([
      "its licence llama3.3 is use-restricted, which the policy does not allow",
    ]);
    expect(reasonsFor({ licence: "other" })).toEqual(['its licence "other" is not one that the policy allows']);
  });

  it.each([
    ["a class", "cc-by-nc-4.0", "non-commercial"],
    ["an id", "cc-by-nc-4.0", "cc-by-nc-4.0"],
    ["an id in capitals", "openmdw-9", "OpenMDW-9"],
    ["an id of no class", "other", "other"],
  ])("may be chosen under a licence that the policy allows by %s", (_by, licence, allowed) => {
    expect(reasonsFor({ licence }, { allowedLicences: [allowed] })).toEqual([]);
  });

  it("may not be chosen under the policy's minimum of downloads, nor where they are unknown", () => {
    expect(reasonsFor({ downloads: 99 }, { minimumDownloads: 100 })).toEqual([
      "it has 99 downloads; the policy asks for 100",
    ]);
    expect(reasonsFor({ downloads: null }, { minimumDownloads: 100 })).toEqual([
      "its downloads are unknown; the policy asks for 100",
    ]);
    expect(reasonsFor({ downloads: 100 }, { minimumDownloads: 100 })).toEqual([]);
    expect(reasonsFor({ downloads: null })).toEqual([]);
  });

  it("may not be chosen while it is younger than the policy's minimum", () => {
    expect(reasonsFor({ createdAt: testNow - 3 * dayMs })).toEqual([]);
    expect(reasonsFor({ createdAt: testNow - 3 * dayMs + 60_000 })).toEqual([
      "it is 2.9 days old; the policy asks for 3",
    ]);
    expect(reasonsFor({ createdAt: testNow + 40 * dayMs })).toEqual(["it is 0.0 days old; the policy asks for 3"]);
    expect(reasonsFor({ createdAt: testNow }, { minimumAgeDays: 0 })).toEqual([]);
  });

  it("is as old as its hub's own clock says, whatever ours does", () => {
    const createdAt = testNow - 30 * dayMs;
    expect(reasonsFor({ createdAt, seenAt: createdAt + 2 * dayMs })).toEqual([
      "it is 2.0 days old; the policy asks for 3",
    ]);
    expect(reasonsFor({ createdAt: testNow, seenAt: testNow + 3 * dayMs })).toEqual([]);
  });

  it("may not be chosen where its age is unknown, unless the policy asks for none", () => {
    expect(reasonsFor({ createdAt: null })).toEqual(["its age is unknown; the policy asks for 3 days"]);
    expect(reasonsFor({ createdAt: null }, { minimumAgeDays: 0 })).toEqual([]);
  });

  it("may not be chosen where the policy ignores it, for all tasks or for one", () => {
    expect(reasonsFor({}, { ignore: ["maker/model"] })).toEqual(["the policy ignores it"]);
    const forTranslation = { tasks: { translation: { ignore: ["maker/model"] } } };
    expect(reasonsFor({}, forTranslation)).toEqual([]);
    expect(judged({}, { task: "translation", policy: policyWith(forTranslation) }).reasons).toEqual([
      "the policy ignores it",
    ]);
  });

  it("may not be chosen while it is held after a rollback, but may stay where it stands", () => {
    const reason = "it was rolled back on 2026-11-20";
    const held = [{ provider: "huggingface", model: "maker/model", reason }];
    const evaluation = judged({}, { held });
    expect(evaluation.reasons).toEqual([reason]);
    expect(mayBeChosen(evaluation)).toBe(false);
    expect(mayStay(evaluation)).toBe(true);
    expect(mayStay(judged({ isDisabled: true }, { held }))).toBe(false);
    expect(judged({ provider: "ollama" }, { held }).reasons).toEqual([]);
  });

  it("names every reason at once", () => {
    const reasons = reasonsFor(
      {
        isGated: true,
        isDisabled: true,
        licence: null,
        downloads: 1,
        createdAt: testNow,
        ...onlyRoute({ status: "error" }),
      },
      { ignore: ["maker/model"], minimumDownloads: 2 },
    );
    expect(reasons).toHaveLength(7);
    expect(new Set(reasons).size).toBe(7);
  });
});

describe("a route", () => {
  it.each(["staging", "error", "unknown"] as const)("is not used while its host reports %s", (status) => {
    expect(reasonsFor(onlyRoute({ status }))).toEqual([`its host reports "${status}"`]);
  });

  it("is not used where the host serves a mere adapter", () => {
    expect(reasonsFor(onlyRoute({ isAdapter: true }))).toEqual(["it is served as an adapter only"]);
  });

  it("is used up to the policy's price, to the last micro dollar", () => {
    for (let cents = 1; cents < 2_000; cents += 1) {
      const outputPrice = cents * 10_000;
      const maximumPrice = cents / 100;
      expect(reasonsFor(onlyRoute({ outputPrice }), { maximumPrice })).toEqual([]);
      expect(reasonsFor(onlyRoute({ outputPrice: outputPrice + 1 }), { maximumPrice })).toHaveLength(1);
    }
  });

  it("is not used over the policy's price, nor where its price is unknown", () => {
    expect(reasonsFor(onlyRoute({ outputPrice: 2_500_000 }), { maximumPrice: 2 })).toEqual([
      "it costs $2.5 per million output tokens; the policy's maximum is $2",
    ]);
    expect(reasonsFor(onlyRoute({ outputPrice: null, isFree: null }), { maximumPrice: 2 })).toEqual([
      "its price is unknown; the policy's maximum is $2",
    ]);
    expect(reasonsFor(onlyRoute({ outputPrice: null, isFree: null }))).toEqual([]);
  });

  it("costs nothing where it is free, also under a maximum of nothing", () => {
    expect(reasonsFor(onlyRoute({ outputPrice: 0, isFree: true }), { maximumPrice: 0 })).toEqual([]);
    expect(reasonsFor(onlyRoute({ outputPrice: 1 }), { maximumPrice: 0 })).toHaveLength(1);
  });

  it("is used only where it is known to be free when the policy wants that", () => {
    const freeOnly = { freeOnly: true };
    for (const isFree of [false, null])
      expect(reasonsFor(onlyRoute({ isFree }), freeOnly)).toEqual(["it is not known to be free"]);
    expect(reasonsFor(onlyRoute({ isFree: true }), freeOnly)).toEqual([]);
  });

  it("must speak an interface that can serve the task", () => {
    expect(reasonsFor(onlyRoute({ interface: "text-to-image" }))).toEqual(["no host serves it for this task"]);
    expect(reasonsFor({ routes: [] })).toEqual(["no host serves it for this task"]);
  });

  it("that can be used is enough, whatever the others are", () => {
    const routes = [
      servedRoute({ host: "dear", outputPrice: 9_000_000 }),
      servedRoute({ host: "ill", status: "error" }),
      servedRoute({ host: "good" }),
    ];
    const evaluation = judged({ routes }, { policy: policyWith({ maximumPrice: 1 }) });
    expect(evaluation.reasons).toEqual([]);
    expect(evaluation.usableRoutes.map((route) => route.host)).toEqual(["good"]);
  });

  it("goes first where it is the cheapest, then the fastest, whatever the order of the listing", () => {
    const routes = [
      servedRoute({ host: "unpriced", outputPrice: null }),
      servedRoute({ host: "dear", outputPrice: 900_000 }),
      servedRoute({ host: "slow", tokensPerSecond: 10 }),
      servedRoute({ host: "fast", tokensPerSecond: 90 }),
      servedRoute({ host: "unmeasured", tokensPerSecond: null }),
      servedRoute({ host: "also-fast", tokensPerSecond: 90 }),
    ];
    const wanted = ["also-fast", "fast", "slow", "unmeasured", "dear", "unpriced"];
    for (const listed of [routes, [...routes].reverse()]) {
      expect(judged({ routes: listed }).usableRoutes.map((route) => route.host)).toEqual(wanted);
    }
  });
});
