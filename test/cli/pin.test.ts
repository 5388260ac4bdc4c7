import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RollbackResult, UpdateResult } from "../../src/pipeline/results.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";

let program: TestProgram;

beforeEach(async () => {
  program = await createTestProgram();
  await program.run("update", "--json");
});

afterEach(() => program.remove());

const primaryOf = (task: string) => program.configuration().tasks[task]?.primary;
const rollback = (...words: string[]) => program.json<RollbackResult>("rollback", ...words);

describe("pin", () => {
  const pinned = "distilbert/distilbert-base-uncased";

  it("puts a model in the first place at once, and keeps what stood there behind it", async () => {
    const before = primaryOf("fill-mask");
    const { exitCode, document } = await program.json("pin", "--task", "fill-mask", "--model", pinned);
    expect({ exitCode, document }).toMatchObject({ exitCode: 0, document: { outcome: "applied", revision: 3 } });
    expect(primaryOf("fill-mask")).toMatchObject({ model: pinned, origin: "pin", score: null, interface: "fill-mask" });
    expect(program.configuration().tasks["fill-mask"]?.fallbacks[0]).toEqual(before);
    expect(JSON.parse(program.readText("config", "policy.local.json"))).toMatchObject({
      tasks: { "fill-mask": { pin: { model: pinned } } },
    });
  });

  it("survives updates, even where the model is no longer listed, until unpin", async () => {
    await program.run("pin", "--task", "fill-mask", "--model", pinned);
    program.world.removeModel(pinned);
    const { document } = await program.json<UpdateResult>("update");
    expect(document.tasks.find((each) => each.task === "fill-mask")?.action).toBe("keep");
    expect(primaryOf("fill-mask")?.model).toBe(pinned);
    expect((await program.run("unpin", "--task", "fill-mask")).exitCode).toBe(0);
    await program.run("update", "--task", "fill-mask");
    expect(primaryOf("fill-mask")).toMatchObject({ origin: "update" });
    expect(primaryOf("fill-mask")?.model).not.toBe(pinned);
  });

  it("is noted before there is a configuration, and carried out by the first update", async () => {
    const fresh = await createTestProgram();
    expect((await fresh.run("pin", "--task", "fill-mask", "--model", pinned)).output).toContain(
      "the first update carries it out",
    );
    await fresh.run("update");
    expect(fresh.configuration().tasks["fill-mask"]?.primary).toMatchObject({ model: pinned, origin: "pin" });
    await fresh.remove();
  });

  it("ends with a rollback of it, so that no update carries it out again", async () => {
    const before = primaryOf("fill-mask");
    await program.run("pin", "--task", "fill-mask", "--model", pinned);
    expect((await rollback()).document).toMatchObject({ outcome: "applied", unpinned: ["fill-mask"] });
    await program.run("update", "--json");
    expect(primaryOf("fill-mask")).toEqual(before);
  });

  it("follows a rollback: to the pin before, and back to a pinned revision", async () => {
    const other = "microsoft/deberta-v3-base";
    await program.run("pin", "--task", "fill-mask", "--model", pinned);
    await program.run("pin", "--task", "fill-mask", "--model", other);
    await program.run("rollback");
    await program.run("update", "--json");
    expect(primaryOf("fill-mask")).toMatchObject({ model: pinned, origin: "pin" });
    await program.run("rollback", "--to", "2");
    await program.run("rollback", "--to", "4");
    await program.run("update", "--json");
    expect(primaryOf("fill-mask")).toMatchObject({ model: other, origin: "pin" });
  });

  it("that has ended leaves people's own file its word", async () => {
    await program.run("pin", "--task", "fill-mask", "--model", pinned);
    await program.run("unpin", "--task", "fill-mask");
    program.writePolicy({ tasks: { "fill-mask": { pin: { model: pinned } } } });
    await program.run("update", "--task", "fill-mask");
    expect(primaryOf("fill-mask")).toMatchObject({ model: pinned, origin: "pin" });
    await program.run("unpin", "--task", "fill-mask");
    await program.run("update", "--task", "fill-mask");
    expect(primaryOf("fill-mask")?.origin).toBe("update");
  });

  it("refuses a provider that the policy does not declare, and names those that it does", async () => {
    const { exitCode, errorOutput } = await program.run(
      "pin",
      "--task",
      "fill-mask",
      "--model",
      pinned,
      "--provider",
      "bogus",
    );
    expect(exitCode).toBe(2);
    expect(errorOutput).toContain("It declares: huggingface, ollama, replicate");
    expect(primaryOf("fill-mask")?.model).not.toBe(pinned);
  });

  it("of another provider's model takes ids as that writes them, and says where it is", async () => {
    const words = ["--task", "conversational", "--model", "llama3.2:3b", "--provider", "ollama"];
    expect((await program.run("pin", ...words)).exitCode).toBe(0);
    const pin = { provider: "ollama", model: "llama3.2:3b", host: null, interface: "chat", origin: "pin" };
    expect(primaryOf("conversational")).toMatchObject(pin);
    expect((await program.run("status")).output).toContain("llama3.2:3b on ollama");
    await program.run("update", "--task", "conversational");
    expect(primaryOf("conversational")).toMatchObject(pin);
    await program.run("pin", "--task", "summarization", "--model", "llama3.2:3b", "--provider", "ollama");
    expect(primaryOf("summarization")).toMatchObject({ ...pin, interface: "chat" });
  });

  it("holds to the host that it names", async () => {
    await program.run("pin", "--task", "conversational", "--model", "openai/gpt-oss-120b", "--host", "groq");
    expect(primaryOf("conversational")).toMatchObject({ model: "openai/gpt-oss-120b", host: "groq" });
    await program.run("update", "--task", "conversational");
    expect(primaryOf("conversational")).toMatchObject({ model: "openai/gpt-oss-120b", host: "groq", origin: "pin" });
  });

  it("speaks to a chat model as one, for a task that others do by a pipeline", async () => {
    await program.run("pin", "--task", "translation", "--model", "Qwen/Qwen3-32B");
    expect(primaryOf("translation")).toMatchObject({ model: "Qwen/Qwen3-32B", interface: "chat", host: null });
  });

  it.each([
    ["that nobody knows", ["--model", "no/such"], "huggingface knows no model no/such."],
    ["that nobody serves for the task", ["--model", "Qwen/Qwen3-32B"], "Nobody serves Qwen/Qwen3-32B for fill-mask"],
    ["on a host that does not serve it", ["--model", pinned, "--host", "nohost"], "nohost does not serve"],
  ])("refuses a model %s, and says how to do it nevertheless", async (_, words, sentence) => {
    const { exitCode, errorOutput } = await program.run("pin", "--task", "fill-mask", ...words);
    expect(exitCode).toBe(1);
    expect(errorOutput).toContain(sentence);
    expect(errorOutput).toContain("Where you know better, add --force.");
    expect(program.configuration().revision).toBe(2);
    expect((await program.run("pin", "--task", "fill-mask", ...words, "--force")).exitCode).toBe(0);
    expect(primaryOf("fill-mask")).toMatchObject({ model: words[1], origin: "pin" });
  });

  it("takes a person's word where the source cannot be asked, and says that nobody has checked it", async () => {
    program.world.hub.fail({ kind: "status", status: 503 });
    const { exitCode, output } = await program.run("pin", "--task", "fill-mask", "--model", pinned);
    expect(exitCode).toBe(0);
    expect(output).toContain("It could not be looked up, so nobody has checked that it is served");
    expect(primaryOf("fill-mask")).toMatchObject({ model: pinned, interface: "fill-mask" });
  });

  it("of a model that nobody serves holds, and the update says so", async () => {
    await program.run("pin", "--task", "fill-mask", "--model", "no/such", "--force");
    const { document } = await program.json<UpdateResult>("update", "--task", "fill-mask");
    expect(document.tasks[0]).toMatchObject({
      to: { model: "no/such" },
      reason: expect.stringContaining("no host is listed that serves it"),
    });
  });

  it("refuses what is no model id, and an unpin of what is not pinned", async () => {
    expect(await program.run("pin", "--task", "fill-mask", "--model", "roberta")).toMatchObject({
      exitCode: 2,
      errorOutput: expect.stringContaining("OWNER/NAME"),
    });
    expect(await program.run("unpin", "--task", "fill-mask")).toMatchObject({
      exitCode: 1,
      errorOutput: expect.stringContaining("not pinned"),
    });
    expect(program.configuration().revision).toBe(2);
  });
});
