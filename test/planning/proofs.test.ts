import { describe, expect, it } from "vitest";
import { type Contender, choiceOf, decide, entryOf, planFor, rankingWith, verdictOf } from "../support/plans.ts";

type Outcome = "passed" | "failed" | "unproven";

/** A model that was called, with how that ended; null where it was not. */
function called(model: string, score: number, outcome: Outcome | null): Contender {
  const isFailed = outcome === "failed";
  return {
    model,
    score,
    verdict: outcome && verdictOf(model, outcome),
    reasons: isFailed ? ["when it was called, it answered wrongly"] : [],
  };
}

const proving = (unverified: string, changes: object = {}) => ({
  verification: { unverified },
  steadiness: { misses: 1 },
  ...changes,
});
const standing = choiceOf("maker/standing");

describe("an empty place", () => {
  const contenders = [
    called("maker/best", 95, "failed"),
    called("maker/unproven", 90, "unproven"),
    called("maker/uncalled", 88, null),
    called("maker/proven", 70, "passed"),
  ];

  it("goes to the best that has proved itself, with the moment of the proof", () => {
    const { to, reason } = decide({ ranking: rankingWith(contenders), policy: proving("if-nothing-else") });
    expect(to).toMatchObject({ model: "maker/proven", verifiedAt: "2026-11-21T02:59:00.000Z" });
    expect(reason).not.toContain("verified");
  });

  it("goes to what could not be called only where nothing has proved itself, and says so", () => {
    const some = contenders.filter(({ model }) => model !== "maker/proven");
    const { to, reason } = decide({ ranking: rankingWith(some), policy: proving("if-nothing-else") });
    expect(to).toMatchObject({ model: "maker/unproven", verifiedAt: null });
    expect(reason).toMatch(/90\.0 points\. It is not verified: no key is set\.$/);
  });

  it("says of what was not called at all that it was not", () => {
    const ranking = rankingWith([called("maker/uncalled", 88, null)]);
    expect(decide({ ranking, policy: proving("if-nothing-else") }).reason).toMatch(
      /It is not verified: it was not called\.$/,
    );
  });

  it("stays empty where the policy wants proofs and there is none, and says so", () => {
    const some = contenders.filter(({ model }) => model !== "maker/proven");
    const decision = decide({ ranking: rankingWith(some), policy: proving("never") });
    expect(decision).toMatchObject({ action: "hold", to: null, isChange: false });
    expect(decision.reason).toBe(
      "nothing that qualifies is verified, as the policy asks: the best, maker/unproven, is not (no key is set).",
    );
  });

  it("goes to the best that has not failed where the policy asks for no proof", () => {
    const decision = decide({ ranking: rankingWith(contenders), policy: proving("always") });
    expect(decision.to?.model).toBe("maker/unproven");
    const off = decide({ ranking: rankingWith(contenders), policy: { verification: { enabled: false } } });
    expect(off.to?.model).toBe("maker/unproven");
    expect(off.reason).not.toContain("verified");
  });
});

describe("what stands", () => {
  it("needs no proof to stay, and is not taken for one that has none", () => {
    const ranking = rankingWith([called("maker/standing", 70, "passed"), called("maker/better", 90, "unproven")]);
    const decision = decide({ entry: entryOf(standing), ranking, policy: proving("if-nothing-else") });
    expect(decision).toMatchObject({ action: "keep", isChange: false });
    expect(decision.reason).toBe("Stays with 70.0 points. maker/better has 90.0, but is not verified: no key is set.");
  });

  it("stays as the very same entry where it has proved itself once more", () => {
    const entry = entryOf(choiceOf("maker/standing", { verifiedAt: "2026-11-20T03:00:00.000Z" }));
    const ranking = rankingWith([called("maker/standing", 70, "passed")]);
    const plan = planFor({ entry, ranking, policy: proving("never") });
    expect(plan.configuration.tasks.conversational).toBe(entry);
  });

  it("gives way to what is better and proven", () => {
    const ranking = rankingWith([called("maker/standing", 70, null), called("maker/better", 90, "passed")]);
    const decision = decide({ entry: entryOf(standing), ranking, policy: proving("never") });
    expect(decision).toMatchObject({ action: "replace", to: { model: "maker/better" } });
  });

  it("is replaced where it has failed, in the words of what it did", () => {
    const ranking = rankingWith([called("maker/standing", 90, "failed"), called("maker/other", 70, "passed")]);
    const decision = decide({ entry: entryOf(standing), ranking, policy: proving("if-nothing-else") });
    expect(decision).toMatchObject({ action: "replace", to: { model: "maker/other" } });
    expect(decision.reason).toBe(
      "maker/standing has failed its check: it answered wrongly: it is empty. maker/other on novita has 70.0 points.",
    );
  });

  it("goes to the host by which its model has passed", () => {
    const verdict = verdictOf("maker/standing", "passed", {
      route: { provider: "huggingface", model: "maker/standing", version: null, host: "groq", interface: "chat" },
    });
    const ranking = rankingWith([{ model: "maker/standing", score: 70, hosts: ["together", "groq"], verdict }]);
    const { to } = decide({ entry: entryOf(standing), ranking, policy: proving("if-nothing-else") });
    expect(to).toMatchObject({ host: "groq", verifiedAt: "2026-11-21T02:59:00.000Z" });
  });

  it.each([
    ["passed", "passes"],
    ["unproven", "may do better"],
  ] as const)("leaves a host that has failed, and says of the next how it has %s", (outcome, words) => {
    const gone = verdictOf("maker/standing", "failed", { reason: "was no longer served there" });
    const route = { ...gone.route, host: "groq" };
    const verdict = verdictOf("maker/standing", outcome, { route });
    const ranking = rankingWith([{ model: "maker/standing", score: 70, hosts: ["groq"], verdict }], {
      failedRoutes: [gone],
    });
    expect(decide({ entry: entryOf(standing), ranking, policy: proving("if-nothing-else") }).reason).toBe(
      `maker/standing has failed its check on novita: it was no longer served there; groq ${words}.`,
    );
  });
});

describe("what stands behind the first choice", () => {
  const first = called("maker/first", 90, "passed");

  it("has proved itself rather than not, among equals", () => {
    const ranking = rankingWith([
      first,
      called("maker/unproven", 80, "unproven"),
      called("maker/proven", 78, "passed"),
    ]);
    const { next } = decide({ ranking, policy: proving("if-nothing-else", { fallbacks: 1 }) });
    expect(next?.fallbacks.map(({ model }) => model)).toEqual(["maker/proven"]);
  });

  it("may be unproven where it is clearly better", () => {
    const ranking = rankingWith([
      first,
      called("maker/unproven", 85, "unproven"),
      called("maker/proven", 78, "passed"),
    ]);
    const { next } = decide({ ranking, policy: proving("if-nothing-else", { fallbacks: 1 }) });
    expect(next?.fallbacks.map(({ model }) => model)).toEqual(["maker/unproven"]);
  });

  it("is no other host of a pinned model that has failed, one that stands there neither", () => {
    const failed = verdictOf("maker/pinned", "failed");
    const hosts = ["novita", "together", "groq"];
    const pinned = {
      model: "maker/pinned",
      score: 80,
      hosts,
      verdict: failed,
      reasons: ["when it was called, it failed"],
    };
    const pin = { provider: "huggingface", model: "maker/pinned", host: "novita" };
    const policy = proving("if-nothing-else", { fallbacks: 2, tasks: { conversational: { pin } } });
    const primary = choiceOf("maker/pinned", { origin: "pin", score: null });
    for (const standingBehind of [[], [choiceOf("maker/pinned", { host: "groq" })]]) {
      const entry = entryOf(primary, standingBehind);
      const { next } = decide({ entry, ranking: rankingWith([pinned], { failedRoutes: [failed] }), policy });
      expect([next?.primary.model, next?.fallbacks]).toEqual(["maker/pinned", []]);
    }
  });

  it("never is what has failed, nor what is unproven where the policy wants proofs", () => {
    const ranking = rankingWith([
      first,
      called("maker/failed", 85, "failed"),
      called("maker/unproven", 80, "unproven"),
    ]);
    const never = decide({ ranking, policy: proving("never", { fallbacks: 2 }) });
    expect(never.next?.fallbacks).toEqual([]);
    const other = decide({ ranking, policy: proving("if-nothing-else", { fallbacks: 2 }) });
    expect(other.next?.fallbacks.map(({ model }) => model)).toEqual(["maker/unproven"]);
  });
});
