import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { HistoryEntry } from "../../src/domain/history.ts";
import type { RankResult } from "../../src/pipeline/rank.ts";
import type { RollbackResult, UpdateResult } from "../../src/pipeline/results.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";

let program: TestProgram;

beforeEach(async () => {
  program = await createTestProgram();
  await program.run("update", "--json");
});

afterEach(() => program.remove());

const primaryOf = (task: string) => program.configuration().tasks[task]?.primary;
const rollback = (...words: string[]) => program.json<RollbackResult>("rollback", ...words);

/** A second revision over the first, with other models for two tasks. */
async function updateAgain(): Promise<void> {
  for (const task of ["fill-mask", "text-to-speech"]) program.world.removeModel(String(primaryOf(task)?.model));
  await program.run("update", "--json");
}

describe("rollback", () => {
  it("brings the revision before back, as a new one, and tells which tasks it changed", async () => {
    const before = program.configuration();
    await updateAgain();
    const after = program.configuration();
    const { exitCode, document } = await rollback();
    expect(exitCode).toBe(0);
    expect(document).toMatchObject({ outcome: "applied", revision: 4, restored: 2 });
    const changed = document.tasks.find((each) => each.task === "fill-mask");
    expect(changed).toEqual({
      task: "fill-mask",
      from: after.tasks["fill-mask"]?.primary,
      to: before.tasks["fill-mask"]?.primary,
    });
    expect(program.configuration()).toMatchObject({ revision: 4, tasks: before.tasks });
    const { entries } = (await program.json<{ entries: HistoryEntry[] }>("history", "--limit", "1")).document;
    expect(entries).toMatchObject([
      { kind: "rollback", revision: 4, restored: 2, success: true, trigger: "command line" },
    ]);
  });

  it("goes a step further back when it is asked for again", async () => {
    program.world.removeModel(String(primaryOf("summarization")?.model));
    await program.run("update", "--json");
    await rollback();
    expect((await rollback()).document).toMatchObject({ outcome: "applied", revision: 5, restored: 1 });
    expect(primaryOf("conversational")?.origin).toBe("seed");
  });

  it("steps back through changes of hosts alone, and without any holds", async () => {
    program.writePolicy({ rollbackHoldDays: 0 });
    const { host } = primaryOf("conversational") ?? {};
    program.world.closeHost(String(host));
    await program.run("update", "--json");
    expect(primaryOf("conversational")?.host).not.toBe(host);
    const first = await program.run("rollback");
    expect(first.output).not.toContain("is held");
    expect(primaryOf("conversational")?.host).toBe(host);
    await rollback();
    expect(primaryOf("conversational")?.origin).toBe("seed");
  });

  it("brings back a revision that differs in nothing but other keys", async () => {
    const edited = (note: string) =>
      writeFileSync(join(program.home, "config", "models.json"), JSON.stringify({ ...program.configuration(), note }));
    edited("one");
    await program.run("backup");
    edited("two");
    await program.run("backup");
    expect((await rollback("--to", "3")).exitCode).toBe(0);
    expect(program.configuration()).toMatchObject({ note: "one" });
  });

  it("never brings back by itself what an earlier rollback took out", async () => {
    await updateAgain();
    const bad = primaryOf("fill-mask");
    await rollback();
    // Another revision in between, another scope, and a history that has forgotten the rollback.
    program.world.removeModel(String(primaryOf("text-to-video")?.model));
    await program.run("update", "--task", "text-to-video");
    program.writePolicy({ historyLimit: 1 });
    await program.run("update", "--task", "translation");
    await rollback("--task", "fill-mask");
    expect(primaryOf("fill-mask")).not.toEqual(bad);
    await rollback();
    expect(primaryOf("fill-mask")).not.toEqual(bad);
    expect((await rollback("--to", "3")).exitCode).toBe(0);
    expect(primaryOf("fill-mask")).toEqual(bad);
  });

  it("brings any kept revision back by its number", async () => {
    await updateAgain();
    expect((await rollback("--to", "1")).document).toMatchObject({ revision: 4, restored: 1 });
    expect((await rollback("--to", "3")).document).toMatchObject({ revision: 5, restored: 3 });
  });

  it("for one task leaves the others as they are", async () => {
    const before = program.configuration();
    await updateAgain();
    const after = program.configuration();
    const { document } = await rollback("--task", "fill-mask");
    expect(document.tasks.map((each) => each.task)).toEqual(["fill-mask"]);
    expect(program.configuration().tasks).toEqual({ ...after.tasks, "fill-mask": before.tasks["fill-mask"] });
  });

  it("holds what it took out, so that the next update does not bring it back", async () => {
    const old = primaryOf("fill-mask");
    await updateAgain();
    const removed = primaryOf("fill-mask");
    await rollback("--task", "fill-mask");
    // The restored model is gone for good, so the update has to choose again.
    const { document } = await program.json<UpdateResult>("update", "--task", "fill-mask");
    expect(document.tasks[0]).toMatchObject({ action: "replace", from: { model: old?.model } });
    expect(primaryOf("fill-mask")?.model).not.toBe(removed?.model);
    const { ranking } = (await program.json<RankResult>("rank", "--task", "fill-mask")).document;
    const row = ranking.find((each) => each.model === removed?.model);
    expect(row).toMatchObject({ eligible: false, reasons: [expect.stringContaining("rolled back on 2026-11-21")] });
  });

  it("lets the model be chosen again after the policy's days, or when a person releases it", async () => {
    const { document } = await program.json<UpdateResult>("update", "--dry-run", "--task", "fill-mask");
    const model = String(document.tasks[0]?.from?.model);
    await rollback("--to", "1");
    const eligible = async () => {
      const { ranking } = (
        await program.json<{ ranking: { model: string; eligible: boolean }[] }>("rank", "--task", "fill-mask")
      ).document;
      return ranking.find((row) => row.model === model)?.eligible;
    };
    expect(await eligible()).toBe(false);
    expect((await program.json("release", model)).document).toMatchObject({ released: 1 });
    expect(await eligible()).toBe(true);
    await rollback("--to", "2");
    await rollback("--to", "1");
    expect(await eligible()).toBe(false);
    program.clock.advance(31 * 24 * 3_600_000);
    expect(await eligible()).toBe(true);
  });

  it("ends every hold at once with release --all, and takes a model or --all, not both", async () => {
    await rollback("--to", "1");
    const { document } = await program.json<{ released: number }>("release", "--all");
    expect(document.released).toBeGreaterThan(17);
    expect((await program.run("release")).exitCode).toBe(2);
    expect((await program.run("release", "a/b", "--all")).exitCode).toBe(2);
    expect((await program.json("release", "--all", "--task", "fill-mask")).document).toMatchObject({ released: 0 });
  });

  it("refuses a revision that is not kept, and lists those that are", async () => {
    const { exitCode, document, errorOutput } = await rollback("--to", "99");
    expect(exitCode).toBe(1);
    expect(document).toMatchObject({ outcome: "failed", revision: null, restored: null, tasks: [] });
    expect(errorOutput).toMatch(/99/);
    expect(errorOutput).toMatch(/1, 2|2, 1|2 and 1|1 and 2/);
  });

  it("says where there is nothing to roll back", async () => {
    expect(await rollback("--to", "2")).toMatchObject({
      exitCode: 1,
      errorOutput: expect.stringContaining("nothing to roll back"),
    });
    const fresh = await createTestProgram();
    expect(await fresh.run("rollback")).toMatchObject({
      exitCode: 1,
      errorOutput: expect.stringContaining("no configuration yet"),
    });
    await fresh.remove();
  });

  it("keeps every revision that the policy asks for, however many runs changed nothing since", async () => {
    for (let run = 0; run < 5; run += 1) await program.run("update", "--task", "fill-mask");
    program.writePolicy({ historyLimit: 2 });
    await program.run("update", "--task", "fill-mask");
    expect((await program.json<{ entries: unknown[] }>("history")).document.entries).toHaveLength(2);
    expect((await rollback("--to", "1")).document.outcome).toBe("applied");
  });
});
