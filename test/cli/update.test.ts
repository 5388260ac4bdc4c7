import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSyntheticSource } from "../../demo/world/synthetic.ts";
import { taskNames } from "../../src/domain/task.ts";
import type { UpdateResult } from "../../src/pipeline/results.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";

let program: TestProgram;

beforeEach(async () => {
  program = await createTestProgram();
});

afterEach(() => program.remove());

const update = (...words: string[]) => program.json<UpdateResult>("update", ...words);
const bestChat = () => program.configuration().tasks.conversational?.primary;

describe("a dry run", () => {
  it("plans every task and changes nothing", async () => {
    const { exitCode, document } = await update("--dry-run");
    expect(exitCode).toBe(0);
    expect(document).toMatchObject({ outcome: "dry-run", revision: null, previousRevision: null, errors: [] });
    expect(document.tasks.map((each) => each.task)).toEqual([...taskNames]);
    expect(new Set(document.tasks.map((each) => each.action))).toEqual(new Set(["add"]));
    expect(existsSync(join(program.home, "config", "models.json"))).toBe(false);
    expect((await program.json("history")).document).toEqual({ entries: [] });
  });

  it("can be applied exactly, by its hash", async () => {
    const planned = (await update("--dry-run")).document;
    const applied = await program.json<UpdateResult>("apply", String(planned.planHash));
    expect(applied).toMatchObject({ exitCode: 0, document: { outcome: "applied", revision: 1 } });
    for (const { task, to } of planned.tasks) expect(program.configuration().tasks[task]?.primary).toEqual(to);
    expect((await program.json<{ lastUpdate: string | null }>("status")).document.lastUpdate).not.toBeNull();
  });
});

describe("the first update", () => {
  it("seeds a configuration, then replaces the seeds by what it finds", async () => {
    const { exitCode, document } = await update();
    expect(exitCode).toBe(0);
    expect(document).toMatchObject({ outcome: "applied", previousRevision: 1, revision: 2, errors: [] });
    const { tasks, revision, schemaVersion, intents } = program.configuration();
    expect({ revision, schemaVersion }).toEqual({ revision: 2, schemaVersion: "1.0.0" });
    expect(Object.keys(tasks)).toEqual([...taskNames]);
    expect(Object.values(tasks).map((each) => each.primary.origin)).not.toContain("seed");
    expect(intents).toMatchObject({
      conversation: ["conversational", "text-generation"],
      code_generation: ["code-generation"],
    });
    const { entries } = (await program.json<{ entries: { kind: string; revision: number }[] }>("history")).document;
    expect(entries.map(({ kind, revision: at }) => [kind, at])).toEqual([
      ["update", 2],
      ["seed", 1],
    ]);
  });

  it("gives each task a primary and two fallbacks, on different hosts where there is a choice", async () => {
    await update();
    const { primary, fallbacks } = program.configuration().tasks.conversational ?? {};
    const hosts = [primary, ...(fallbacks ?? [])].map((choice) => choice?.host);
    expect(hosts).toHaveLength(3);
    expect(new Set(hosts).size).toBe(3);
  });

  it("writes the schemas beside the files that they describe", async () => {
    await update();
    expect(JSON.parse(program.readText("config", "models.schema.json"))).toHaveProperty("properties.tasks");
    expect(JSON.parse(program.readText("config", "policy.schema.json"))).toHaveProperty("properties.weights");
  });

  it("keeps the seeds where the Hub cannot be reached, and fails", async () => {
    program.world.hub.fail({ kind: "status", status: 500 });
    const { exitCode, document } = await update();
    expect(exitCode).toBe(1);
    expect(document).toMatchObject({ outcome: "failed", revision: 1 });
    expect(document.errors.join()).toContain("500");
    expect(bestChat()?.origin).toBe("seed");
  });

  it("seeds nothing where a configuration stands, even for tasks that it lacks", async () => {
    await update("--task", "conversational");
    expect(program.configuration().revision).toBe(2);
    const seeded = program.configuration().tasks["fill-mask"];
    await update("--task", "conversational");
    expect(program.configuration().tasks["fill-mask"]).toEqual(seeded);
    expect(program.configuration().revision).toBe(2);
  });
});

describe("a further update", () => {
  beforeEach(async () => {
    await update();
  });

  it("changes nothing where nothing has changed, and does not call that an update", async () => {
    const before = program.readText("config", "models.json");
    const { exitCode, document } = await update();
    expect(exitCode).toBe(0);
    expect(document).toMatchObject({ outcome: "unchanged", revision: 2, previousRevision: 2, planHash: null });
    expect(new Set(document.tasks.map((each) => each.action))).toEqual(new Set(["keep"]));
    expect(program.readText("config", "models.json")).toBe(before);
    const { entries } = (await program.json<{ entries: unknown[] }>("history", "--limit", "1")).document;
    expect(entries).toMatchObject([{ outcome: "unchanged", updated: 0, success: true }]);
  });

  it("moves a model to another host when its host stops serving it", async () => {
    const { model, host } = bestChat() ?? {};
    program.world.removeHost(String(model), String(host));
    const { document } = await update("--task", "conversational");
    expect(document.tasks).toMatchObject([{ action: "replace", from: { model, host }, to: { model } }]);
    expect(document.tasks[0]?.reason).toContain(`${host} no longer serves ${model}`);
    expect(bestChat()?.host).not.toBe(host);
  });

  it("replaces a model that is gone, and says so", async () => {
    const gone = String(bestChat()?.model);
    program.world.removeModel(gone);
    const { document } = await update("--task", "conversational");
    expect(document.tasks[0]).toMatchObject({
      action: "replace",
      reason: expect.stringContaining(`${gone} is no longer listed`),
    });
    expect(bestChat()?.model).not.toBe(gone);
  });

  it("replaces a fallback that is gone and keeps the primary", async () => {
    const entry = program.configuration().tasks.conversational;
    const gone = String(entry?.fallbacks[0]?.model);
    program.world.removeModel(gone);
    const { document } = await update("--task", "conversational");
    expect(document).toMatchObject({ outcome: "applied", tasks: [{ action: "keep" }] });
    expect(bestChat()).toEqual(entry?.primary);
    expect(program.configuration().tasks.conversational?.fallbacks.map((each) => each.model)).not.toContain(gone);
  });

  it("leaves what other programs wrote into the file where it was", async () => {
    const configuration = program.configuration();
    const marked = {
      ...configuration,
      note: "ours",
      tasks: { ...configuration.tasks, "my-own-task": configuration.tasks.translation },
    };
    const { writeFileSync } = await import("node:fs");
    writeFileSync(join(program.home, "config", "models.json"), JSON.stringify(marked));
    program.world.removeModel(String(bestChat()?.model));
    expect((await update()).document.outcome).toBe("applied");
    expect(program.configuration()).toMatchObject({
      note: "ours",
      tasks: { "my-own-task": configuration.tasks.translation },
    });
  });

  it("drops a task that the policy turns off, and adds it again when it is turned on", async () => {
    program.writePolicy({ tasks: { "fill-mask": { enabled: false } } });
    expect((await update()).document.tasks.find((each) => each.task === "fill-mask")).toMatchObject({
      action: "drop",
      to: null,
    });
    expect(program.configuration().tasks).not.toHaveProperty("fill-mask");
    program.writePolicy({});
    expect((await update()).document.tasks.find((each) => each.task === "fill-mask")).toMatchObject({ action: "add" });
  });
});

describe("with autoApply off", () => {
  beforeEach(async () => {
    await update();
    program.writePolicy({ autoApply: false });
    program.world.removeModel(String(bestChat()?.model));
  });

  it("an update ends planned, changes nothing, and its plan can be applied", async () => {
    const before = program.readText("config", "models.json");
    const { exitCode, document } = await update();
    expect({ exitCode, outcome: document.outcome, revision: document.revision }).toEqual({
      exitCode: 0,
      outcome: "planned",
      revision: 2,
    });
    expect(program.readText("config", "models.json")).toBe(before);
    const applied = await program.json("apply", String(document.planHash));
    expect(applied.document).toMatchObject({ outcome: "applied", revision: 3 });
    expect(bestChat()?.model).toBe(document.tasks.find((each) => each.task === "conversational")?.to?.model);
  });

  it("a plan expires after a day", async () => {
    const { planHash } = (await update()).document;
    program.clock.advance(24 * 3_600_000 + 1);
    const { exitCode, errorOutput } = await program.run("apply", String(planHash));
    expect(exitCode).toBe(1);
    expect(errorOutput).toContain("expired");
    expect(program.configuration().revision).toBe(2);
  });

  it("a plan made from an older revision is refused", async () => {
    const { planHash } = (await update()).document;
    await program.run("rollback");
    const { exitCode, errorOutput } = await program.run("apply", String(planHash));
    expect(exitCode).toBe(1);
    expect(errorOutput).toMatch(/changed since/);
    expect(program.configuration().revision).toBe(3);
  });

  it("a plan that is not known is refused with what to do", async () => {
    const { exitCode, errorOutput } = await program.run("apply", "0123456789abcdef");
    expect(exitCode).toBe(1);
    expect(errorOutput).toContain("update --dry-run");
  });
});

describe("a cap of ours that was reached", () => {
  it("is in the result and in the history", async () => {
    await program.remove();
    program = await createTestProgram({
      world: { source: createSyntheticSource({ count: 20_000, now: Date.parse("2026-11-21") }) },
    });
    const { document } = await update();
    const caps = document.sources[0]?.caps ?? [];
    expect(caps.join()).toMatch(/the Hub has more/);
    expect(document.sources[0]?.requests).toBeLessThanOrEqual(60);
    const { entries } = (await program.json<{ entries: { caps?: string[] }[] }>("history", "--limit", "1")).document;
    expect(entries[0]?.caps).toEqual(caps);
  });
});

describe("the text of an update", () => {
  it("shows each task with its model, score and reason, without colours where there is no terminal", async () => {
    const { output, errorOutput } = await program.run("update");
    expect(errorOutput).toBe("");
    expect(output).toMatch(/conversational +replace +\S+ on \S+ \(\d\d\.\d\)/);
    expect(output).toContain("Applied as revision 2. Take it back with: modelvane rollback");
    expect(output).toMatch(/huggingface: \d+ models in \d+ requests/);
    expect(output).toMatch(/^replicate: not asked$/m);
    expect(output).not.toContain("\u001b[");
  });

  it("never cuts a model's id off", async () => {
    const { output } = await program.run("update", "--dry-run");
    expect(output).not.toContain("…");
  });
});
