import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { StoredMessage } from "../../demo/world/telegram/telegram.ts";
import type { HistoryEntry } from "../../src/domain/history.ts";
import { administratorId, createTestBot, isFinal, labels, type TestBot } from "../support/bot.ts";

let bot: TestBot;

beforeEach(async () => {
  bot = await createTestBot();
});

afterEach(() => bot.remove());

const model = (task: string) => bot.program.configuration().tasks[task]?.primary.model ?? "";
const host = (task: string) => bot.program.configuration().tasks[task]?.primary.host ?? "";
const entries = async () => (await bot.program.json<{ entries: HistoryEntry[] }>("history")).document.entries;

/** Makes the chat model's host close, so that an update has something to do. */
function closeChatHost(): string {
  const closed = host("conversational");
  bot.program.world.closeHost(closed);
  return closed;
}

/** Besides, takes a model away, so that another one comes in. */
function loseModelToo(): string {
  bot.program.world.removeModel(model("fill-mask"));
  return closeChatHost();
}

/** The last page of what was proposed or done: the one with the buttons. */
function lastPage(userId = administratorId): Promise<StoredMessage> {
  return vi.waitFor(() => {
    const last = bot.last(userId, (message) => labels(message).length > 0 && isFinal(message));
    if (last === undefined) throw new Error("The last page has not come.");
    return last;
  });
}

describe("/test_update", () => {
  it("shows in one message, edited in place, how far it is, and then that there is nothing to change", async () => {
    const done = await bot.ask(bot.administrator, "/test_update", isFinal);
    expect(done.text).toContain("👍 Nothing to change: 17 tasks keep their models. 186 models seen.");
    expect(done.edits).toBeGreaterThan(0);
    expect(bot.telegram.messages(administratorId).filter(({ from }) => from === "bot")).toHaveLength(1);
    const [begun] = bot.telegram.calls.filter(({ method }) => method === "sendMessage");
    expect(begun?.payload.text).toBe("🧪 Test update: it changes nothing\nLooking for models…");
    const shown = bot.telegram.calls
      .filter(({ method }) => method === "editMessageText")
      .map(({ payload }) => payload.text);
    expect(shown.some((text) => /of 17 tasks · [\d,]+ models? seen/.test(String(text)))).toBe(true);
  });

  it("shows the proof of each change, changes nothing, and offers to apply exactly it", async () => {
    const before = bot.program.readText("config", "models.json");
    const closed = loseModelToo();
    const card = await bot.ask(bot.administrator, "/test_update", isFinal);
    expect(bot.program.readText("config", "models.json")).toBe(before);
    expect(card.text).toMatch(/🧪 Test update: \d+ tasks would change\. Nothing was changed yet\./);
    const [first = ""] = card.text.split("conversational ").slice(1);
    expect(first).toContain(`was: ${model("conversational")} · ${closed} · `);
    expect(first).toMatch(/now: \S+ · \S+ · \d+\.\d/);
    expect(first).toMatch(/popularity \d+, performance \d+ \(most likely \d+ to \d+\), recency \d+, compatibility \d+/);
    expect(first).toMatch(
      /\$[\d.]+ in, \$[\d.]+ out per million tokens · first word after [\d.]+ s, \d+ tokens a second/,
    );
    expect(first).toContain("mit · ");
    expect(first).toContain(`${closed} no longer serves`);
    const last = await lastPage();
    expect(labels(last)).toEqual(["Apply", "Details", "Snooze", "Never this model", "Try on 10%"]);
    expect(last.text).toContain("Apply works until tomorrow, 03:0");
  });

  it("looks at one task where one is named, however it is written", async () => {
    const done = await bot.ask(bot.administrator, "/test_update Fill_Mask", isFinal);
    expect(done.text).toContain("1 task keeps its model.");
  });

  it("names the tasks where the one that is named does not exist", async () => {
    const { text } = await bot.ask(bot.administrator, "/test_update fillmask");
    expect(text).toContain("There is no task fillmask. Did you mean fill-mask? The tasks are:");
    expect(text).toContain("text-to-speech");
  });

  it("tells a failure with its reason, and that nothing was changed", async () => {
    bot.program.world.hub.fail({ kind: "status", status: 503 });
    bot.program.world.router.fail({ kind: "status", status: 503 });
    const { text, buttons } = await bot.ask(bot.administrator, "/test_update", isFinal);
    expect(text).toContain("❌ The update failed; the models stay as they are.");
    expect(text).toContain("503");
    expect(buttons.flat().map((button) => button.text)).toEqual(["Try again", "Status"]);
  });

  it("speaks Portuguese with who speaks it", async () => {
    loseModelToo();
    const card = await bot.ask(bot.second, "/test_update", isFinal);
    expect(card.text).toMatch(/🧪 Ensaio de atualização: \d+ tarefas mudariam\. Ainda nada mudou\./);
    expect(card.text).toMatch(
      /popularidade \d+, desempenho \d+ \(o mais provável: \d+ a \d+\), novidade \d+, compatibilidade \d+/,
    );
    expect(labels(await lastPage(1002))).toEqual([
      "Aplicar",
      "Pormenores",
      "Adiar",
      "Nunca este modelo",
      "Experimentar em 10%",
    ]);
  });
});

describe("/manual_update", () => {
  it("applies by itself where the policy says so, and shows the way back", async () => {
    loseModelToo();
    const card = await bot.ask(bot.administrator, "/manual_update", isFinal);
    expect(card.text).toMatch(/✅ Updated: \d+ tasks changed, now revision 3\./);
    expect(labels(await lastPage())).toEqual(["Roll back", "Details", "Never this model"]);
    expect(bot.program.configuration().revision).toBe(3);
    expect((await entries())[0]).toMatchObject({ outcome: "applied", trigger: `telegram:${administratorId}` });
  });

  it("waits for Apply where the policy says so", async () => {
    bot.program.writePolicy({ autoApply: false });
    closeChatHost();
    await bot.ask(bot.administrator, "/manual_update", isFinal);
    expect(bot.program.configuration().revision).toBe(2);
    const card = bot.last(administratorId);
    if (!card) throw new Error("there is no card");
    const { message } = await bot.tap(bot.administrator, card, "Apply");
    expect(message.text).toContain("✅ Applied as revision 3, by you.");
    expect(labels(message)).toContain("Roll back");
    expect((await entries())[0]).toMatchObject({ kind: "apply", revision: 3, trigger: "telegram:1001" });
  });

  it.each([
    ["image-text-to-text", "Changes found", "Há alterações a fazer"],
    ["conversational", "Changes found", "Há alterações a fazer"],
    ["translation", "Better models found", "Há modelos melhores"],
  ])("says of %s, whose plan waits: %s", async (task, english, portuguese) => {
    // The first loses a fallback, while the second moves, and the third has what somebody has pinned for a while.
    bot.program.writePolicy({ autoApply: false });
    closeChatHost();
    await bot.program.run("pin", "--task", "translation", "--model", "openai/gpt-oss-20b");
    await bot.program.run("unpin", "--task", "translation");
    const [fallback] = bot.program.configuration().tasks["image-text-to-text"]?.fallbacks ?? [];
    bot.program.world.closeHost(fallback?.host ?? "");
    const card = await bot.ask(bot.administrator, `/manual_update ${task}`, isFinal);
    expect(card.text).toContain(`📋 ${english}: 1 task would change. It waits for Apply.`);
    const other = await bot.ask(bot.second, `/manual_update ${task}`, isFinal);
    expect(other.text).toContain(`📋 ${portuguese}: 1 tarefa mudaria. À espera de Aplicar.`);
  });

  it("is cancelled by its button, changing nothing", async () => {
    bot.program.world.hub.fail({ kind: "silence" });
    const before = bot.program.readText("config", "models.json");
    const running = await bot.ask(bot.administrator, "/manual_update");
    const { notice, message } = await bot.tap(bot.administrator, running, "Cancel", isFinal);
    expect(notice).toBe("Cancelling…");
    expect(message).toMatchObject({ text: "🚫 Cancelled. The models stay as they are.", messageId: running.messageId });
    expect(bot.program.readText("config", "models.json")).toBe(before);
    expect(
      (await bot.tap(bot.administrator, message, { data: running.buttons[0]?.[0]?.callback_data ?? "" })).notice,
    ).toBe("It is not running any more.");
  });

  it("keeps nobody waiting while it runs, not even its own chat", async () => {
    bot.program.world.hub.fail({ kind: "silence" });
    const running = await bot.ask(bot.administrator, "/manual_update");
    const isHelp = ({ text }: StoredMessage) => text.includes("What you can ask for");
    expect((await bot.ask(bot.administrator, "/help", isHelp)).text).toContain("/manual_update");
    expect((await bot.ask(bot.stranger, "/start")).text).toContain("weathervane");
    await bot.tap(bot.administrator, running, "Cancel", isFinal);
  });

  it("runs once: who comes second is told", async () => {
    bot.program.world.hub.fail({ kind: "silence" });
    const running = await bot.ask(bot.administrator, "/manual_update");
    await expect.poll(() => bot.program.world.hub.requests.length).toBeGreaterThan(0);
    const second = await bot.ask(bot.second, "/manual_update", isFinal);
    expect(second.text).toMatch(/Another update is running|Já está a decorrer|Está a decorrer/);
    await bot.tap(bot.administrator, running, "Cancel", isFinal);
  });

  it("ends with its last word where the service is stopped meanwhile", async () => {
    bot.program.world.hub.fail({ kind: "silence" });
    bot.program.clock.hurry();
    await bot.ask(bot.administrator, "/manual_update");
    await bot.stopService();
    expect(bot.last(administratorId)?.text).toContain("🚫 Cancelled. The models stay as they are.");
  });
});
