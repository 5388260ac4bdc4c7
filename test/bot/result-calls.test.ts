import { describe, expect, it } from "vitest";
import { taskCard } from "../../src/bot/features/update/proof-card.ts";
import { resultCard } from "../../src/bot/features/update/result-card.ts";
import type { LanguageCode } from "../../src/bot/languages/language.ts";
import { textsOf } from "../../src/bot/languages/texts.ts";
import type { Moments } from "../../src/bot/messages/moments.ts";
import type { ChoiceFacts } from "../../src/domain/plan.ts";
import type { UpdateResult } from "../../src/pipeline/results.ts";
import { choiceOf } from "../support/plans.ts";

const summary = { models: 12, calls: 31, costUsdNanos: 2_100_000, durationMs: 900, skipped: [] as string[] };
const nothing = { tasks: [], sources: [], errors: [], durationMs: 1_000 };
const unchanged = { outcome: "unchanged", revision: 2, previousRevision: 1, planHash: null, ...nothing } as const;

function card(verification: UpdateResult["verification"], language: LanguageCode): string {
  const result: UpdateResult = {
    ...unchanged,
    tasks: [],
    sources: [],
    errors: [],
    ...(verification && { verification }),
  };
  const made = resultCard({
    result,
    texts: textsOf(language),
    moments: {} as Moments,
    expiresAt: null,
    trialShare: null,
  });
  return typeof made.text === "string" ? made.text : made.text.text;
}

describe("the card of an update's result", () => {
  it("tells what was called and what it cost, in both languages", () => {
    expect(card(summary, "en")).toContain("🔎 Called 12 models 31 times for $0.0021.");
    expect(card(summary, "pt")).toContain("🔎 12 modelos chamados, em 31 chamadas, por 0,0021");
    expect(card({ ...summary, costUsdNanos: null }, "en")).toContain("Called 12 models 31 times.");
  });

  it("tells why nothing was called, in both languages", () => {
    const none = { ...summary, calls: 0, skipped: ["no HF_TOKEN is set, so Hugging Face cannot be asked"] };
    expect(card(none, "en")).toContain("🔎 No model was called: no HF_TOKEN is set");
    expect(card(none, "pt")).toContain("🔎 Nenhum modelo foi chamado: HF_TOKEN não está definido");
  });

  it("tells why others were not called", () => {
    const some = { ...summary, skipped: ["the time for calls is used up"] };
    expect(card(some, "en")).toContain("for $0.0021. Not called: the time for calls is used up.");
  });

  it("tells how many models wait for a person, in both languages", () => {
    const result: UpdateResult = { ...unchanged, tasks: [], sources: [], errors: [], waiting: ["qvven/model"] };
    const shown = (language: LanguageCode) => {
      const made = resultCard({
        result,
        texts: textsOf(language),
        moments: {} as Moments,
        expiresAt: null,
        trialShare: null,
      });
      return typeof made.text === "string" ? made.text : made.text.text;
    };
    expect(shown("en")).toContain("1 model waits until one of you has looked at it: /approve");
    expect(shown("pt")).toContain("1 modelo espera que um administrador olhe para ele: /approve");
  });

  it("says nothing of calls where the policy wants none", () => {
    expect(card(undefined, "en")).not.toContain("🔎");
  });
});

describe("the proof of a choice", () => {
  const unknown = { inputPrice: null, outputPrice: null, isFree: null, firstTokenMs: null, tokensPerSecond: null };
  const facts: ChoiceFacts = {
    score: 90,
    confidence: 0.5,
    components: { popularity: 1, performance: 2, recency: 3, compatibility: 4 },
    ...unknown,
    contextLength: null,
    licence: "mit",
    parameters: null,
    createdAt: null,
    evidence: [],
    verdict: {
      outcome: "passed",
      reason: "answered 19 of 20 questions rightly",
      graded: { asked: 20, right: 19 },
      firstTokenMs: 412,
      tokensPerSecond: 81.4,
      costUsdNanos: 1_000,
    },
  };
  const task = {
    task: "conversational",
    action: "add",
    from: null,
    to: choiceOf("maker/model"),
    reason: "Chosen from 2 that qualify: 90.0 points.",
    facts: { from: null, to: facts },
  } as const;

  it("begins with what calls have shown, in both languages", () => {
    expect(taskCard(task, textsOf("en")).text).toContain(
      "✔ when it was called, it answered 19 of 20 questions rightly (first word after 0.41 s, 81 tokens a second)",
    );
    expect(taskCard(task, textsOf("pt")).text).toContain("✔ quando foi chamado, respondeu bem a 19 de 20 perguntas");
  });

  it("tells the estimate with its interval, and what looked better and was not taken", () => {
    const ability = { value: 92, low: 82, high: 97 };
    const reason = "when it was called, it did not answer in time";
    const passedOver = [{ model: "maker/boaster", reason }];
    const shown = { ...task, facts: { from: null, to: { ...facts, ability } }, passedOver };
    const english = taskCard(shown, textsOf("en")).text;
    expect(english).toContain("(most likely 82 to 97)");
    expect(english).toContain(`✖ not maker/boaster: ${reason}`);
    const portuguese = taskCard(shown, textsOf("pt")).text;
    expect(portuguese).toContain("(o mais provável: 82 a 97)");
    expect(portuguese).toContain("✖ não maker/boaster: quando foi chamado, não respondeu a tempo");
  });
});
