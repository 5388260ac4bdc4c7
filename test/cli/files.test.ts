import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { HistoryEntry } from "../../src/domain/history.ts";
import type { UpdateResult } from "../../src/pipeline/results.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";
import { systemError, watchFileSystem } from "../support/watched-file-system.ts";

let program: TestProgram;

beforeEach(async () => {
  program = await createTestProgram();
  await program.run("update", "--json");
});

afterEach(() => program.remove());

const update = (...words: string[]) => program.json<UpdateResult>("update", ...words);
const lastEntry = async () => (await program.json<{ entries: HistoryEntry[] }>("history")).document.entries[0];

/** Makes sure that there is something to change: the chat model's host and the mask's model are gone. */
function makeChangesDue(): void {
  const { tasks } = program.configuration();
  for (const task of ["fill-mask", "summarization"]) {
    program.world.removeModel(String(tasks[task]?.primary.model));
  }
}

describe("files that are not as they were left", () => {
  it("a corrupt models.json is set aside, the newest backup takes its place, and one sentence says so", async () => {
    const good = program.readText("config", "models.json");
    writeFileSync(join(program.home, "config", "models.json"), good.slice(0, 500));
    const { exitCode, errorOutput } = await program.run("status");
    expect(exitCode).toBe(0);
    expect(errorOutput.trim().split("\n")).toHaveLength(1);
    expect(errorOutput).toMatch(/models\.json .*set aside/);
    expect(program.readText("config", "models.json")).toBe(good);
    const aside = readdirSync(join(program.home, "config")).find((name) => name.startsWith("models.json.corrupt-"));
    expect(program.readText("config", String(aside))).toBe(good.slice(0, 500));
  });

  it("a corrupt updates.json is set aside, and nothing of the history is lost", async () => {
    const before = (await program.json<{ entries: HistoryEntry[] }>("history")).document;
    writeFileSync(join(program.home, "history", "updates.json"), "{ not json");
    const { exitCode, document, errorOutput } = await program.json("history");
    expect(exitCode).toBe(0);
    expect(document).toEqual(before);
    expect(errorOutput).toContain("set aside");
    expect(readdirSync(join(program.home, "history")).some((name) => name.startsWith("updates.json.corrupt-"))).toBe(
      true,
    );
  });

  it("a models.json of a newer format is refused and left alone", async () => {
    const newer = JSON.stringify({ ...program.configuration(), schemaVersion: "2.0.0" });
    writeFileSync(join(program.home, "config", "models.json"), newer);
    const { exitCode, errorOutput, output } = await program.run("update");
    expect(exitCode).toBe(1);
    expect(`${errorOutput}${output}`).toMatch(/2\.0\.0/);
    expect(program.readText("config", "models.json")).toBe(newer);
  });

  it.each<[string, unknown, RegExp]>([
    ["a weight of the wrong type", { weights: { popularity: "lots" } }, /weights\.popularity: expected number/],
    ["an unknown key", { minimumScoer: 50 }, /minimumScoer: is not a known key/],
    ["an unknown task", { tasks: { chatting: {} } }, /tasks\.chatting/],
    ["a schedule that is none", { schedule: { update: "at night" } }, /schedule\.update: expected a cron expression/],
    [
      "a time zone that is none",
      { schedule: { timeZone: "Mars/Olympus" } },
      /schedule\.timeZone: expected the name of a time zone/,
    ],
    ["a margin below 0", { margin: -1 }, /margin/],
  ])("a policy with %s ends with code 2, the path, and what was expected", async (_what, policy, sentence) => {
    program.writePolicy(policy);
    const before = program.readText("config", "models.json");
    const { exitCode, errorOutput } = await program.run("update");
    expect(exitCode).toBe(2);
    expect(errorOutput).toMatch(/config\/policy\.json/);
    expect(errorOutput).toMatch(sentence);
    expect(program.readText("config", "models.json")).toBe(before);
  });

  it("a policy that is not JSON ends with code 2", async () => {
    writeFileSync(join(program.home, "config", "policy.json"), "{");
    expect(await program.run("update")).toMatchObject({
      exitCode: 2,
      errorOutput: expect.stringContaining("not valid JSON"),
    });
  });
});

describe("a disk that fails", () => {
  it.each([
    ["ENOSPC", "the disk is full"],
    ["EROFS", "read-only"],
    ["EACCES", "right"],
  ])("with %s leaves the configuration as it was, and the update fails with a sentence", async (code, sentence) => {
    await program.remove();
    let isFailing = false;
    const fileSystem = watchFileSystem(nodeFileSystem, {
      before(call) {
        if (isFailing && ["open", "write", "makeFolder"].includes(call.name) && !call.path.endsWith(".schema.json"))
          throw systemError(code);
      },
    });
    program = await createTestProgram({ fileSystem });
    await program.run("update", "--json");
    makeChangesDue();
    const before = program.readText("config", "models.json");
    isFailing = true;
    const { exitCode, document } = await update();
    expect(exitCode).toBe(1);
    expect(document).toMatchObject({ outcome: "failed", revision: 2 });
    expect(document.errors.join()).toContain(sentence);
    expect((await program.run("rollback")).errorOutput).toContain(sentence);
    expect(program.readText("config", "models.json")).toBe(before);
    isFailing = false;
    expect((await update()).document).toMatchObject({ outcome: "applied" });
  });

  it("in the middle of a rollback leaves pins and earlier holds as they were, and its own sentence is shown", async () => {
    await program.remove();
    let isFailing = false;
    const fileSystem = watchFileSystem(nodeFileSystem, {
      before(call) {
        if (isFailing && call.name === "open" && call.path.includes("models.json")) throw systemError("ENOSPC");
      },
    });
    program = await createTestProgram({ fileSystem });
    await program.run("update", "--json");
    const rejected = String(program.configuration().tasks["fill-mask"]?.primary.model);
    await program.run("rollback", "--task", "fill-mask");
    // A person puts it back by hand: it stands again, and its hold with it.
    await program.run("pin", "--task", "text-to-speech", "--model", "ResembleAI/chatterbox");
    const configuration = program.configuration();
    const entry = configuration.tasks["fill-mask"];
    const again = { ...entry, primary: { ...entry?.primary, model: rejected } };
    const edited = { ...configuration, tasks: { ...configuration.tasks, "fill-mask": again } };
    writeFileSync(join(program.home, "config", "models.json"), JSON.stringify(edited));
    const [policy, holds] = [
      program.readText("config", "policy.local.json"),
      program.readText("history", "holds.json"),
    ];
    isFailing = true;
    const { exitCode, errorOutput } = await program.run("rollback", "--to", "1");
    expect(exitCode).toBe(1);
    expect(errorOutput).toContain("models.json was not changed: the disk is full");
    expect(program.readText("config", "policy.local.json")).toBe(policy);
    const models = (text: string) =>
      (JSON.parse(text) as { holds: { task: string; model: string }[] }).holds
        .map(({ task, model }) => `${task} ${model}`)
        .sort();
    expect(models(program.readText("history", "holds.json"))).toEqual(models(holds));
  });

  it("only after the change does not make a failure of it", async () => {
    await program.remove();
    const fileSystem = watchFileSystem(nodeFileSystem, {
      before(call) {
        if (call.name === "open" && call.path.includes("schedule.json")) throw systemError("ENOSPC");
      },
    });
    program = await createTestProgram({ fileSystem });
    const { exitCode, document, errorOutput } = await update();
    expect({ exitCode, outcome: document.outcome, revision: document.revision }).toEqual({
      exitCode: 0,
      outcome: "applied",
      revision: 2,
    });
    expect(errorOutput).toContain("the disk is full");
  });
});

describe("a policy without a provider that there is", () => {
  it("fails the update, and says so", async () => {
    program.writePolicy({ providers: { hugingface: {} } });
    const { exitCode, document } = await update();
    expect(exitCode).toBe(1);
    expect(document.outcome).toBe("failed");
    expect(document.errors.join()).toContain("hugingface");
    expect(await lastEntry()).toMatchObject({ success: false });
  });
});
