import { mkdirSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StatsReport } from "../../src/store/store.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";

let program: TestProgram;
let database: string;
let other: Sqlite.Database | null = null;

beforeEach(async () => {
  program = await createTestProgram({ environment: { HF_TOKEN: "hf_demo" } });
  database = join(program.home, "history", "modelvane.db");
  await program.run("update", "--json");
});

afterEach(async () => {
  other?.close();
  other = null;
  await program.remove();
});

const total = async () => (await program.json<StatsReport>("stats")).document.total;

function breakDatabase(): void {
  for (const ending of ["", "-wal", "-shm"]) rmSync(`${database}${ending}`, { force: true });
  writeFileSync(database, "no database, but long enough to be read as the header of one. ".repeat(40));
}

describe("ask", () => {
  it("answers while another program has locked the database, and says what is lost", async () => {
    other = new Sqlite(database);
    other.exec("begin immediate");
    const { exitCode, output, errorOutput } = await program.run("ask", "Hello");
    expect({ exitCode, hasAnswer: output.trim() !== "" }).toEqual({ exitCode: 0, hasAnswer: true });
    expect(errorOutput).toMatch(/another program has locked it\..* Answers go on/);
    expect(errorOutput).toMatch(/1 call was not noted/);
    other.close();
    expect(await total()).toBe(0);
  });

  it("answers by a fallback while neither the refusal nor the answer can be noted", async () => {
    const { primary } = program.configuration().tasks.conversational ?? {};
    program.world.router.fail({ kind: "status", status: 503, model: primary?.model ?? "" });
    other = new Sqlite(database);
    other.exec("begin immediate");
    const { exitCode, output, errorOutput } = await program.run("ask", "Why is the sky blue?");
    expect({ exitCode, hasAnswer: output.trim() !== "" }).toEqual({ exitCode: 0, hasAnswer: true });
    expect(errorOutput).toMatch(/2 calls were not noted/);
  });

  it("answers while a folder stands in the database's place", async () => {
    for (const ending of ["", "-wal", "-shm"]) rmSync(`${database}${ending}`, { force: true });
    mkdirSync(database);
    const { exitCode, output, errorOutput } = await program.run("ask", "Hello");
    expect({ exitCode, hasAnswer: output.trim() !== "" }).toEqual({ exitCode: 0, hasAnswer: true });
    expect(errorOutput).toMatch(/something else stands in its place/);
    rmdirSync(database);
    expect(await total()).toBe(0);
  });

  it("says how prices become known again where a damaged database was set aside", async () => {
    breakDatabase();
    const { exitCode, errorOutput } = await program.run("ask", "Hello");
    expect(exitCode).toBe(0);
    expect(errorOutput).toMatch(/was damaged and is now .*Run \\*"update\\*", so that prices are known again\./);
    await program.run("update", "--json");
    expect(await program.run("ask", "--maximum-price", "50", "Hello")).toMatchObject({ exitCode: 0 });
  });
});
