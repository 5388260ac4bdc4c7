import { describe, expect, it } from "vitest";
import type { TaskRanking } from "../../src/domain/evaluation.ts";
import type { SteadinessRecord } from "../../src/domain/steadiness.ts";
import { leadDeviations } from "../../src/planning/margin.ts";
import { missedAfter } from "../../src/planning/misses.ts";
import { policyWith } from "../support/candidates.ts";
import {
  choiceOf,
  configurationOf,
  decide,
  entryOf,
  type PlanForOptions,
  planFor,
  rankingWith,
  verdictOf,
} from "../support/plans.ts";

const standing = choiceOf("maker/standing");
const other = { model: "maker/other", score: 75 };
const steady = { verification: { enabled: false }, steadiness: {} };

function missed(listings: number, model = "maker/standing"): SteadinessRecord {
  const { provider, host, interface: spoken } = standing;
  return { missed: [{ task: "conversational", provider, model, host, interface: spoken, listings }], improvements: [] };
}

describe("the margin", () => {
  const contest = (own: number, challenger: number, uncertainty: number) =>
    decide({
      entry: entryOf(standing),
      ranking: rankingWith([
        { model: "maker/standing", score: own, uncertainty },
        { model: "maker/challenger", score: challenger, uncertainty },
      ]),
    });

  it("grows with what is not known of both", () => {
    const needed = 3 + leadDeviations * Math.hypot(4, 4);
    expect(contest(70, 70 + needed, 4).action).toBe("replace");
    expect(contest(70, 70 + needed - 0.01, 4).action).toBe("keep");
    expect(contest(70, 73, 0).action).toBe("replace");
  });

  it("is told with its reason", () => {
    expect(contest(70, 75, 4).reason).toBe(
      "Stays with 70.0 points. maker/challenger has 75.0; as both are estimates, it would need 76.8.",
    );
  });

  it("keeps fallbacks too", () => {
    const behind = choiceOf("maker/behind", { host: "together", score: 70 });
    const fallbacksWith = (uncertainty: number) =>
      planFor({
        entry: entryOf(standing, [behind]),
        ranking: rankingWith([
          { model: "maker/standing", score: 90 },
          { model: "maker/behind", score: 70, hosts: ["together"], uncertainty },
          { model: "maker/better", score: 75, hosts: ["together"], uncertainty },
        ]),
        policy: { fallbacks: 1 },
      }).configuration.tasks.conversational?.fallbacks.map(({ model }) => model);
    expect(fallbacksWith(0)).toEqual(["maker/better"]);
    expect(fallbacksWith(4)).toEqual(["maker/behind"]);
  });
});

describe("a model that a listing does not name", () => {
  const entry = entryOf(standing);
  const judge = (facts: Partial<PlanForOptions> & { missing?: TaskRanking["missing"] } = {}) =>
    decide({ entry, ranking: rankingWith([other], { missing: facts.missing }), policy: steady, ...facts });

  it("is held, and replaced only when the policy's number of listings have not named it", () => {
    const first = judge();
    expect(first).toMatchObject({ action: "hold", isChange: false, next: entry });
    expect(first.reason).toBe(
      "maker/standing is no longer listed. It is held and looked at again: 1 of 2 listings in a row after which it is replaced.",
    );
    expect(judge({ record: missed(1) })).toMatchObject({ action: "replace", to: { model: "maker/other" } });
    const patient = { ...steady, steadiness: { misses: 5 } };
    expect(judge({ record: missed(3), policy: patient }).action).toBe("hold");
    expect(judge({ record: missed(4), policy: patient }).action).toBe("replace");
  });

  it("is replaced at once where it does not answer either", () => {
    const decision = judge({ missing: verdictOf("maker/standing", "failed", { reason: "did not answer in time" }) });
    expect(decision).toMatchObject({ action: "replace", to: { model: "maker/other" } });
    expect(decision.reason).toMatch(
      /^maker\/standing is no longer listed, and a call to it failed: it did not answer in time\. /,
    );
  });

  it("stays as long as it still answers, with its fallbacks renewed", () => {
    const missing = verdictOf("maker/standing", "passed");
    const decision = judge({ missing, record: missed(9), policy: { ...steady, fallbacks: 1 } });
    expect(decision).toMatchObject({ action: "keep", to: standing });
    expect(decision.reason).toMatch(/^maker\/standing is no longer listed, but it still answers, so it stays\. /);
    expect(decision.next?.fallbacks.map(({ model }) => model)).toEqual(["maker/other"]);
  });

  it("is counted where it could not be called", () => {
    const missing = verdictOf("maker/standing", "unproven");
    expect(judge({ missing }).action).toBe("hold");
    expect(judge({ missing, record: missed(1) }).action).toBe("replace");
  });

  it("is replaced at once where it may not stay: that is no miss", () => {
    const ranking = rankingWith([{ model: "maker/standing", score: 95, reasons: ["the hub has disabled it"] }, other]);
    expect(decide({ entry, ranking, policy: steady }).action).toBe("replace");
  });

  it("is not waited for where it was built in", () => {
    const seed = entryOf(choiceOf("maker/seed", { origin: "seed" }));
    expect(decide({ entry: seed, ranking: rankingWith([other]), policy: steady }).action).toBe("replace");
  });
});

describe("a host that is missing", () => {
  const entry = entryOf(standing);
  const elsewhere = { model: "maker/standing", score: 70, hosts: ["together"] };
  const offline = { model: "maker/standing", score: 70, isOffline: true, hosts: [], reasons: ["no host serves it"] };

  it("is waited for before the model moves to another", () => {
    const first = decide({ entry, ranking: rankingWith([elsewhere]), policy: steady });
    expect(first).toMatchObject({ action: "keep", isChange: false });
    expect(first.reason).toMatch(/^novita no longer serves maker\/standing\. It is held and looked at again: 1 of 2 /);
    const second = decide({ entry, ranking: rankingWith([elsewhere]), policy: steady, record: missed(1) });
    expect(second).toMatchObject({ action: "replace", to: { model: "maker/standing", host: "together" } });
    expect(second.reason).toBe("novita no longer serves maker/standing; together does.");
  });

  it("is left at once where it does not answer, as nothing of the model changes", () => {
    const missing = verdictOf("maker/standing", "failed", { reason: "was no longer served there" });
    const decision = decide({ entry, ranking: rankingWith([elsewhere], { missing }), policy: steady });
    expect(decision).toMatchObject({ action: "replace", to: { host: "together" } });
  });

  it("does not keep a clearly better model out", () => {
    const ranking = rankingWith([elsewhere, { model: "maker/better", score: 90 }]);
    expect(decide({ entry, ranking, policy: steady }).to?.model).toBe("maker/better");
  });

  it("is waited for where the model has no other", () => {
    const decision = decide({ entry, ranking: rankingWith([offline, other]), policy: steady });
    expect(decision).toMatchObject({ action: "hold", isChange: false });
    expect(decision.reason).toMatch(/^maker\/standing has no live host\. It is held /);
    const second = decide({ entry, ranking: rankingWith([offline, other]), policy: steady, record: missed(1) });
    expect(second.to?.model).toBe("maker/other");
  });
});

describe("a fallback that is missing", () => {
  const behind = choiceOf("maker/behind", { host: "together" });
  const entry = entryOf(standing, [behind]);
  const ranking = rankingWith([
    { model: "maker/standing", score: 90 },
    { ...other, hosts: ["groq"] },
  ]);
  const policy = { ...steady, fallbacks: 1 };

  it("keeps its place until it has been missing often enough", () => {
    const plan = planFor({ entry, ranking, policy });
    expect(plan.configuration.tasks.conversational).toBe(entry);
    const { provider, model, host, interface: spoken } = behind;
    const gone = { task: "conversational", provider, model, host, interface: spoken, listings: 1 };
    const next = decide({ entry, ranking, policy, record: { missed: [gone], improvements: [] } }).next;
    expect(next?.fallbacks.map((each) => each.model)).toEqual(["maker/other"]);
  });
});

describe("what is missing", () => {
  const entry = entryOf(standing, [choiceOf("maker/behind", { host: "together" })]);
  const note = (ranking: TaskRanking | null, record: SteadinessRecord) =>
    missedAfter({
      configuration: configurationOf(entry),
      rankings: new Map(ranking ? [["conversational", ranking]] : []),
      policy: policyWith(),
      record,
    }).map(({ model, listings }) => [model, listings]);

  it("is counted listing by listing, and begins anew where it is there again", () => {
    expect(note(rankingWith([other]), missed(1))).toEqual([
      ["maker/standing", 2],
      ["maker/behind", 1],
    ]);
    const back = rankingWith([
      { model: "maker/standing", score: 70 },
      { model: "maker/behind", score: 70, hosts: ["together"] },
    ]);
    expect(note(back, missed(1))).toEqual([]);
  });

  it("is not counted where it answers, nor where the listing is not complete or was not asked for", () => {
    expect(note(rankingWith([], { missing: verdictOf("maker/standing", "passed") }), missed(1))).toEqual([
      ["maker/behind", 1],
    ]);
    expect(note(rankingWith([other], { status: "partial" }), missed(1))).toEqual([["maker/standing", 1]]);
    expect(note(null, missed(1))).toEqual([["maker/standing", 1]]);
  });
});
