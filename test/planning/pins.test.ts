import { describe, expect, it } from "vitest";
import {
  type Contender,
  choiceOf,
  decide,
  entryOf,
  type PlanForOptions,
  planFor,
  rankingWith,
} from "../support/plans.ts";

const pinned: Contender = { model: "maker/pinned", score: 12, hosts: ["groq", "together"], reasons: ["it is gated"] };
const standing = choiceOf("maker/standing");

function decidePin(pin: Record<string, unknown>, options: Partial<PlanForOptions> = {}) {
  const { task = "conversational", policy = {} } = options;
  return decide({ ranking: rankingWith([]), ...options, policy: { ...policy, tasks: { [task]: { pin } } } });
}

describe("a pin", () => {
  it("takes the first place whatever the score and whatever speaks against the model", () => {
    const decision = decidePin(
      { model: "maker/pinned" },
      { entry: entryOf(standing), ranking: rankingWith([pinned, { model: "maker/standing", score: 99 }]) },
    );
    expect(decision).toMatchObject({ action: "replace", isChange: true, reason: "Pinned by the policy." });
    expect(decision.to).toEqual(choiceOf("maker/pinned", { host: null, score: null, origin: "pin" }));
  });

  it("leaves the choice of the host to the provider, or names it", () => {
    const ranking = rankingWith([pinned]);
    expect(decidePin({ model: "maker/pinned" }, { ranking }).to?.host).toBeNull();
    expect(decidePin({ model: "maker/pinned", host: "together" }, { ranking }).to?.host).toBe("together");
    expect(decidePin({ model: "maker/pinned", host: "gone" }, { ranking }).to?.host).toBe("gone");
  });

  it.each(["partial", "empty", "complete"] as const)("holds when the model is not in a %s listing", (status) => {
    const decision = decidePin({ model: "maker/pinned" }, { ranking: rankingWith([], { status }) });
    expect(decision).toMatchObject({ action: "add", to: { model: "maker/pinned", interface: "chat", origin: "pin" } });
  });

  it("stays the very same entry from run to run", () => {
    const entry = entryOf(choiceOf("maker/pinned", { host: null, score: null, origin: "pin" }));
    for (const status of ["complete", "partial", "empty"] as const) {
      const policy = { tasks: { conversational: { pin: { model: "maker/pinned" } } } };
      const plan = planFor({ entry, ranking: rankingWith([pinned], { status }), policy });
      expect(plan.decisions[0]).toMatchObject({ action: "keep", isChange: false });
      expect(plan.configuration.tasks.conversational).toBe(entry);
    }
  });

  it("moves when the policy names another host", () => {
    const entry = entryOf(choiceOf("maker/pinned", { host: "groq", score: null, origin: "pin" }));
    expect(decidePin({ model: "maker/pinned", host: "together" }, { entry }).to?.host).toBe("together");
  });

  it("speaks to the model as the listing says", () => {
    const ranking = rankingWith([{ ...pinned, interface: "summarization" }]);
    const decision = decidePin({ model: "maker/pinned" }, { ranking, task: "summarization" });
    expect(decision.to?.interface).toBe("summarization");
    expect(decidePin({ model: "maker/unlisted" }, { task: "summarization" }).to?.interface).toBe("summarization");
  });

  it("learns from a later listing that the model is spoken to in another way than was guessed", () => {
    const guessed = choiceOf("maker/pinned", { host: null, score: null, origin: "pin", interface: "summarization" });
    const policy = { tasks: { summarization: { pin: { model: "maker/pinned" } } } };
    const options = { task: "summarization" as const, ranking: rankingWith([pinned]), policy };
    const first = planFor({ ...options, entry: entryOf(guessed) });
    expect(first.decisions[0]?.to).toMatchObject({ model: "maker/pinned", interface: "chat", origin: "pin" });
    const second = planFor({ ...options, entry: first.configuration.tasks.summarization ?? null });
    expect(second.decisions[0]).toMatchObject({ action: "keep", isChange: false });
  });

  it("learns nothing of the kind from a listing that broke off", () => {
    const known = choiceOf("maker/pinned", { host: null, score: null, origin: "pin" });
    const ranking = rankingWith([{ ...pinned, interface: "text-generation" }], { status: "partial" });
    const policy = { tasks: { "text-generation": { pin: { model: "maker/pinned" } } } };
    const plan = planFor({ task: "text-generation", entry: entryOf(known), ranking, policy });
    expect(plan.decisions[0]).toMatchObject({ action: "keep", isChange: false });
  });

  it("gets fallbacks behind it, which stay where the listing breaks off", () => {
    const others: Contender[] = [
      { model: "maker/a", score: 80, hosts: ["groq"] },
      { model: "maker/b", score: 75, hosts: ["together"] },
    ];
    const decision = decidePin(
      { model: "maker/pinned" },
      { ranking: rankingWith([pinned, ...others]), policy: { fallbacks: 2 } },
    );
    expect(decision.next?.fallbacks.map((each) => each.model)).toEqual(["maker/a", "maker/b"]);
    const entry = entryOf(standing, [choiceOf("maker/behind", { host: "together" })]);
    const partial = rankingWith([], { status: "partial" });
    const broken = decidePin({ model: "maker/pinned" }, { entry, ranking: partial, policy: { fallbacks: 2 } });
    expect(broken.next?.fallbacks).toEqual(entry.fallbacks);
  });

  it("that has ended leaves the model there until one is better by the margin", () => {
    const entry = entryOf(choiceOf("maker/pinned", { host: null, score: null, origin: "pin" }));
    const against = (score: number) =>
      decide({
        entry,
        ranking: rankingWith([
          { model: "maker/pinned", score: 70 },
          { model: "maker/other", score },
        ]),
      });
    // It is a choice like any other from now on, with its score and host.
    const kept = { action: "keep", to: { model: "maker/pinned", origin: "update", score: 70 } };
    expect(against(72)).toMatchObject(kept);
    expect(against(73)).toMatchObject({ action: "replace", to: { model: "maker/other" } });
  });
});
