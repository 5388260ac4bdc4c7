import { existsSync, mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StatsReport } from "../../src/store/store.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";

let program: TestProgram;

// Without an update: the built-in choices answer.
beforeAll(async () => {
  program = await createTestProgram({ environment: { HF_TOKEN: "hf_demo" } });
});

afterAll(() => program.remove());

describe("ask in a fresh home", () => {
  it("puts the built-in choices there, which answer", async () => {
    const { exitCode, document } = await program.json<{ model: string; host: null }>("ask", "Hello");
    expect(exitCode).toBe(0);
    expect(document).toMatchObject({ model: "openai/gpt-oss-120b", host: null });
    expect(program.configuration()).toMatchObject({ revision: 1 });
    expect(existsSync(join(program.home, "history", "modelvane.db"))).toBe(true);
    const question = ["--task", "question-answering", "--context", "Ada wrote it.", "Who?"];
    expect((await program.run("ask", ...question)).output.trim()).not.toBe("");
    expect(program.world.router.requests.at(-1)?.body).toContain('"context":"Ada wrote it."');
  });

  it("without HF_TOKEN says that it is needed", async () => {
    program.environment.HF_TOKEN = "";
    const { exitCode, errorOutput } = await program.run("ask", "Hello");
    program.environment.HF_TOKEN = "hf_demo";
    expect(exitCode).toBe(1);
    expect(errorOutput).toContain("Set HF_TOKEN: calls of models need a Hugging Face access token.");
  });
});

describe("ask, wrongly used,", () => {
  const at = (name: string) => join(program.home, name);

  beforeAll(() => {
    mkdirSync(at("folder.png"));
    writeFileSync(at("empty.png"), "");
    writeFileSync(at("what.xyzq"), "?");
    writeFileSync(at("large.png"), "");
    truncateSync(at("large.png"), 50 * 1_024 * 1_024 + 1);
  });

  it.each<[string, () => string[], RegExp]>([
    ["without words", () => [], /^Say what you ask for, such as: modelvane ask "/],
    ["of a task that there is not", () => ["--task", "poetry", "Hello"], /^There is no task "poetry"\. The tasks are:/],
    ["of two at once", () => ["--task", "summarization", "--model", "a/b", "x"], /^Give either --task or --model/],
    ["with a provider alone", () => ["--provider", "ollama", "x"], /^--provider says where to find the model/],
    ["with a price that is none", () => ["--maximum-price", "cheap", "x"], /^--maximum-price takes USD per million/],
    ["with a file that there is not", () => ["--file", at("nope.png"), "x"], /^There is no file .*nope\.png\.$/m],
    ["with an empty file", () => ["--file", at("empty.png"), "x"], /empty\.png is empty\.$/m],
    ["with a folder", () => ["--file", at("folder.png"), "x"], /folder\.png is a folder\. Give a file in it\.$/m],
    ["with too large a file", () => ["--file", at("large.png"), "x"], /larger than 50 MB\. Give a smaller one\.$/m],
    [
      "with a file of no kind",
      () => ["--file", at("what.xyzq"), "x"],
      /cannot be told from its name\. Give it an ending/,
    ],
    [
      "with a file for a folder",
      () => ["--output", at("what.xyzq"), "x"],
      /is a file\. Name a folder with --output\.$/m,
    ],
  ])("%s ends with code 2 and says what to do", async (_, words, sentence) => {
    const before = program.world.router.calls.length;
    const { exitCode, output, errorOutput } = await program.run("ask", ...words());
    expect(errorOutput).toMatch(sentence);
    expect({ exitCode, output }).toEqual({ exitCode: 2, output: "" });
    expect(program.world.router.calls).toHaveLength(before);
  });

  it("with a folder that cannot be made, asks nobody", async () => {
    writeFileSync(at("a-file"), "?");
    const before = program.world.router.calls.length;
    const words = ["--task", "text-to-image", "--output", at("a-file/folder"), "a cat"];
    const { exitCode, errorOutput } = await program.run("ask", ...words);
    expect(exitCode).toBe(1);
    expect(errorOutput).toMatch(/a-file\/folder cannot be made: a part of its path is a file.*--output\.$/m);
    expect(program.world.router.calls).toHaveLength(before);
  });

  it.runIf(existsSync("/proc/version"))("with a folder that cannot be written to, asks nobody", async () => {
    const before = program.world.router.calls.length;
    const { exitCode, errorOutput } = await program.run("ask", "--task", "text-to-image", "--output", "/proc", "a cat");
    expect(exitCode).toBe(1);
    expect(errorOutput).toMatch(/The folder \/proc cannot be written to: .*--output\.$/m);
    expect(program.world.router.calls).toHaveLength(before);
  });

  it("for a transcription without a recording, says that one is needed", async () => {
    const { errorOutput } = await program.run("ask", "--task", "automatic-speech-recognition", "Hello");
    expect(errorOutput).toBe("Transcription needs a recording: give one with --file.\n");
    writeFileSync(at("talk.wav"), "RIFF----WAVE");
    const { errorOutput: chat } = await program.run("ask", "--file", at("talk.wav"), "Hello");
    expect(chat).toContain("it takes text and pictures only");
  });
});

describe("ask, stopped by Ctrl+C", () => {
  it("cancels the call and notes it as cancelled", async () => {
    const model = "openai/gpt-oss-120b";
    const cancelled = () => program.world.router.countCalls({ model, outcome: "cancelled" });
    const before = cancelled();
    program.world.router.fail({ kind: "stalled", model });
    const running = program.start("ask", "Hello");
    await expect.poll(() => running.printed(), { timeout: 5_000 }).toContain("stand-in");
    running.stop();
    const { exitCode, output, errorOutput } = await running.ended;
    expect({ exitCode, errorOutput }).toEqual({ exitCode: 1, errorOutput: "Stopped before it was done.\n" });
    expect(output.endsWith("\n")).toBe(true);
    await expect.poll(cancelled).toBe(before + 1);
    const { models } = (await program.json<StatsReport>("stats", "--task", "conversational")).document;
    expect(models.find((each) => each.model === model)?.outcomes.cancelled).toBe(1);
  });
});
