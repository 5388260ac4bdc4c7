import { describe, expect, it } from "vitest";
import type { SourceStatus } from "../../src/domain/evaluation.ts";
import type { Choice } from "../../src/domain/route.ts";
import {
  type Contender,
  choiceOf,
  decide,
  entryOf,
  type PlanForOptions,
  planFor,
  rankingWith,
} from "../support/plans.ts";

const hub: SourceStatus = { source: "huggingface", status: "complete", errors: [] };
const server: SourceStatus = { source: "ollama", status: "complete", errors: [] };
const off: SourceStatus = { source: "ollama", status: "partial", errors: ["Ollama does not answer."] };
const illHub: SourceStatus = { source: "huggingface", status: "partial", errors: ["The Hub answered 500."] };

const small = (score: number): Contender => ({ model: "small:3b", score, provider: "ollama", hosts: [null] });
const own = (facts: Partial<Choice> = {}) => choiceOf("small:3b", { provider: "ollama", host: null, ...facts });
const ranked = (contenders: Contender[], sources: SourceStatus[]) => rankingWith(contenders, { sources });

describe("a task whose model's own source could not be read", () => {
  const better: Contender[] = [{ model: "maker/better", score: 99 }];

  it.each([
    [off, "The listing of ollama is not complete (Ollama does not answer.), so nothing is changed."],
    [{ ...off, status: "empty", errors: [] }, "The listing of ollama is empty, so nothing is changed."],
  ] as const)("is held, whatever the others have: %j", (status, reason) => {
    const entry = entryOf(own(), [choiceOf("maker/behind")]);
    const plan = planFor({ entry, ranking: ranked(better, [hub, status]), policy: { fallbacks: 2 } });
    expect(plan.decisions[0]).toMatchObject({ action: "hold", isChange: false, reason });
    expect(plan.configuration.tasks.conversational).toBe(entry);
  });

  it("is held where the model is a built-in one", () => {
    const entry = entryOf(choiceOf("maker/seed", { origin: "seed", host: null, score: null }));
    const decision = decide({ entry, ranking: ranked([small(65)], [illHub, server]) });
    expect(decision).toMatchObject({ action: "hold", isChange: false });
  });

  it("is not held where the policy no longer declares the source: then the model is gone", () => {
    const decision = decide({ entry: entryOf(own()), ranking: ranked(better, [hub]) });
    expect(decision).toMatchObject({ action: "replace", to: { model: "maker/better" } });
  });
});

describe("a task whose model's own source could be read", () => {
  it("goes on although another source failed", () => {
    const contenders = [small(60), { model: "maker/better", score: 99 }];
    const entry = entryOf(choiceOf("maker/standing"));
    const gone = decide({ entry, ranking: ranked(contenders, [hub, off]) });
    expect(gone).toMatchObject({ action: "replace", to: { model: "maker/better" } });
  });

  it("gets a model of the source that could be read where it has none yet", () => {
    const decision = decide({ ranking: ranked([small(65)], [illHub, server]) });
    expect(decision).toMatchObject({ action: "add", to: { provider: "ollama", model: "small:3b" } });
  });
});

describe("a fallback whose own source could not be read", () => {
  const first: Contender = { model: "maker/first", score: 90 };
  const others: Contender[] = [
    first,
    { model: "maker/b", score: 80, hosts: ["groq"] },
    { model: "maker/c", score: 70, hosts: ["together"] },
  ];
  const renewed = (fallbacks: Choice[], options: Partial<PlanForOptions> = {}) => {
    const entry = entryOf(choiceOf("maker/first"), fallbacks);
    const plan = planFor({ entry, ranking: ranked(others, [hub, off]), policy: { fallbacks: 2 }, ...options });
    return { entry, next: plan.configuration.tasks.conversational };
  };
  const modelsOf = (...[fallbacks, options]: Parameters<typeof renewed>) =>
    renewed(fallbacks, options).next?.fallbacks.map(({ model }) => model);

  it("stays where it is, as the very same choice, and the others are chosen around it", () => {
    const unread = own();
    const { next } = renewed([unread, choiceOf("maker/gone", { host: "groq" })]);
    expect(next?.fallbacks[0]).toBe(unread);
    expect(next?.fallbacks.map(({ model }) => model)).toEqual(["small:3b", "maker/b"]);
    expect(modelsOf([choiceOf("maker/gone", { host: "groq" }), own()])).toEqual(["maker/b", "small:3b"]);
  });

  it("leaves the entry as it is where all else is good", () => {
    const { entry, next } = renewed([choiceOf("maker/b", { host: "groq" }), own()]);
    expect(next).toBe(entry);
  });

  it("does not keep the first place from what is better", () => {
    const entry = entryOf(choiceOf("maker/gone"), [own()]);
    const plan = planFor({ entry, ranking: ranked(others, [hub, off]), policy: { fallbacks: 2 } });
    expect(plan.configuration.tasks.conversational).toMatchObject({
      primary: { model: "maker/first" },
      fallbacks: [{ model: "small:3b" }, { model: "maker/b" }],
    });
  });

  it("goes where the policy wants fewer", () => {
    expect(modelsOf([choiceOf("maker/b", { host: "groq" }), own()], { policy: { fallbacks: 1 } })).toEqual(["maker/b"]);
  });
});

describe("a pin", () => {
  const pin = { provider: "ollama", model: "small:3b" };
  const policy = { fallbacks: 2, tasks: { conversational: { pin }, summarization: { pin } } };

  it("of a model whose source could not be read holds, with what stands behind it", () => {
    const entry = entryOf(own({ origin: "pin", score: null }), [choiceOf("maker/behind")]);
    const ranking = ranked([{ model: "maker/better", score: 99 }], [hub, off]);
    const plan = planFor({ entry, ranking, policy });
    expect(plan.decisions[0]).toMatchObject({ action: "keep", isChange: false, reason: "Pinned by the policy." });
    expect(plan.configuration.tasks.conversational).toBe(entry);
  });

  it("of a model that its server no longer has says so", () => {
    const decision = decide({ entry: null, ranking: ranked([], [hub, server]), policy });
    expect(decision.reason).toContain("no host is listed that serves it");
  });

  it("speaks to what is no model of the hub by chat, until a listing says otherwise", () => {
    const decision = decide({ ranking: ranked([], [hub, off]), policy, task: "summarization" });
    expect(decision.to).toMatchObject({ provider: "ollama", model: "small:3b", host: null, interface: "chat" });
  });
});
