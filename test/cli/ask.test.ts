import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { AnswerData, CallUsage } from "../../src/domain/answer.ts";
import { type TaskName, taskNames } from "../../src/domain/task.ts";
import type { Attempt } from "../../src/routing/request.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";

interface AskDocument {
  outcome?: string;
  task: string | null;
  provider: string | null;
  model: string | null;
  host: string | null;
  answer: string | null;
  data: AnswerData | null;
  files: string[];
  usage: CallUsage | null;
  latencyMs: number | null;
  attempts: Attempt[];
  errors?: string[];
}

let program: TestProgram;
let picture: string;
let recording: string;

beforeAll(async () => {
  program = await createTestProgram({
    world: { hasOllama: true, hasReplicate: true },
    environment: { HF_TOKEN: "hf_demo" },
  });
  await program.run("update", "--json");
  picture = join(program.home, "cat.png");
  recording = join(program.home, "talk.wav");
  writeFileSync(picture, Buffer.from("89504e470d0a1a0a00", "hex"));
  writeFileSync(recording, "RIFF----WAVE");
}, 30_000);

afterEach(() => {
  program.world.router.heal();
  program.world.ollama?.heal();
});

afterAll(() => program.remove());

const ask = (...words: string[]) => program.json<AskDocument>("ask", ...words);
const primaryOf = (task: TaskName) => program.configuration().tasks[task]?.primary;
/** The last call of a model whose address holds this. */
const lastCall = ({ world }: TestProgram, path: string) =>
  world.router.requests.findLast((request) => request.method === "POST" && request.url.includes(path));

interface Example {
  words: string[];
  /** What the answer's text holds; of a task that makes files, the ending of its file. */
  answer: string | { file: string };
}

const asked = (text: string, ...options: string[]): Example => ({ words: [text, ...options], answer: text });

/** `files` stands for what is on the disk only when the tests run. */
const examples: Record<TaskName, (files: { picture: string; recording: string }) => Example> = {
  conversational: () => asked("Why is the sky blue?"),
  "text-generation": () => asked("Once upon a time"),
  "code-generation": () => asked("FizzBuzz in Rust"),
  "question-answering": () => ({
    words: ["Who wrote it?", "--context", "Ada wrote the notes."],
    answer: "Ada wrote the notes.",
  }),
  summarization: () => asked("A long text about the sea"),
  translation: () => ({ words: ["Good morning", "--from", "English", "--language", "Dutch"], answer: "Dutch" }),
  "text2text-generation": () => asked("Make it polite: give me that"),
  "fill-mask": () => ({ words: ["Paris is the [MASK] of France."], answer: "%" }),
  "feature-extraction": () => ({ words: ["a text"], answer: "…] (all of them with --json)" }),
  "text-classification": () => ({ words: ["What a day!"], answer: "POSITIVE" }),
  "zero-shot-classification": () => ({
    words: ["I want my money back", "--label", "refund", "--label", "praise"],
    answer: "refund, praise",
  }),
  "token-classification": () => ({ words: ["Ada Lovelace lived in London."], answer: "PER: Lovelace" }),
  "image-text-to-text": (files) => ({ words: ["What is it?", "--file", files.picture], answer: "a picture" }),
  "text-to-image": () => ({ words: ["a cat"], answer: { file: "png" } }),
  "text-to-video": () => ({ words: ["a cat that walks"], answer: { file: "mp4" } }),
  "automatic-speech-recognition": (files) => ({ words: ["--file", files.recording], answer: "12 bytes" }),
  "text-to-speech": () => ({ words: ["Hello there"], answer: { file: "oga" } }),
};

describe("ask", () => {
  it.each(taskNames)("has %s answered by the model that is configured for it", async (task) => {
    const { words, answer } = examples[task]({ picture, recording });
    const output = join(program.home, "out", task);
    const { exitCode, document, errorOutput } = await ask("--task", task, "--output", output, ...words);
    expect(errorOutput).toBe("");
    expect(exitCode).toBe(0);
    const { provider, model, host } = primaryOf(task) ?? {};
    expect(document).toMatchObject({ task, provider, model, host, latencyMs: expect.any(Number) });
    expect(document.attempts).toMatchObject([{ provider, model, host, role: "primary", outcome: "answered" }]);
    if (typeof answer === "string") {
      expect(document.answer).toContain(answer);
      expect(document.files).toEqual([]);
    } else {
      const path = join(output, `${task}-1.${answer.file}`);
      expect(document.files).toEqual([path]);
      expect(readFileSync(path).length).toBeGreaterThan(20);
    }
  });

  it("shows the answer alone on standard output, and beside it who gave it", async () => {
    const { output, errorOutput } = await program.run("ask", "Why", "is", "the", "sky", "blue?");
    const { model, host } = primaryOf("conversational") ?? {};
    expect(output).toMatch(/^This is the demo's stand-in for .*“Why is the sky blue\?”.*way back\.\n$/);
    expect(errorOutput).toMatch(/^(.+) answered \(\d+\.\d s, \d+ tokens\)\.\n$/);
    expect(errorOutput).toContain(`${model} on ${host}`);
  });

  it("shows people how sure a model is of what is no text", async () => {
    const { output } = await program.run("ask", "--task", "text-classification", "What a day!");
    expect(output).toMatch(/^50\.0% {2}POSITIVE\n25\.0% {2}NEUTRAL\n/);
  });

  it("writes files beside what is there, never over it", async () => {
    const output = join(program.home, "pictures");
    mkdirSync(output);
    writeFileSync(join(output, "text-to-image-1.png"), "mine");
    const { output: told } = await program.run("ask", "--task", "text-to-image", "--output", output, "a cat");
    expect(told).toBe(`Written: ${join(output, "text-to-image-2.png")}\n`);
    expect(readFileSync(join(output, "text-to-image-1.png"), "utf8")).toBe("mine");
    expect(readdirSync(output)).toHaveLength(2);
  });

  it("asks the next model where the first does not answer, and says so", async () => {
    const { model = "", host } = primaryOf("conversational") ?? {};
    program.world.router.fail({ kind: "status", status: 503, model, ...(host && { host }) });
    const { exitCode, output, errorOutput } = await program.run("ask", "Hello");
    expect(exitCode).toBe(0);
    expect(output).toMatch(/way back\.\n$/);
    expect(errorOutput).toMatch(/^\S+ on \S+: .* answered 503: it is too busy .*\n\S+ on \S+ answered \(/);
    expect(errorOutput.startsWith(`${model} on ${host}`)).toBe(true);
  });

  it("says what happened where nobody answers", async () => {
    program.world.router.fail({ kind: "status", status: 503, when: (url) => url.pathname.includes("/chat/") });
    const { exitCode, document, errorOutput } = await ask("Hello");
    expect(exitCode).toBe(1);
    expect(errorOutput).toMatch(
      /^No model could answer \(Conversation\)\. Tried in vain: .* makes sense in \d+ second/,
    );
    expect(document).toMatchObject({ outcome: "failed", task: "conversational", answer: null, files: [] });
    expect(document.attempts.map(({ role, outcome }) => `${role} ${outcome}`)).toEqual([
      "primary busy",
      "fallback busy",
      "fallback busy",
    ]);
    expect(document.errors).toEqual([errorOutput.trimEnd()]);
  });
});

describe("ask for a model", () => {
  it("finds it at whichever provider has it", async () => {
    const { document } = await ask("--model", "meta/meta-llama-3-70b-instruct", "Hello");
    expect(document).toMatchObject({ task: null, provider: "replicate", answer: expect.stringContaining("Hello") });
  });

  it("goes to the provider that is named, and tells what it has used and whole vectors", async () => {
    const { document } = await ask("--provider", "ollama", "--model", "nomic-embed-text:latest", "Hello");
    expect(document).toMatchObject({ task: null, provider: "ollama", host: null, usage: { inputTokens: 1 } });
    expect(document.data).toMatchObject({
      kind: "embeddings",
      vectors: [expect.arrayContaining([expect.any(Number)])],
    });
  });

  it("hands a pipeline what it takes", async () => {
    const { document } = await ask("--model", "facebook/bart-large-mnli", "--label", "a", "--label", "b", "Hello");
    expect(document.data).toMatchObject({ kind: "labels" });
    expect(lastCall(program, "bart-large-mnli")?.body).toContain('"candidate_labels":["a","b"]');
  });

  it("that nobody knows names the tasks", async () => {
    const { exitCode, errorOutput } = await program.run("ask", "--model", "no/such", "Hello");
    expect(exitCode).toBe(1);
    expect(errorOutput).toMatch(/^No model of the name no\/such is known\. .*conversational, text-generation/);
  });

  it("that its provider does not have says how to get it", async () => {
    const { errorOutput } = await program.run("ask", "--provider", "ollama", "--model", "nosuch:1b", "Hello");
    expect(errorOutput).toContain('Install the model with "ollama pull nosuch:1b"');
  });
});

describe("ask within limits", () => {
  it("keeps to machines of one's own", async () => {
    const { errorOutput, exitCode } = await program.run("ask", "--local", "Hello");
    expect(exitCode).toBe(1);
    expect(errorOutput).toContain("it does not run on a machine of your own");
  });

  it("pays no more than the highest price, and nothing where the price is unknown", async () => {
    const answered = await program.run("ask", "--maximum-price", "0.01", "Hello");
    expect(answered.errorOutput).toMatch(/it costs \$\d/);
    const drawn = await program.run("ask", "--task", "text-to-image", "--maximum-price", "100", "a cat");
    expect(drawn.errorOutput).toContain("its price is unknown");
  });
});
