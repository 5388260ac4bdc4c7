import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestBot, labels, type TestBot } from "../support/bot.ts";

describe("/ignore", () => {
  let bot: TestBot;
  beforeEach(async () => {
    bot = await createTestBot();
  });
  afterEach(() => bot.remove());

  const local = () => JSON.parse(bot.program.readText("config", "policy.local.json"));

  it("lets no update choose a model any more, and says where it serves now", async () => {
    const { text } = await bot.ask(bot.administrator, "/ignore Qwen/Qwen3.6-27B");
    expect(text).toBe(
      [
        "🚫 Qwen/Qwen3.6-27B is not chosen any more for every task.",
        "It serves image-text-to-text now. The next update looks for another: /manual_update",
      ].join("\n"),
    );
    await bot.program.run("update", "--json");
    expect(bot.program.configuration().tasks["image-text-to-text"]?.primary.model).not.toBe("Qwen/Qwen3.6-27B");
  });

  it("takes one task, in either order, and says so when that was done before", async () => {
    await bot.ask(bot.administrator, "/ignore acme/one translation");
    await bot.ask(bot.administrator, "/ignore translation acme/two");
    expect(local().tasks.translation.ignore).toEqual(["acme/one", "acme/two"]);
    expect((await bot.ask(bot.administrator, "/ignore acme/one translation")).text).toBe(
      "acme/one is already ignored for translation.",
    );
  });

  it("says that a pin counts for more", async () => {
    await bot.ask(bot.administrator, "/pin translation openai/gpt-oss-120b");
    const { text } = await bot.ask(bot.administrator, "/ignore openai/gpt-oss-120b", ({ text }) =>
      text.startsWith("🚫"),
    );
    expect(text).toContain("It is pinned for translation, and there the pin counts until /unpin.");
  });

  it("is undone by a tap", async () => {
    const message = await bot.ask(bot.administrator, "/ignore acme/one");
    const { message: after } = await bot.tap(bot.administrator, message, "Undo");
    expect(after.text).toContain("✅ acme/one may be chosen again for every task.");
    expect(after.text).toContain("No model is ignored.");
    expect(local().ignore ?? []).toEqual([]);
  });

  it("lists what is ignored, people's own file included, and ends each by a tap", async () => {
    bot.program.writePolicy({ ignore: ["acme/own"] });
    await bot.ask(bot.administrator, "/ignore acme/one translation");
    const list = await bot.ask(bot.administrator, "/ignore");
    expect(list.text).toContain("1. acme/own for every task\n2. acme/one for translation");
    const { message } = await bot.tap(bot.administrator, list, "✕ 1");
    expect(message.text).toContain("✅ acme/own may be chosen again for every task.");
    expect(message.text).toContain("1. acme/one for translation");
  });

  it("does nothing where the list has changed since, and draws it anew", async () => {
    await bot.ask(bot.administrator, "/ignore acme/one");
    await bot.ask(bot.administrator, "/ignore acme/two");
    const [mine, theirs] = [await bot.ask(bot.administrator, "/ignore"), await bot.ask(bot.second, "/ignore")];
    await bot.tap(bot.second, theirs, "✕ 1");
    const { notice, isAlert, message } = await bot.tap(
      bot.administrator,
      mine,
      "✕ 1",
      ({ text }) => !text.includes("acme/one"),
    );
    expect(notice).toBe("The list has changed since, so nothing was done. Here is how it stands now.");
    expect(isAlert).toBe(true);
    expect(message.text).toContain("1. acme/two for every task");
    expect(local().ignore).toEqual(["acme/two"]);
  });

  it("turns the pages of a long list", async () => {
    bot.program.writePolicy({ ignore: Array.from({ length: 11 }, (_each, index) => `acme/model-${index + 1}`) });
    const first = await bot.ask(bot.administrator, "/ignore");
    expect(first.text).toContain("Never chosen (11)");
    const { message: second } = await bot.tap(bot.administrator, first, "› 2/2");
    expect(labels(second)).toEqual(["✕ 9", "✕ 10", "✕ 11", "‹ 1/2"]);
    const { message } = await bot.tap(bot.administrator, second, "✕ 11");
    expect(message.text).toContain("✅ acme/model-11 may be chosen again");
    expect(labels(message)).toEqual(["✕ 9", "✕ 10", "‹ 1/2"]);
  });

  it.each([
    ["/ignore <x>", "<x> cannot be a model's id."],
    ["/ignore translation", "Write it like this: /ignore [model] [task]"],
    ["/ignore acme/one translatio", "There is no task translatio. Did you mean translation?"],
    ["/ignore", "No model is ignored."],
  ])("answers %s with %s", async (command, words) => {
    expect((await bot.ask(bot.administrator, command)).text).toContain(words);
  });

  it.each(["ignore.end:x:y", "ignore.end:0", "ignore.list:-1", "ignore.list:"])(
    "changes nothing at the forged tap %s",
    async (data) => {
      const message = await bot.ask(bot.administrator, "/ignore acme/one");
      const { notice } = await bot.tap(bot.administrator, message, { data });
      expect(notice).toBe("This button does nothing any more.");
      expect(local().ignore).toEqual(["acme/one"]);
    },
  );

  it("tells of a policy that is not valid, and writes nothing", async () => {
    bot.program.writePolicy({ minimumScore: "high" });
    const { text } = await bot.ask(bot.administrator, "/ignore acme/one");
    expect(text).toContain("policy.json is not valid:\n  minimumScore: expected number");
    expect(() => local()).toThrow();
  });

  it("speaks Portuguese", async () => {
    const done = await bot.ask(bot.second, "/ignore Qwen/Qwen3.6-27B translation");
    expect(done.text).toBe("🚫 Qwen/Qwen3.6-27B deixa de ser escolhido para translation.");
    const list = await bot.ask(bot.second, "/ignore");
    const { message } = await bot.tap(bot.second, list, "✕ 1");
    expect(message.text).toContain("pode voltar a ser escolhido");
    expect([done, list, message].map(({ text }) => text).join("\n")).not.toMatch(/\b(the|is|chosen|again)\b/i);
  });
});
