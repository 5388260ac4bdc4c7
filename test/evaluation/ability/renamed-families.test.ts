import { describe, expect, it } from "vitest";
import type { AbilityEstimate } from "../../../src/domain/ability.ts";
import type { Candidate } from "../../../src/domain/candidate.ts";
import type { Knowledge } from "../../../src/domain/knowledge.ts";
import { evaluate } from "../../../src/evaluation/score.ts";
import { rulesFor } from "../../support/candidates.ts";
import { knowing } from "../../support/knowledge.ts";
import { knownModels } from "../../support/known-models.ts";
import { renameFamily } from "../../support/rename-families.ts";

const models = knownModels();

function renamed(candidate: Candidate): Candidate {
  const { model, lineage } = candidate;
  return {
    ...candidate,
    model: renameFamily(model),
    lineage: lineage && { ...lineage, bases: lineage.bases.map(renameFamily) },
  };
}

/** What earlier runs have seen of them. */
function knowledgeOf(candidates: readonly Candidate[]): Knowledge {
  const facts = candidates.map(({ model, createdAt, parameters }) => [model, { createdAt, parameters }] as const);
  const identities = candidates.map(({ provider, model }) => ({ provider, model }));
  return { ...knowing(Object.fromEntries(facts)), models: () => identities };
}

const nothing = knowing({});
const worlds = {
  "without earlier runs": [nothing, nothing],
  "with earlier runs": [knowledgeOf(models), knowledgeOf(models.map(renamed))],
} as const;

describe("a name of a family", () => {
  it("is nonsense in these tests, but for sizes and the field's own words", () => {
    expect(renameFamily("Qwen/Qwen3-235B-A22B-Instruct-2507")).toMatch(
      /^(?!Qwen)\w{4}\/(?!Qwen)\w{4}3-235B-A22B-Instruct-2507$/,
    );
    expect(renameFamily("meta-llama/Llama-4-Scout-17B-16E-Instruct-FP8")).toMatch(/-4-\w{5}-17B-16E-Instruct-FP8$/);
    expect(models.length).toBeGreaterThan(300);
    expect(models.every(({ model }) => renameFamily(model) !== model)).toBe(true);
  });

  const tasks = ["conversational", "code-generation", "text-to-image"] as const;
  for (const [world, [before, after]] of Object.entries(worlds)) {
    it.each(tasks)(`moves no estimate outside its interval: %s, ${world}`, (task) => {
      const [rules, rulesAfter] = [rulesFor({ task, knowledge: before }), rulesFor({ task, knowledge: after })];
      const pairs = models.map((candidate): [string, AbilityEstimate, AbilityEstimate] => [
        candidate.model,
        evaluate(candidate, rules).ability,
        evaluate(renamed(candidate), rulesAfter).ability,
      ]);
      const outside = pairs.filter(([, { low, high }, { value }]) => value < low || value > high);
      expect(outside.map(([model]) => model)).toEqual([]);
      // Some families are named for code. All others stay where they were.
      const moved = pairs.filter(([, one, other]) => Math.abs(one.value - other.value) > 1e-9).map(([model]) => model);
      expect(moved.filter((model) => !/code|devstral/i.test(model))).toEqual([]);
    });
  }
});
