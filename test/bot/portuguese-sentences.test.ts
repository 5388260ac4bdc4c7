import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sentence } from "../../src/bot/languages/portuguese/sentences/sentences.ts";
import type { RankResult } from "../../src/pipeline/rank.ts";
import type { UpdateResult } from "../../src/pipeline/results.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";

let program: TestProgram;

beforeEach(async () => {
  program = await createTestProgram();
});

afterEach(() => program.remove());

/** Sentences that are left in English, each once. */
function untranslated(sentences: readonly string[]): string[] {
  return [...new Set(sentences)].filter((each) => sentence(each) === each);
}

const english = /\b(the|its?|points|has|with|days|but|nothing|is|to|of)\b/;

describe("the program's own sentences in Portuguese", () => {
  it.each([
    ["the defaults", {}],
    ["only free models", { freeOnly: true }],
    ["a price that nothing keeps to", { maximumPrice: 0.001 }],
    ["downloads that few models have", { minimumDownloads: 1_000_000 }],
    ["an age that few models have", { minimumAgeDays: 1_000 }],
    ["few licences", { allowedLicences: ["copyleft"] }],
    ["an ignored model", { ignore: ["Qwen/Qwen3.6-27B"] }],
  ])("cover the reasons and the facts of a ranking by a policy of %s", async (_what, policy) => {
    program.writePolicy(policy);
    for (const task of ["code-generation", "text-to-image"]) {
      const { ranking } = (await program.json<RankResult>("rank", "--task", task)).document;
      expect(untranslated(ranking.flatMap((row) => [...row.reasons, ...row.evidence]))).toEqual([]);
    }
  });

  it("cover what updates say of each task", async () => {
    const reasons: string[] = [];
    async function update(): Promise<void> {
      const { tasks } = (await program.json<UpdateResult>("update")).document;
      reasons.push(...tasks.map(({ reason }) => reason));
    }
    await update();
    await update();
    program.world.closeHost("ovhcloud");
    await update();
    program.world.removeModel("google-bert/bert-base-uncased");
    program.writePolicy({ ignore: ["Qwen/Qwen3.6-27B"], tasks: { translation: { enabled: false } } });
    await update();
    program.writePolicy({ minimumScore: 99, margin: 0, preferredFamilies: [] });
    await update();
    program.writePolicy({ tasks: { summarization: { pin: { model: "nobody/nothing" } } }, margin: 0 });
    await update();
    await program.run("rollback", "--to", "2");
    await update();
    program.world.hub.fail({ kind: "empty" });
    await update();
    expect(new Set(reasons.map((each) => each.replace(/\S*\d\S*/g, ""))).size).toBeGreaterThan(15);
    expect(untranslated(reasons)).toEqual([]);
    const mixed = reasons.map(sentence).filter((each) => english.test(each.replace(/\S+[/:-]\S+/g, "")));
    expect([...new Set(mixed)]).toEqual([]);
  });

  it.each([
    { kind: "status", status: 500 } as const,
    { kind: "status", status: 401 } as const,
    { kind: "status", status: 429 } as const,
    { kind: "html" } as const,
    { kind: "truncated" } as const,
    { kind: "closed" } as const,
  ])("cover a server that fails: $kind $status", async (fault) => {
    program.world.hub.fail(fault);
    program.world.router.fail(fault);
    const { errors } = (await program.json<RankResult>("rank", "--task", "text-to-image")).document;
    expect(errors.length).toBeGreaterThan(0);
    expect(untranslated(errors.filter((each) => !each.includes("leaderboard") && !each.includes("catalogue")))).toEqual(
      [],
    );
  });

  it("leave alone what they do not know", () => {
    expect(sentence("Something new has happened.")).toBe("Something new has happened.");
    expect(sentence("")).toBe("");
  });

  it("read hostile sentences in no time", () => {
    const began = performance.now();
    for (const end of ["has", "has.", "; does.", "b has c."]) sentence(`${"a on b. ".repeat(2_000)}${end}`);
    sentence(`${"(".repeat(5_000)} Behind it now: ${"x, ".repeat(5_000)}`);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
