import { execFileSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestProgram, type TestProgram } from "../support/program.ts";

const root = resolve(import.meta.dirname, "../..");
let program: TestProgram;

beforeEach(async () => {
  program = await createTestProgram();
});

afterEach(() => program.remove());

describe("what the product writes", () => {
  it("leaves git clean in a checkout", async () => {
    for (const words of ["update", "update", "pause", "rollback", "backup", "update --dry-run"]) {
      await program.run(...words.split(" "));
    }
    await program.run("pin", "--task", "fill-mask", "--model", "distilbert/distilbert-base-uncased");
    const written = globSync("**/*", { cwd: program.home, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(program.home.length + 1));
    expect(written.length).toBeGreaterThan(10);
    const git = (...words: string[]) => execFileSync("git", words, { cwd: root, encoding: "utf8" }).trim().split("\n");
    const tracked = git("ls-files");
    const ignored = git("check-ignore", "--no-index", ...written);
    expect(written.filter((file) => !ignored.includes(file) && !tracked.includes(file))).toEqual([]);
  });
});

describe("the operations handbook", () => {
  it.each(["No models discovered", "Low scores", "Configuration not updated", "Event loop blocked"])(
    "has a heading for the doctor's finding %j",
    async (heading) => {
      const { output } = await program.run("doctor");
      expect(output).toContain(heading);
      expect(readFileSync(join(root, "docs", "operations.md"), "utf8")).toContain(`\n## ${heading}\n`);
    },
  );
});

describe("the example of settings", () => {
  it("names every setting that the program reads, and no other", () => {
    const example = readFileSync(join(root, ".env.example"), "utf8");
    const named = [...example.matchAll(/^#? ?([A-Z_]+)=/gm)].map((match) => match[1]);
    const source = readFileSync(join(root, "src", "settings.ts"), "utf8");
    const read = new Set([...source.matchAll(/"([A-Z][A-Z_]+)"/g)].map((match) => match[1]));
    read.add("NO_COLOR");
    expect(new Set(named)).toEqual(read);
  });
});
