import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RollbackResult } from "../../src/pipeline/results.ts";
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

describe("a models.json that was removed", () => {
  it("is put back from the newest kept revision by the next update, even where nothing can be listed", async () => {
    const { tasks } = program.configuration();
    rmSync(join(program.home, "config", "models.json"));
    expect(await program.run("rollback")).toMatchObject({
      exitCode: 1,
      errorOutput: expect.stringContaining("puts revision 2"),
    });
    const { output } = await program.run("update", "--dry-run");
    expect(output).toContain("an update would change nothing");
    program.world.hub.fail({ kind: "status", status: 500 });
    const { errorOutput } = await program.run("update");
    expect(errorOutput).toContain("revision 2, the newest that is kept, was put back");
    expect(program.configuration()).toMatchObject({ revision: 3, tasks });
  });
});

describe("backup", () => {
  it("keeps what a person wrote into the file, so that it can be brought back", async () => {
    const { writeFileSync } = await import("node:fs");
    const { join } = await import("node:path");
    expect((await program.json("backup")).document).toMatchObject({ revision: 2, created: false });
    const edited = { ...program.configuration(), note: "by hand" };
    writeFileSync(join(program.home, "config", "models.json"), JSON.stringify(edited));
    expect((await program.json("backup")).document).toMatchObject({ revision: 3, created: true });
    expect((await program.json("backup")).document).toMatchObject({ revision: 3, created: false });
    await updateAgain();
    await rollback("--to", "3");
    expect(program.configuration()).toMatchObject({ revision: 5, note: "by hand" });
  });
});
