import { describe, expect, it } from "vitest";
import { type Contender, choiceOf, decide, entryOf, planFor, rankingWith } from "../support/plans.ts";

const policy = { prefer: ["local", "free"] };
/** As evaluation ranks it: local first, then what is free, then the rest. */
const small = (score: number, model = "small:3b"): Contender => {
  const isPreferred = score >= 60;
  return { model, score, provider: "ollama", isLocal: true, hosts: [null], preference: isPreferred ? 0 : 2 };
};
const free = (score: number, model = "maker/free"): Contender => ({ model, score, preference: 1 });
const other = (score: number, model = "maker/other"): Contender => ({ model, score, preference: 2 });
const own = choiceOf("small:3b", { provider: "ollama", host: null });

const chosen = (contenders: Contender[]) => decide({ ranking: rankingWith(contenders), policy });
const against = (standing: Contender, ...challengers: Contender[]) =>
  decide({
    entry: entryOf(choiceOf(standing.model, standing.provider === "ollama" ? own : {})),
    ranking: rankingWith([standing, ...challengers]),
    policy,
  });

describe("a preference of the policy", () => {
  it("goes first among what qualifies, whatever the score, and the reason says so", () => {
    const decision = chosen([other(95), free(80), small(61)]);
    expect(decision.to).toMatchObject({ provider: "ollama", model: "small:3b" });
    expect(decision.reason).toBe("Chosen from 3 that qualify: 61.0 points (the policy prefers local).");
    expect(chosen([other(95), free(80)]).to?.model).toBe("maker/free");
    expect(chosen([other(95)]).reason).toBe("Chosen from 1 that qualify: 95.0 points.");
  });

  it("lifts nothing over the minimum score", () => {
    expect(chosen([other(95), small(59.9)]).to?.model).toBe("maker/other");
  });

  it("replaces what it does not speak for without a margin", () => {
    const decision = against(other(95), small(61));
    expect(decision).toMatchObject({ action: "replace", to: { model: "small:3b" } });
    expect(decision.reason).toBe("61.0 points (the policy prefers local), before maker/other with 95.0.");
  });

  it("keeps what it speaks for against any score, and says that", () => {
    const decision = against(small(61), other(95), free(99));
    expect(decision).toMatchObject({ action: "keep", isChange: false });
    expect(decision.reason).toBe("Stays with 61.0 points. maker/free has 99.0, but the policy prefers local.");
  });

  it("leaves the margin its place among equals", () => {
    expect(against(small(61), small(63.9, "other:3b")).action).toBe("keep");
    const decision = against(small(61), small(64, "other:3b"), other(99));
    expect(decision).toMatchObject({ action: "replace", to: { model: "other:3b" } });
    expect(decision.reason).toBe("64.0 points (the policy prefers local), 3.0 more than small:3b (61.0).");
  });

  it("does not protect what has fallen below the minimum score", () => {
    expect(against(small(58), other(62)).to?.model).toBe("maker/other");
    expect(against(small(58), other(60)).to?.model).toBe("small:3b");
  });

  it("goes before a preferred family, which breaks ties among equals", () => {
    const families = { ...policy, preferredFamilies: ["Qwen"] };
    const ranking = rankingWith([other(95, "Qwen/Qwen3-32B"), small(64), small(63, "qwen3:4b")]);
    const decision = decide({ ranking, policy: families });
    expect(decision.to?.model).toBe("qwen3:4b");
    expect(decision.reason).toContain("a tie within the margin of 3; the policy prefers local, Qwen)");
  });

  it("moves a model to its host that is free", () => {
    const ranking = rankingWith([{ ...free(80), hosts: ["gratis", "novita"] }]);
    for (const route of ranking.best[0]?.usableRoutes ?? []) route.isFree = route.host === "gratis";
    const decision = decide({ entry: entryOf(choiceOf("maker/free")), ranking, policy });
    expect(decision.to).toMatchObject({ model: "maker/free", host: "gratis" });
    expect(decision.reason).toBe("The policy prefers free, as gratis serves maker/free.");
    const entry = decision.next;
    expect(decide({ entry, ranking, policy })).toMatchObject({ action: "keep", isChange: false });
  });
});

describe("the fallbacks behind a preference", () => {
  const fallbacks = (count: number, contenders: Contender[]) =>
    planFor({
      entry: entryOf(own),
      ranking: rankingWith([small(70), ...contenders]),
      policy: { ...policy, fallbacks: count },
    }).configuration.tasks.conversational?.fallbacks.map(({ model }) => model);
  const elsewhere = { ...other(95), hosts: ["groq"] };

  it("are of its kind too, but one runs elsewhere", () => {
    const crowd = [small(66, "a:3b"), small(65, "b:3b"), small(64, "c:3b"), elsewhere];
    expect(fallbacks(3, crowd)).toEqual(["a:3b", "b:3b", "maker/other"]);
    expect(fallbacks(2, crowd)).toEqual(["a:3b", "maker/other"]);
    expect(fallbacks(1, crowd)).toEqual(["maker/other"]);
  });

  it("are what there is where nothing runs elsewhere", () => {
    expect(fallbacks(2, [small(66, "a:3b"), small(65, "b:3b")])).toEqual(["a:3b", "b:3b"]);
  });

  it("come in its order, and stay as they are then", () => {
    const ranking = rankingWith([other(95, "maker/first"), small(66, "a:3b"), { ...other(90), hosts: ["groq"] }]);
    const unpreferred = entryOf(choiceOf("maker/first", { origin: "pin", score: null }), [
      choiceOf("maker/other", { host: "groq" }),
      choiceOf("a:3b", { provider: "ollama", host: null }),
    ]);
    const pinned = {
      ...policy,
      fallbacks: 2,
      tasks: { conversational: { pin: { model: "maker/first", host: "novita" } } },
    };
    const once = planFor({ entry: unpreferred, ranking, policy: pinned }).configuration.tasks.conversational;
    expect(once?.fallbacks.map(({ model }) => model)).toEqual(["a:3b", "maker/other"]);
    const twice = planFor({ entry: once ?? null, ranking, policy: pinned }).configuration.tasks.conversational;
    expect(twice).toBe(once);
  });
});
