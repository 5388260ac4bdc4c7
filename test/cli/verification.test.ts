import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RankResult } from "../../src/pipeline/rank.ts";
import type { UpdateResult } from "../../src/pipeline/results.ts";
import { dayMs } from "../support/candidates.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";
import { readTable } from "../support/store-tables.ts";

let program: TestProgram;

beforeEach(async () => {
  program = await createTestProgram({ environment: { HF_TOKEN: "hf_demo" } });
});
afterEach(() => program.remove());

const update = async (...words: string[]) =>
  (await program.json<UpdateResult>("update", "--task", "conversational", ...words)).document;
const chosen = () => program.configuration().tasks.conversational?.primary;
const verdicts = () =>
  readTable<{ model: string; host: string; outcome: string; asked: number | null; is_damaged: number }>(
    `${program.home}/history/modelvane.db`,
    "verdicts",
  );

async function best(): Promise<{ model: string; host: string | null }[]> {
  const { document } = await program.json<RankResult>("rank", "--task", "conversational");
  return document.ranking.filter(({ eligible }) => eligible);
}

describe("an update of a world whose models can be called", () => {
  it("chooses what has answered rightly, notes when, and tells what it called", async () => {
    const { verification, tasks } = await update();
    expect(verification).toMatchObject({ models: 3, calls: 3, skipped: [] });
    expect(verification?.costUsdNanos).toBeGreaterThan(0);
    expect(chosen()?.verifiedAt).toMatch(/^2026-11-21T/);
    expect(tasks[0]?.facts?.to?.verdict).toMatchObject({ outcome: "passed", reason: "answered rightly" });
    expect(verdicts().map(({ outcome }) => outcome)).toEqual(["passed", "passed", "passed"]);
  });

  it("writes down no call as a use of people's", async () => {
    await update();
    const { document } = await program.json<{ total: number }>("stats");
    expect(document.total).toBe(0);
  });

  it("does not choose what is listed as live and does not answer", async () => {
    const [first] = await best();
    program.world.router.fail({ kind: "status", status: 404, ...(first && { model: first.model }) });
    await update();
    expect(chosen()?.model).not.toBe(first?.model);
    expect(chosen()?.verifiedAt).not.toBeNull();
  });

  it("does not choose what answers wrongly", async () => {
    const [first] = await best();
    if (first) program.world.setQuality(first.model, 0);
    await update();
    expect(chosen()?.model).not.toBe(first?.model);
  });

  it("says which check what stands has failed, and replaces it", async () => {
    await update();
    const before = chosen()?.model ?? "";
    program.world.setQuality(before, 0);
    expect((await update()).verification?.calls).toBe(0);
    program.clock.advance(4 * dayMs);
    const { tasks } = await update();
    expect(tasks[0]).toMatchObject({ action: "replace", from: { model: before } });
    expect(tasks[0]?.reason).toMatch(new RegExp(`^${before}.* answered wrongly: `));
  });

  it("holds an account without credit against no model", async () => {
    program.world.router.fail({ kind: "status", status: 402, when: (url) => !url.pathname.endsWith("/models") });
    const [first] = await best();
    const { verification } = await update();
    expect(chosen()).toMatchObject({ model: first?.model, verifiedAt: null });
    expect(verdicts().every(({ outcome }) => outcome === "unproven")).toBe(true);
    expect(verification?.calls).toBeLessThanOrEqual(3);
  });

  it("asks no more in a dry run than it would tell, and leaves no trace", async () => {
    const { verification } = await update("--dry-run");
    expect(verification?.calls).toBe(3);
    expect(() => program.readText("history", "modelvane.db")).toThrow();
  });

  it("calls nothing where the policy wants none", async () => {
    program.writePolicy({ verification: { enabled: false } });
    expect((await update()).verification).toBeUndefined();
    expect(program.world.router.calls).toEqual([]);
  });
});

describe("with money", () => {
  it("a host that serves a damaged copy is left out, and the model stays by another", async () => {
    program.writePolicy({ verification: { budget: 5, candidates: 1 } });
    const [first] = await best();
    const { model = "", host = null } = first ?? {};
    program.world.setQuality(model, 0.95);
    program.world.setQuality(model, 0.3, host);
    await update();
    expect(chosen()).toMatchObject({ model });
    expect(chosen()?.host).not.toBe(host);
    const damaged = verdicts().filter((each) => each.is_damaged === 1);
    expect(damaged.map((each) => [each.model, each.host, each.outcome])).toEqual([[model, host, "failed"]]);
  });

  it("the longer set is asked once a week, and one question in the nights between", async () => {
    program.writePolicy({ verification: { budget: 5 } });
    await update();
    const asked = () => verdicts().filter(({ asked }) => asked !== null);
    const key = ({ model, host }: { model: string; host: string }) => `${model} on ${host}`;
    const first = asked().map(key);
    program.clock.advance(86_400_000);
    await update();
    // What has come among the best since is asked now; what was asked the night before is not.
    expect(new Set(asked().map(key)).size).toBe(asked().length);
    program.clock.advance(7 * 86_400_000);
    await update();
    expect(asked().filter((each) => first.includes(key(each))).length).toBeGreaterThan(first.length);
  });
});
