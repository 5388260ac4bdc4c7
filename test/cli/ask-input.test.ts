import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createTestProgram, type TestProgram } from "../support/program.ts";

let program: TestProgram;

beforeAll(async () => {
  program = await createTestProgram({ environment: { HF_TOKEN: "hf_demo" } });
  await program.run("update", "--json");
}, 30_000);

afterEach(() => {
  program.piped = null;
});
afterAll(() => program.remove());

const letter = "Dear Ana,\n\nit rains.";

/** As another program leaves it that starts this one and writes nothing. */
const endless = () => new Readable({ read() {} });

/** What the demo's chat model says that it was told; it writes each blank as one space. */
async function told(...words: string[]): Promise<string> {
  const { output, errorOutput, exitCode } = await program.run("ask", ...words);
  expect({ errorOutput, exitCode }).toMatchObject({ exitCode: 0 });
  return /You wrote: “([\s\S]*)”\./.exec(output)?.[1] ?? "";
}

describe("ask", () => {
  it("takes what is piped in where a dash stands for it, or where nothing else is said", async () => {
    program.piped = letter;
    expect(await told("Sum", "this", "up:", "-", "In", "Portuguese.")).toBe(
      "Sum this up: Dear Ana, it rains. In Portuguese.",
    );
    expect(await told()).toBe("Dear Ana, it rains.");
    expect(await told("Hello")).toBe("Hello");
  });

  it("says how to pipe a text in where a dash stands for none", async () => {
    const { exitCode, errorOutput } = await program.run("ask", "-");
    expect(exitCode).toBe(2);
    expect(errorOutput).toContain("Nothing is piped in. Pipe a text, as in: cat letter.txt");
  });

  it("puts a text file behind the words", async () => {
    const path = join(program.home, "letter.txt");
    writeFileSync(path, letter);
    expect(await told("Sum this up:", "--file", path)).toBe("Sum this up: Dear Ana, it rains.");
  });

  it("does not wait for what may be piped in where a file is all that is asked about", async () => {
    program.piped = endless();
    const path = join(program.home, "alone.txt");
    writeFileSync(path, letter);
    expect(await told("--file", path)).toBe("Dear Ana, it rains.");
  });

  it("stops at once while it waits for what is piped in", async () => {
    program.piped = endless();
    const asking = program.start("ask", "-");
    await new Promise((resolve) => setImmediate(resolve));
    asking.stop();
    expect(await asking.ended).toMatchObject({ exitCode: 1, errorOutput: "Stopped before it was done.\n" });
    expect(program.piped.destroyed).toBe(true);
  });

  it.each([
    [["--task", "automatic-speech-recognition"], "Transcription needs a recording: give one with --file."],
    [["--task", "zero-shot-classification", "It rains."], "Name the labels to choose from"],
    [["--model", "task:poetry", "Hello"], 'There is no task "poetry"'],
  ])("says what is missing of a question: %j", async (words, sentence) => {
    const { exitCode, errorOutput } = await program.run("ask", ...words);
    expect(exitCode).toBe(2);
    expect(errorOutput).toContain(sentence);
  });

  it("takes a model's name as the HTTP addresses do", async () => {
    expect(await told("--model", "huggingface:Qwen/Qwen3-32B", "Hello")).toBe("Hello");
    expect(await told("--model", "task:summarization", "Hello")).toContain("Hello");
  });

  it("puts a damaged configuration back, and answers", async () => {
    writeFileSync(join(program.home, "config", "models.json"), "{ half");
    expect(await told("Hello")).toBe("Hello");
  });

  it.runIf(existsSync("/proc/version"))("gives up at once where a folder cannot be made", async () => {
    const { exitCode, errorOutput } = await program.run("ask", "--output", "/proc/modelvane/there", "Hello");
    expect(exitCode).toBe(1);
    expect(errorOutput).toContain("/proc/modelvane/there cannot be made");
  });
});
