import { describe, expect, it } from "vitest";
import type { Knowledge, PastModel } from "../../../src/domain/knowledge.ts";
import { taskOf } from "../../../src/domain/task.ts";
import { generationOf } from "../../../src/evaluation/ability/generation.ts";
import { createEligibilityRules } from "../../../src/evaluation/eligibility.ts";
import { evaluate } from "../../../src/evaluation/score.ts";
import { candidateWith, dayMs, policyWith, testNow } from "../../support/candidates.ts";

describe("a model's generation", () => {
  it.each([
    ["Qwen/Qwen3.5-397B-A17B", "qwen", "3.5.0"],
    ["meta-llama/Llama-3.1-8B-Instruct", "llama", "3.1.0"],
    ["mistralai/Mistral-7B-Instruct-v0.3", "mistral", "0.3.0"],
    ["deepseek-ai/DeepSeek-V3-0324", "deepseek", "3.0.0"],
    ["microsoft/phi-4", "phi", "4.0.0"],
    ["qwen3:8b", "qwen", "3.0.0"],
    ["moonshotai/Kimi-K2-Instruct-0905", "kimik", "2.0.0"],
  ])("of %s is read from its name", (model, family, version) => {
    const generation = generationOf(model);
    expect([generation?.family, generation?.version.version]).toEqual([family, version]);
  });

  it.each(["openai/gpt-oss-120b", "Qwen/QwQ-32B", "tiiuae/falcon-180B-chat", "google/gemma-7b-it", "", "///", "7b"])(
    "is not made up of a size: %s",
    (model) => expect(generationOf(model)).toBeNull(),
  );

  it("is read in no time from a name that is made to take long", () => {
    expect(generationOf(`a/${"a-".repeat(50_000)}v`)).toBeNull();
    expect(generationOf(`a/${"1.".repeat(50_000)}b`)).toBeNull();
  });
});

function knowing(models: Readonly<Record<string, number>>): Knowledge {
  const past = ([model, days]: [string, number]): [string, PastModel] => [
    model,
    { createdAt: testNow - days * dayMs, parameters: null, downloads: null, firstSeen: testNow },
  ];
  const known = new Map(Object.entries(models).map(past));
  return {
    past: ({ model }) => known.get(model),
    models: () => [...known.keys()].map((model) => ({ provider: "huggingface", model })),
    graded: () => undefined,
  };
}

function abilityOf(facts: Parameters<typeof candidateWith>[0], models: Readonly<Record<string, number>> = {}): number {
  const name = "conversational";
  const rules = createEligibilityRules({
    name,
    task: taskOf(name),
    policy: policyWith(),
    held: [],
    now: testNow,
    knowledge: knowing(models),
  });
  return evaluate(candidateWith(facts), rules).ability.rating;
}

describe("a generation that had a successor", () => {
  const late = { model: "maker/Wind2.5-7B-Instruct-1M", createdAt: testNow - 10 * dayMs };

  it("does not become new by being made anew", () => {
    expect(abilityOf(late, { "maker/Wind3-8B": 300 })).toBeLessThan(abilityOf(late) - 50);
  });

  it("is not made old by others who call theirs by a later number", () => {
    expect(abilityOf(late, { "stranger/Wind99-8B": 300 })).toBe(abilityOf(late));
  });

  it("keeps its own date where that is the earlier one", () => {
    const early = { ...late, createdAt: testNow - 400 * dayMs };
    expect(abilityOf(early, { "maker/Wind3-8B": 300 })).toBe(abilityOf(early));
  });
});

describe("a model that tells no date", () => {
  it("is as old as its generation elsewhere", () => {
    const local = { provider: "ollama", model: "wind3:8b", createdAt: null };
    expect(abilityOf(local, { "maker/Wind3-70B": 20 })).toBeGreaterThan(abilityOf(local) + 50);
    expect(abilityOf(local, { "maker/Wind3-70B": 900 })).toBeLessThan(abilityOf(local) - 50);
  });
});
