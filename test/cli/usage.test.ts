import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestProgram, type TestProgram } from "../support/program.ts";

let program: TestProgram;

beforeEach(async () => {
  program = await createTestProgram();
});

afterEach(() => program.remove());

describe("wrong usage", () => {
  it.each<[string[], RegExp]>([
    [["updaet"], /unknown command.*update/s],
    [["update", "--dry"], /unknown option/],
    [["rank"], /required option.*--task/],
    [["rank", "--task", "fill-mask", "--limit", "-3"], /--limit takes a whole number/],
    [["rollback", "--to", "yesterday"], /--to takes a whole number/],
    [["apply"], /missing required argument/],
  ])("%j ends with code 2 and says what was wrong", async (words, sentence) => {
    const { exitCode, errorOutput } = await program.run(...words);
    expect(errorOutput).toMatch(sentence);
    expect(exitCode).toBe(2);
  });

  it("of the settings ends with code 2 and names the variable", async () => {
    program.environment.HF_ENDPOINT = "huggingface";
    expect(await program.run("status")).toMatchObject({
      exitCode: 2,
      errorOutput: expect.stringMatching(/^HF_ENDPOINT must be/),
    });
  });

  it("prints a document with --json, whatever was wrong", async () => {
    for (const words of [["rank"], ["update", "--nope"], ["nonsense"]]) {
      const { exitCode, document } = await program.json<{ outcome: string; errors: string[] }>(...words);
      expect({ exitCode, outcome: document.outcome }).toEqual({ exitCode: 2, outcome: "failed" });
      expect(document.errors.join()).toMatch(/required option|unknown/);
    }
  });

  it("of the settings never shows what a variable holds", async () => {
    const secret = "123456:SECRETSECRET";
    for (const name of ["HF_ENDPOINT", "ADMIN_IDS", "HTTP_PORT", "LOG_LEVEL", "DATABASE_URL"]) {
      const { exitCode, errorOutput } = await createOutput({ [name]: secret });
      expect(exitCode).toBe(2);
      expect(errorOutput).toContain(name);
      expect(errorOutput).not.toContain("SECRET");
    }
    const address = await createOutput({ HF_ENDPOINT: "https://user:SECRET@hub.example.org" });
    expect(address).toMatchObject({ exitCode: 2, errorOutput: expect.stringContaining("must not hold a user name") });
    expect(address.errorOutput).not.toContain("SECRET");
  });

  async function createOutput(environment: Record<string, string>) {
    const before = { ...program.environment };
    Object.assign(program.environment, environment);
    const result = await program.run("status");
    for (const name of Object.keys(environment)) delete program.environment[name];
    Object.assign(program.environment, before);
    return result;
  }

  it("is answered by help where help is asked for", async () => {
    for (const words of [["--help"], ["update", "--help"], ["rollback", "--help"]]) {
      const { exitCode, output } = await program.run(...words);
      expect(exitCode).toBe(0);
      expect(output).toMatch(/^Usage: modelvane/);
    }
  });
});
