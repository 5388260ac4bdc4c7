import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ChatInput } from "../../src/domain/input.ts";
import type { Trial, WatchReport } from "../../src/domain/watch.ts";
import { readWholeAnswer } from "../../src/routing/whole-answer.ts";
import { openApp } from "../support/open-app.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";

let program: TestProgram;
let incumbent: string;
/** Stands behind what serves the task, so that it is served, too. */
let challenger: string;

beforeEach(async () => {
  program = await createTestProgram();
});

async function update(): Promise<void> {
  await program.run("update", "--json");
  const entry = program.configuration().tasks.conversational;
  incumbent = entry?.primary.model ?? "";
  challenger = entry?.fallbacks[0]?.model ?? "";
}

afterEach(() => program.remove());

const trial = (...words: string[]) => program.run("trial", ...words);

describe("trial", () => {
  beforeEach(update);

  it("gives a model a share of a task's conversations, and shows how far it is", async () => {
    const { exitCode, output } = await trial("conversational", challenger, "--share", "25");
    expect(exitCode).toBe(0);
    expect(output).toContain(`${challenger} on `);
    expect(output).toContain("gets 25% of the conversations of conversational, beside ");
    const { output: shown } = await trial();
    expect(shown).toContain(`conversational: ${challenger} on `);
    expect(shown).toContain("gets 25% beside ");
    expect(shown).toContain("nothing is known yet; it is decided after 200 at the latest.");
    const { document } = await program.json<Pick<WatchReport, "trials">>("trial");
    expect(document.trials).toMatchObject([
      { share: 0.25, method: "fixed", trigger: "command line", incumbent: { model: incumbent }, test: { answers: 0 } },
    ]);
    expect(program.configuration().tasks.conversational?.primary.model).toBe(incumbent);
  });

  it("takes the policy's share and way, and the host that is named", async () => {
    program.writePolicy({ watching: { trialShare: 20 } });
    const host = program.configuration().tasks.conversational?.fallbacks[0]?.host ?? "";
    const { document } = await program.json<{ trial: Trial }>("trial", "conversational", challenger, "--host", host);
    expect(document.trial).toMatchObject({ share: 0.2, method: "fixed", challenger: { host } });
    await trial("conversational", "--end");
    program.writePolicy({ watching: { trialMethod: "thompson" } });
    expect((await trial("conversational", challenger)).output).toContain("(it follows what is known of both)");
  });

  it("is followed by the questions of another process", async () => {
    program.environment.HF_TOKEN = "hf_demo";
    await trial("conversational", challenger, "--share", "50");
    const asked: string[] = [];
    for (let question = 0; question < 24; question += 1) {
      const { document } = await program.json<{ model: string }>("ask", "Hello");
      asked.push(document.model);
    }
    expect(new Set(asked)).toEqual(new Set([incumbent, challenger]));
  });

  it("ends with --end, once", async () => {
    await trial("conversational", challenger);
    expect(await trial("conversational", "--end")).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining("has ended; what serves the task stays."),
    });
    expect(await trial("conversational", "--end")).toMatchObject({
      exitCode: 1,
      errorOutput: "There is no trial for conversational, so there is nothing to end.\n",
    });
    expect((await trial()).output).toContain("Nothing is on trial.");
  });

  it("refuses what serves the task already, what nobody knows, and a second one of the task", async () => {
    const refused = async (...words: string[]) => {
      const { exitCode, errorOutput } = await trial(...words);
      expect(exitCode).toBe(1);
      return errorOutput;
    };
    expect(await refused("conversational", incumbent)).toContain("serves conversational already.");
    expect(await refused("conversational", "no/such")).toContain("huggingface knows no model no/such.");
    await trial("conversational", challenger);
    expect(await refused("conversational", challenger)).toContain("is on trial for conversational already.");
  });
});

describe("trial's command line", () => {
  it.each([
    ["a task that there is not", ["cooking", "a/model"], 'There is no task "cooking"'],
    ["no model", ["conversational"], "Name the model that is to be tried for conversational"],
    ["a model together with --end", ["conversational", "a/model", "--end"], "--end takes the task alone"],
    ["--end without a task", ["--end"], "--end takes the task alone"],
    ["a share of nothing", ["conversational", "a/model", "--share", "0"], "--share takes a percentage from 1 to 50"],
    ["more than the half", ["conversational", "a/model", "--share", "51"], "--share takes a percentage from 1 to 50"],
    ["a share that is no number", ["conversational", "a/model", "--share", "many"], '"many"'],
    ["what is no model id", ["conversational", "model"], "OWNER/NAME"],
  ])("is wrong with %s", async (_what, words, sentence) => {
    const { exitCode, errorOutput } = await trial(...words);
    expect({ exitCode, errorOutput }).toEqual({ exitCode: 2, errorOutput: expect.stringContaining(sentence) });
  });
});

describe("requests of a process in which a trial begins and ends", () => {
  beforeEach(update);

  it("follow it before the time has come to look again", async () => {
    program.environment.HF_TOKEN = "hf_demo";
    const { app, close } = await openApp(program);
    const chats = Array.from({ length: 24 }, (_each, at) => `telegram:${at}`);
    const { signal } = new AbortController();
    async function answerers(): Promise<(string | undefined)[]> {
      const answers = chats.map(async (chat) => {
        const ask: ChatInput = { kind: "chat", messages: [{ role: "user", content: "Hello" }], options: {} };
        const answer = await app.ask({ target: { task: "conversational" }, ask, chat, signal });
        return (await readWholeAnswer(answer.events)).route?.model;
      });
      return await Promise.all(answers);
    }
    expect(new Set(await answerers())).toEqual(new Set([incumbent]));
    const model = { provider: "huggingface", model: challenger, host: null };
    await app.startTrial({ task: "conversational", model, share: 0.5, trigger: "telegram:1" });
    const sides = await vi.waitFor(async () => {
      const now = await answerers();
      expect(now).toContain(challenger);
      return now;
    });
    expect(sides).toContain(incumbent);
    expect(await answerers()).toEqual(sides);
    await app.endTrial("conversational", "telegram:1");
    await vi.waitFor(async () => expect(await answerers()).not.toContain(challenger));
    await close();
  });
});
