import { describe, expect, it } from "vitest";
import type { TaskConfiguration } from "../../src/domain/configuration.ts";
import type { Choice } from "../../src/domain/route.ts";
import { type Contender, choiceOf, entryOf, planFor, rankingWith } from "../support/plans.ts";

interface Situation {
  existing?: Choice[];
  contenders: Contender[];
  policy?: Record<string, unknown>;
}

const primary = choiceOf("maker/first");
const first: Contender = { model: "maker/first", score: 90 };

/** The task's entry after a run in which maker/first on novita stands and stays. */
function after({ existing = [], contenders, policy = {} }: Situation): {
  before: TaskConfiguration;
  entry: TaskConfiguration;
} {
  const before = entryOf(primary, existing);
  const plan = planFor({ entry: before, ranking: rankingWith(contenders), policy: { fallbacks: 2, ...policy } });
  const entry = plan.configuration.tasks.conversational;
  if (!entry) throw new Error("the entry is gone");
  return { before, entry };
}

const places = (situation: Situation) => after(situation).entry.fallbacks.map(({ model, host }) => `${model}@${host}`);

describe("the fallbacks", () => {
  it("are the next best models, as many as the policy wants", () => {
    const contenders = [
      first,
      { model: "maker/b", score: 80, hosts: ["groq"] },
      { model: "maker/c", score: 70, hosts: ["together"] },
      { model: "maker/d", score: 65, hosts: ["nscale"] },
    ];
    expect(places({ contenders })).toEqual(["maker/b@groq", "maker/c@together"]);
    expect(places({ contenders, policy: { fallbacks: 3 } })).toHaveLength(3);
    expect(places({ contenders, policy: { fallbacks: 0 } })).toEqual([]);
    expect(places({ contenders, policy: { fallbacks: 0 }, existing: [choiceOf("maker/b", { host: "groq" })] })).toEqual(
      [],
    );
  });

  it("run on other hosts than the primary and each other where there is a choice", () => {
    const contenders = [
      first,
      { model: "maker/b", score: 89, hosts: ["novita", "groq"] },
      { model: "maker/c", score: 88, hosts: ["novita", "groq"] },
      { model: "maker/d", score: 61, hosts: ["together"] },
    ];
    expect(places({ contenders })).toEqual(["maker/b@groq", "maker/d@together"]);
  });

  it("share a host where there is no other", () => {
    const contenders = [first, { model: "maker/b", score: 80 }, { model: "maker/c", score: 70 }];
    expect(places({ contenders })).toEqual(["maker/b@novita", "maker/c@novita"]);
  });

  it("are other hosts of the primary's model where models run out", () => {
    const own = { ...first, hosts: ["novita", "groq", "together", "nscale"] };
    expect(places({ contenders: [own] })).toEqual(["maker/first@groq", "maker/first@together"]);
    const other = { model: "maker/b", score: 80, hosts: ["groq"] };
    expect(places({ contenders: [own, other] })).toEqual(["maker/b@groq", "maker/first@together"]);
  });

  it("do not all fail with the primary's host while its model runs on another", () => {
    const own = { ...first, hosts: ["novita", "groq"] };
    const crowd = ["b", "c", "d"].map((name) => ({ model: `maker/${name}`, score: 80 }));
    expect(places({ contenders: [own, ...crowd] })).toEqual(["maker/b@novita", "maker/first@groq"]);
    expect(places({ contenders: [own, ...crowd], policy: { fallbacks: 1 } })).toEqual(["maker/first@groq"]);
  });

  it("are none below the minimum score and none that may not be chosen", () => {
    const contenders = [
      first,
      { model: "maker/poor", score: 59.9, hosts: ["groq"] },
      { model: "maker/gated", score: 85, hosts: ["together"], reasons: ["it is gated"] },
    ];
    expect(places({ contenders })).toEqual([]);
  });

  it("stay, the very same entry, while nothing is better by the margin", () => {
    const existing = [choiceOf("maker/b", { host: "groq" }), choiceOf("maker/c", { host: "together" })];
    const contenders = [
      first,
      { model: "maker/b", score: 80, hosts: ["groq"] },
      { model: "maker/c", score: 70, hosts: ["together"] },
      { model: "maker/d", score: 72.9, hosts: ["nscale"] },
    ];
    const { before, entry } = after({ existing, contenders });
    expect(entry).toBe(before);
  });

  it("change for one that is better by the margin, and the reason names them", () => {
    const existing = [choiceOf("maker/b", { host: "groq" }), choiceOf("maker/c", { host: "together" })];
    const contenders = [
      first,
      { model: "maker/b", score: 80, hosts: ["groq"] },
      { model: "maker/c", score: 70, hosts: ["together"] },
      { model: "maker/d", score: 83, hosts: ["nscale"] },
    ];
    const plan = planFor({
      entry: entryOf(primary, existing),
      ranking: rankingWith(contenders),
      policy: { fallbacks: 2 },
    });
    expect(plan.decisions[0]).toMatchObject({ action: "keep", isChange: true, to: primary });
    expect(plan.decisions[0]?.reason).toContain("Behind it now: maker/d on nscale, maker/b on groq.");
    expect(plan.configuration.tasks.conversational).toMatchObject({
      reason: "It was best.",
      since: "2026-11-01T03:00:00.000Z",
    });
  });

  it("are replaced when they are dead, ineligible, too poor, or off their host", () => {
    const spare = { model: "maker/spare", score: 65, hosts: ["nscale"] };
    const existing = [choiceOf("maker/b", { host: "groq" })];
    const state = (facts: Partial<Contender> | null): Contender[] =>
      facts === null ? [] : [{ model: "maker/b", score: 80, hosts: ["groq"], ...facts }];
    const policy = { fallbacks: 1 };
    const becomes = (facts: Partial<Contender> | null) =>
      places({ existing, contenders: [first, spare, ...state(facts)], policy });
    expect(becomes({})).toEqual(["maker/b@groq"]);
    expect(becomes(null)).toEqual(["maker/spare@nscale"]);
    expect(becomes({ reasons: ["it is gated"] })).toEqual(["maker/spare@nscale"]);
    expect(becomes({ score: 59 })).toEqual(["maker/spare@nscale"]);
    expect(becomes({ hosts: ["together"] })).toEqual(["maker/b@together"]);
  });

  it("are filled up where there are fewer than wanted, and cut where there are more", () => {
    const contenders = [
      first,
      { model: "maker/b", score: 80, hosts: ["groq"] },
      { model: "maker/c", score: 70, hosts: ["together"] },
    ];
    const b = choiceOf("maker/b", { host: "groq" });
    const c = choiceOf("maker/c", { host: "together" });
    expect(places({ contenders, existing: [b] })).toEqual(["maker/b@groq", "maker/c@together"]);
    expect(places({ contenders, existing: [b, c], policy: { fallbacks: 1 } })).toEqual(["maker/b@groq"]);
  });

  it("move apart where a place of their own has opened", () => {
    const existing = [choiceOf("maker/b"), choiceOf("maker/c", { host: "groq" })];
    const contenders = [
      first,
      { model: "maker/b", score: 80, hosts: ["novita", "together"] },
      { model: "maker/c", score: 79, hosts: ["groq"] },
    ];
    expect(places({ contenders, existing })).toEqual(["maker/b@together", "maker/c@groq"]);
  });

  it("do not keep the model that has moved to the first place while other models could stand there", () => {
    const entry = entryOf(choiceOf("maker/old", { host: "groq" }), [
      choiceOf("maker/first", { host: "together" }),
      choiceOf("maker/c", { host: "nscale" }),
    ]);
    const ranking = rankingWith([
      { ...first, hosts: ["novita", "together"] },
      { model: "maker/old", score: 70, hosts: ["groq"] },
      { model: "maker/c", score: 69, hosts: ["nscale"] },
    ]);
    const decision = planFor({ entry, ranking, policy: { fallbacks: 2 } }).decisions[0];
    expect(decision?.to?.model).toBe("maker/first");
    expect(decision?.next?.fallbacks.map((each) => each.model)).toEqual(["maker/old", "maker/c"]);
  });

  it.each([0, 0.01, 3])("are settled after one run, with a margin of %d", (margin) => {
    const contenders = [
      { ...first, score: 90.04 },
      { model: "maker/b", score: 80.06, hosts: ["groq"] },
      { model: "maker/c", score: 70.06, hosts: ["together"] },
      { model: "maker/d", score: 70.06, hosts: ["nscale"] },
    ];
    const policy = { fallbacks: 2, margin };
    const once = planFor({ entry: entryOf(primary), ranking: rankingWith(contenders), policy });
    const entry = once.configuration.tasks.conversational ?? null;
    const twice = planFor({ entry, ranking: rankingWith(contenders), policy });
    expect(twice.decisions[0]).toMatchObject({ action: "keep", isChange: false });
    expect(twice.configuration.tasks.conversational).toBe(entry);
  });

  it.each([
    ["is kept below the minimum score", { score: 55 }, {}],
    ["is pinned although it is gated", { reasons: ["it is gated"] }, { pin: { model: "maker/first", host: "novita" } }],
  ])("on the primary's other hosts stay where the primary %s", (_why, facts, taskPolicy) => {
    const contenders = [{ ...first, hosts: ["novita", "groq", "together"], ...facts }];
    const policy = { fallbacks: 2, tasks: { conversational: taskPolicy } };
    const once = planFor({ entry: entryOf(primary), ranking: rankingWith(contenders), policy });
    const entry = once.configuration.tasks.conversational ?? null;
    expect(entry?.fallbacks.map((each) => each.host)).toEqual(["groq", "together"]);
    const twice = planFor({ entry, ranking: rankingWith(contenders), policy });
    expect(twice.configuration.tasks.conversational).toBe(entry);
  });
});
