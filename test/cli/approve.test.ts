import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RankResult } from "../../src/pipeline/rank.ts";
import { lookAlike, poisonedHub } from "../support/poisoned-hub.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";

let program: TestProgram;

beforeEach(async () => {
  program = await createTestProgram({ world: { records: poisonedHub } });
  program.writePolicy({ verification: { enabled: false }, minimumScore: 30 });
});

afterEach(() => program.remove());

const update = () => program.run("update", "--task", "conversational");
const primary = () => program.configuration().tasks.conversational?.primary.model;
const local = () => JSON.parse(program.readText("config", "policy.local.json"));

describe("approve", () => {
  it("without a model shows what waits, and why", async () => {
    expect(await program.run("approve")).toMatchObject({ exitCode: 0, output: "No model waits for a person.\n" });
    await update();
    expect(primary()).not.toBe(lookAlike);
    const { output } = await program.run("approve");
    expect(output).toMatch(
      /^mak3r-labs\/Best-9 \(else among the best for conversational\): it waits for a person: its owner "mak3r-labs" looks like maker-labs, which is \d+ days older \("approve" lets it in\)\n$/,
    );
    expect((await program.json("approve")).document).toMatchObject({ waiting: [{ model: lookAlike }] });
  });

  it("lets a model in, and unapprove takes that back", async () => {
    await update();
    expect(await program.run("approve", lookAlike)).toMatchObject({
      exitCode: 0,
      output: "mak3r-labs/Best-9 is approved: the next update may choose it.\n",
    });
    expect(local().approved).toEqual([lookAlike]);
    await update();
    expect(primary()).toBe(lookAlike);
    expect(await program.run("unapprove", lookAlike)).toMatchObject({
      exitCode: 0,
      output: "mak3r-labs/Best-9 is no longer approved.\n",
    });
    await update();
    // What stands stays; it is only not chosen anew.
    expect(primary()).toBe(lookAlike);
  });

  it("refuses what is done already, what is not there, and what is no id", async () => {
    await program.run("approve", lookAlike);
    expect(await program.run("approve", lookAlike)).toMatchObject({ exitCode: 1 });
    expect(await program.run("unapprove", "maker/other")).toMatchObject({
      exitCode: 1,
      errorOutput: expect.stringContaining("maker/other is not approved, so there is nothing to undo."),
    });
    expect((await program.run("approve", "no id at all")).exitCode).toBe(2);
    expect((await program.run("unapprove")).exitCode).toBe(2);
  });
});

describe("rank and model", () => {
  it("show what waits among those that may not be chosen", async () => {
    const { document } = await program.json<RankResult>("rank", "--task", "conversational");
    const row = document.ranking.find(({ model }) => model === lookAlike);
    expect(row).toMatchObject({ eligible: false, reasons: [expect.stringContaining("it waits for a person")] });
    expect((await program.run("rank", "--task", "conversational")).output).toContain(
      'its owner "mak3r-labs" looks like',
    );
    await update();
    expect((await program.run("model", lookAlike)).output).toContain('its owner "mak3r-labs" looks like');
  });
});
