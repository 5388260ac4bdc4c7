import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestBot, labels, type TestBot } from "../support/bot.ts";

describe("/rollback", () => {
  let bot: TestBot;
  beforeEach(async () => {
    // Revision 1 is the first start, 2 the update, 3 the pin.
    bot = await createTestBot({
      async prepare(program) {
        await program.run("update", "--json");
        await program.run("pin", "--task", "translation", "--model", "acme/translator", "--force");
      },
    });
  });
  afterEach(() => bot.remove());

  const translation = () => bot.program.configuration().tasks.translation?.primary.model;

  it("offers the kept revisions, newest first, with what made each", async () => {
    const message = await bot.ask(bot.administrator, "/rollback");
    expect(message.text).toContain("Revision 3 stands: today, 03:00, pin.");
    expect(labels(message)).toEqual(["2 · today, 03:00 · update", "1 · today, 03:00 · first start"]);
  });

  it("shows what would change before anything does, and does it on a second tap", async () => {
    const list = await bot.ask(bot.administrator, "/rollback");
    const { message: question } = await bot.tap(bot.administrator, list, { data: "rollback.show:2:-:0" });
    expect(question.text).toMatch(/^Bring revision 2 back\? Revision 3 stands now\. This would change:/);
    expect(question.text).toContain("acme/translator");
    expect(question.text).toContain("Pins that end: translation");
    expect(question.text).toContain("Nothing has happened yet.");
    expect(labels(question)).toEqual(["Roll back", "Back"]);
    expect(translation()).toBe("acme/translator");

    const { message: outcome } = await bot.tap(bot.administrator, question, "Roll back");
    expect(outcome.text).toMatch(/^✅ Revision 2 is back\. It stands as revision 4\./);
    expect(outcome.text).toContain("What goes, the fallbacks too, is held for these tasks for 30 days");
    expect(labels(outcome)).toEqual(["Take it back"]);
    expect(translation()).not.toBe("acme/translator");
  });

  it("takes a rollback back, and the pin comes back with it", async () => {
    const question = await bot.ask(bot.administrator, "/rollback 2");
    const { message: outcome } = await bot.tap(bot.administrator, question, "Roll back");
    const back = await bot.tap(bot.administrator, outcome, "Take it back", ({ text }) => text.startsWith("Bring"));
    expect(back.message.text).toContain("Bring revision 3 back?");
    await bot.tap(bot.administrator, back.message, "Roll back");
    expect(translation()).toBe("acme/translator");
    expect(JSON.parse(bot.program.readText("config", "policy.local.json")).tasks.translation.pin.model).toBe(
      "acme/translator",
    );
  });

  it("touches one task alone where one is named", async () => {
    const list = await bot.ask(bot.administrator, "/rollback Translation");
    expect(list.text).toContain("only for translation");
    const { message: question } = await bot.tap(bot.administrator, list, labels(list)[1] ?? "");
    expect(question.text).toContain("Bring revision 1 back, only for translation?");
    const before = bot.program.configuration().tasks;
    await bot.tap(bot.administrator, question, "Roll back");
    const after = bot.program.configuration().tasks;
    expect(after.translation?.primary.model).toBe("Qwen/Qwen3-32B");
    expect(after.summarization).toEqual(before.summarization);
  });

  it("goes from the question back to the list", async () => {
    const list = await bot.ask(bot.administrator, "/rollback");
    const { message: question } = await bot.tap(bot.administrator, list, labels(list)[0] ?? "");
    const { message } = await bot.tap(bot.administrator, question, "Back");
    expect(labels(message)).toEqual(labels(list));
  });

  it("asks below a card whose button leads here, and leaves the card as it is", async () => {
    const card = await bot.ask(bot.administrator, "/rollback");
    const before = card.text;
    const { message } = await bot.tap(bot.administrator, card, { data: "rollback.show:2:-" }, (each) =>
      each.text.startsWith("Bring"),
    );
    expect(message.messageId).not.toBe(card.messageId);
    expect(labels(message)).toEqual(["Roll back", "Cancel"]);
    expect(bot.telegram.messages(bot.administrator.id).find((each) => each.messageId === card.messageId)?.text).toBe(
      before,
    );
  });

  it("does nothing where the configuration has changed since the question, and says so", async () => {
    const question = await bot.ask(bot.administrator, "/rollback 2");
    await bot.ask(bot.second, "/pin translation openai/gpt-oss-120b");
    const { message } = await bot.tap(bot.administrator, question, "Roll back", ({ text }) => text.includes("since"));
    expect(message.text).toMatch(/has changed since: it is revision 4 now.*not 3, so nothing was rolled back/);
    expect(translation()).toBe("openai/gpt-oss-120b");
  });

  it("lets only one of two administrators win who tap at the same time", async () => {
    const [mine, theirs] = [
      await bot.ask(bot.administrator, "/rollback 2"),
      await bot.ask(bot.second, "/rollback 1", ({ text }) => text.includes("Repor")),
    ];
    await Promise.all([
      bot.tap(bot.administrator, mine, "Roll back"),
      bot.tap(bot.second, theirs, { data: "rollback.do:1:-:3" }),
    ]);
    await expect.poll(() => bot.program.configuration().revision).toBe(4);
    const texts = [bot.last(bot.administrator.id)?.text ?? "", bot.last(bot.second.id)?.text ?? ""];
    expect(texts.filter((text) => text.startsWith("✅"))).toHaveLength(1);
  });

  it.each(["rollback.show:x:-:0", "rollback.show:2:99:0", "rollback.do:2:-", "rollback.do:::", "rollback.list:-1:-"])(
    "changes nothing at the forged tap %s",
    async (data) => {
      const list = await bot.ask(bot.administrator, "/rollback");
      const { notice, isAlert } = await bot.tap(bot.administrator, list, { data });
      expect({ notice, isAlert }).toEqual({ notice: "This button does nothing any more.", isAlert: true });
      expect(bot.program.configuration().revision).toBe(3);
    },
  );

  it("says which revisions there are where one is not kept, and which tasks", async () => {
    expect((await bot.ask(bot.administrator, "/rollback 99")).text).toBe("Revision 99 is not kept. Kept are: 3, 2, 1.");
    const unknown = await bot.ask(bot.administrator, "/rollback translatio");
    expect(unknown.text).toContain("There is no task translatio. Did you mean translation?");
  });

  it("folds a long list of changes away", async () => {
    const question = await bot.ask(bot.administrator, "/rollback 1");
    expect(question.text).toContain("17 tasks, tap to see them all:");
    expect(question.entities.map(({ type }) => type)).toContain("expandable_blockquote");
  });

  it("tells of an edit by hand, which the present number does not name", async () => {
    const path = join(bot.program.home, "config", "models.json");
    writeFileSync(path, readFileSync(path, "utf8").replaceAll("acme/translator", "mine/by-hand"));
    const list = await bot.ask(bot.administrator, "/rollback");
    expect(list.text).toContain("What stands was edited by hand since revision 3.");
    expect(labels(list)[0]).toContain("3 · ");
  });

  it("speaks Portuguese", async () => {
    const list = await bot.ask(bot.second, "/rollback translation");
    expect(list.text).toContain("Está em vigor a revisão 3: hoje, 03:00, fixação.");
    expect(labels(list)).toEqual(["2 · hoje, 03:00 · atualização", "1 · hoje, 03:00 · começo"]);
    const { message: question } = await bot.tap(bot.second, list, labels(list)[0] ?? "");
    expect(question.text).toContain("Repor a revisão 2, só para translation?");
    expect(labels(question)).toEqual(["Repor", "Voltar"]);
    const { message: outcome } = await bot.tap(bot.second, question, "Repor");
    expect(outcome.text).toContain("✅ A revisão 2 está de volta, só para translation.");
    expect(`${question.text}${outcome.text}`).not.toMatch(/\b(the|is|and|revision|held)\b/i);
  });
});

describe("/rollback with many revisions", () => {
  it("turns pages", async () => {
    const bot = await createTestBot({
      async prepare(program) {
        await program.run("update", "--json");
        for (let turn = 0; turn < 9; turn += 1) {
          await program.run("pin", "--task", "translation", "--model", `acme/translator-${turn}`, "--force");
        }
      },
    });
    const first = await bot.ask(bot.administrator, "/rollback");
    expect(labels(first)).toHaveLength(9);
    expect(labels(first).at(-1)).toBe("› 2/2");
    const { message: second } = await bot.tap(bot.administrator, first, "› 2/2");
    expect(labels(second)).toEqual(["2 · today, 03:00 · update", "1 · today, 03:00 · first start", "‹ 1/2"]);
    const { message: question } = await bot.tap(bot.administrator, second, labels(second)[0] ?? "");
    const { message: again } = await bot.tap(bot.administrator, question, "Back");
    expect(labels(again)).toEqual(labels(second));
    await bot.remove();
  });

  it("says how to get a configuration where there is none", async () => {
    const bot = await createTestBot();
    rmSync(join(bot.program.home, "config", "models.json"));
    const message = await bot.ask(bot.administrator, "/rollback");
    expect(message.text).toBe("There is no configuration yet: /manual_update makes one.");
    await bot.remove();
  });
});
