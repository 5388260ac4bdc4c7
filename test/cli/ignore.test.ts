import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { UpdateResult } from "../../src/pipeline/results.ts";
import { type OpenedApp, openApp } from "../support/open-app.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";

let program: TestProgram;
let opened: OpenedApp;

beforeEach(async () => {
  program = await createTestProgram();
  opened = await openApp(program);
});

afterEach(async () => {
  await opened.close();
  await program.remove();
});

const local = () => JSON.parse(program.readText("config", "policy.local.json"));
const primaryOf = (task: string) => String(program.configuration().tasks[task]?.primary.model);

describe("ignore", () => {
  it("takes a model out of every task at the next update, until unignore", async () => {
    await program.run("update", "--json");
    const model = primaryOf("fill-mask");
    expect(await program.run("ignore", model)).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining(`${model} is ignored for every task from now on`),
    });
    const { document } = await program.json<UpdateResult>("update", "--task", "fill-mask");
    expect(document.tasks[0]).toMatchObject({ action: "replace", reason: expect.stringContaining("ignores it") });
    expect(primaryOf("fill-mask")).not.toBe(model);
    expect((await program.run("unignore", model)).exitCode).toBe(0);
    const again = await program.json<UpdateResult>("update", "--dry-run", "--task", "fill-mask");
    expect(JSON.stringify(again.document.tasks)).not.toContain("ignores it");
    expect(await opened.app.ignored()).toEqual([]);
  });

  it("for one task leaves the model to the others", async () => {
    await program.run("ignore", "maker/bad", "--task", "translation");
    expect(await opened.app.ignored()).toEqual([{ model: "maker/bad", task: "translation" }]);
  });

  it("adds to what people's own file ignores, and unignore takes that back too", async () => {
    program.writePolicy({ ignore: ["maker/own"], tasks: { translation: { ignore: ["maker/mine"] } } });
    await program.run("ignore", "maker/bad");
    expect(await opened.app.ignored()).toEqual([
      { model: "maker/own", task: null },
      { model: "maker/bad", task: null },
      { model: "maker/mine", task: "translation" },
    ]);
    await program.run("unignore", "maker/own");
    await program.run("unignore", "maker/mine", "--task", "translation");
    expect(await opened.app.ignored()).toEqual([{ model: "maker/bad", task: null }]);
    expect(JSON.parse(program.readText("config", "policy.json")).ignore).toEqual(["maker/own"]);
  });

  it("leaves no word of its own behind where people's own file says the same", async () => {
    program.writePolicy({ ignore: ["maker/own"] });
    await program.run("ignore", "maker/bad");
    await program.run("unignore", "maker/bad");
    expect(local()).toEqual({});
  });

  it("says so where the model is ignored already, and that unignore has nothing to undo", async () => {
    await program.run("ignore", "maker/bad", "--task", "translation");
    expect(await program.run("ignore", "maker/bad", "--task", "translation")).toMatchObject({
      exitCode: 1,
      errorOutput: expect.stringContaining("already ignored for translation"),
    });
    expect(await program.run("unignore", "maker/bad")).toMatchObject({
      exitCode: 1,
      errorOutput: expect.stringContaining("ignored for translation, not for every task as such"),
    });
    expect(await program.run("unignore", "maker/other")).toMatchObject({
      exitCode: 1,
      errorOutput: expect.stringContaining("is not ignored"),
    });
    await program.run("ignore", "maker/bad");
    expect((await program.run("ignore", "maker/bad", "--task", "fill-mask")).errorOutput).toContain(
      "already ignored for every task",
    );
  });

  it("loses none of several that come at once", async () => {
    const models = ["maker/a", "maker/b", "maker/c"];
    await Promise.all(models.map((model) => opened.app.ignore({ model, task: null, trigger: "telegram:1" })));
    expect((await opened.app.ignored()).map(({ model }) => model).sort()).toEqual(models);
  });

  it("refuses what is no model id", async () => {
    expect(await program.run("ignore", "bert")).toMatchObject({
      exitCode: 2,
      errorOutput: expect.stringContaining("OWNER/NAME"),
    });
  });
});
