import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestBot, labels, type TestBot } from "../support/bot.ts";

describe("/pin and /unpin", () => {
  let bot: TestBot;
  beforeEach(async () => {
    bot = await createTestBot();
  });
  afterEach(() => bot.remove());

  const primary = (task: string) => bot.program.configuration().tasks[task]?.primary;

  it("puts a model in the first place at once, and says as which revision and how to end it", async () => {
    const message = await bot.ask(bot.administrator, "/pin code-generation Qwen/Qwen3-32B");
    expect(message.text).toBe(
      [
        "📌 code-generation is pinned to",
        "Qwen/Qwen3-32B · huggingface",
        "It serves from now on, as revision 3.",
        "Updates leave it there until /unpin code-generation.",
      ].join("\n"),
    );
    expect(primary("code-generation")).toMatchObject({ model: "Qwen/Qwen3-32B", origin: "pin", host: null });
    const { text } = await bot.ask(bot.administrator, "/pin code-generation Qwen/Qwen3-32B");
    expect(text).toContain("It served the task already.");
  });

  it("takes the words in any order, a pasted address, and a host", async () => {
    await bot.ask(bot.administrator, "/pin https://huggingface.co/Qwen/Qwen3-32B Code_Generation novita");
    expect(primary("code-generation")).toMatchObject({ model: "Qwen/Qwen3-32B", host: "novita" });
  });

  it("pins nothing that no source knows: it may be mistyped", async () => {
    const before = bot.program.readText("config", "models.json");
    const { text } = await bot.ask(bot.administrator, "/pin code-generation Qwen/Qwen3-32");
    expect(text).toBe(
      "No source knows Qwen/Qwen3-32, so nothing was pinned. Is it spelt right? /rank code-generation shows what there is.",
    );
    expect(bot.program.readText("config", "models.json")).toBe(before);
  });

  it("warns of a model that nobody serves for the task", async () => {
    const { text } = await bot.ask(bot.administrator, "/pin fill-mask Qwen/Qwen3-32B");
    expect(text).toContain("is known, but no host serves it for fill-mask now.");
  });

  it("pins while the hub cannot be reached", async () => {
    bot.program.world.hub.fail({ kind: "closed" });
    const { text } = await bot.ask(bot.administrator, "/pin code-generation acme/own-model");
    expect(text).toContain("It serves from now on");
    expect(primary("code-generation")?.model).toBe("acme/own-model");
  });

  it("lists what is pinned, and ends a pin by a tap", async () => {
    expect((await bot.ask(bot.administrator, "/unpin")).text).toBe(
      "No task is pinned: updates choose for all of them.",
    );
    await bot.ask(bot.administrator, "/pin translation Qwen/Qwen3-32B");
    const list = await bot.ask(bot.administrator, "/unpin");
    expect(list.text).toContain("translation\nQwen/Qwen3-32B · huggingface");
    const { message } = await bot.tap(bot.administrator, list, "Unpin translation");
    expect(message.text).toContain("translation is no longer pinned");
    expect(message.text).toContain("this stays: Qwen/Qwen3-32B");
    expect((await bot.ask(bot.administrator, "/unpin translation")).text).toBe(
      "translation is not pinned, so there is nothing to undo.",
    );
  });

  it("does not end another pin than the one that a button was drawn for", async () => {
    await bot.ask(bot.administrator, "/pin translation Qwen/Qwen3-32B");
    const list = await bot.ask(bot.administrator, "/unpin");
    await bot.ask(bot.second, "/pin translation openai/gpt-oss-120b", ({ text }) =>
      text.includes("openai/gpt-oss-120b"),
    );
    const { notice, isAlert } = await bot.tap(bot.administrator, list, "Unpin translation");
    expect(notice).toBe("The pin of translation has changed since, so nothing was done. /unpin shows what is pinned.");
    expect(isAlert).toBe(true);
    expect((await bot.ask(bot.administrator, "/unpin")).text).toContain("openai/gpt-oss-120b");
  });

  it.each([
    ["/pin", "No task is pinned"],
    ["/pin", "For example: /pin code-generation Qwen/Qwen3-32B"],
    ["/pin translation", "Write it like this: /pin <task> <model> [host]"],
    ["/pin translation qwen", "No source knows qwen, so nothing was pinned."],
    ["/pin translation qwen:8b", "Nothing was pinned, because no source could say that it knows qwen:8b."],
    ["/pin translation qwen:8b host", "/pin translation ollama:qwen:8b host"],
    ["/pin translation <b>/c", "<b>/c cannot be a model's id."],
    ["/pin translation huggingface:qwen", "huggingface:qwen cannot be a model's id."],
    ["/pin translatio a/b", "There is no task translatio. Did you mean translation?"],
    ["/pin translation a/b novita too much", "Write it like this"],
    ["/unpin translatio", "Did you mean translation?"],
  ])("answers %s with %s, and changes nothing", async (command, words) => {
    expect((await bot.ask(bot.administrator, command)).text).toContain(words);
    expect(bot.program.configuration().revision).toBe(2);
  });

  it.each(["pin.end:99:0", "pin.end:", "pin.end:x:y"])("changes nothing at the forged tap %s", async (data) => {
    const list = await bot.ask(bot.administrator, "/pin translation Qwen/Qwen3-32B");
    const { notice } = await bot.tap(bot.administrator, list, { data });
    expect(notice).toBe("This button does nothing any more.");
    expect(labels(await bot.ask(bot.administrator, "/unpin"))).toEqual(["Unpin translation"]);
  });

  it("speaks Portuguese", async () => {
    const pinned = await bot.ask(bot.second, "/pin translation Qwen/Qwen3-32B");
    expect(pinned.text).toContain("Serve a partir de agora, como revisão 3.");
    const list = await bot.ask(bot.second, "/unpin");
    const { message } = await bot.tap(bot.second, list, "Deixar de fixar translation");
    expect(message.text).toContain("as atualizações voltam a escolher para ela");
    const unseen = await bot.ask(bot.second, "/pin translation qwen:8b");
    expect(unseen.text).toContain("Se souber de que fonte é, pode fixá-lo mesmo assim:");
    const usage = await bot.ask(bot.second, "/pin translation");
    const said = [pinned, list, message, unseen, usage].map(({ text }) => text).join("\n");
    expect(said).not.toMatch(/\b(the|is|until|pinned|task is|serves)\b/i);
  });

  it("is unknown to strangers", async () => {
    const { text } = await bot.ask(bot.stranger, "/pin translation Qwen/Qwen3-32B");
    expect(text).toContain("I do not know /pin.");
    expect(bot.program.configuration().revision).toBe(2);
  });
});
