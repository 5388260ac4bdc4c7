import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestBot, labels, type TestBot } from "../support/bot.ts";

describe("/settings", () => {
  let bot: TestBot;
  beforeAll(async () => {
    bot = await createTestBot();
  }, 60_000);
  afterAll(() => bot.remove());

  // Nobody has decided or changed anything.
  beforeEach(() => {
    for (const path of ["config/policy.json", "config/policy.local.json", "history/policy.json"]) {
      rmSync(join(bot.program.home, path), { force: true, recursive: true });
    }
  });

  const local = () => JSON.parse(bot.program.readText("config", "policy.local.json"));

  it("shows all that can be set, with its present value", async () => {
    bot.program.writePolicy({ minimumScore: 55, schedule: { update: "*/10 2 * * 1-5", timeZone: "Europe/Lisbon" } });
    const { text, buttons } = await bot.ask(bot.administrator, "/settings");
    expect(text).toContain(
      [
        "Settings",
        "Preset: balanced",
        "Threshold: 55 points",
        "Margin: 3 points",
        "Weights: popularity 30, performance 35, recency 15, compatibility 20",
        "Schedule: */10 2 * * 1-5, Europe/Lisbon",
        "Apply by itself: on",
        "Fallbacks: 2",
        "Minimum age: 3 days",
        "Free models only: off",
        "Update at start: off",
        "Daily digest: off",
      ].join("\n"),
    );
    expect(buttons.every((row) => row.length <= 2)).toBe(true);
  });

  it("changes a number by steps, says from what to what, and takes it back", async () => {
    const overview = await bot.ask(bot.administrator, "/settings");
    const { message: view } = await bot.tap(bot.administrator, overview, "Threshold");
    expect(labels(view)).toEqual(["−5", "−1", "+1", "+5", "Back"]);
    const { message: changed } = await bot.tap(bot.administrator, view, "+5");
    expect(changed.text).toContain("✅ Threshold: 60 points → 65 points");
    expect(local()).toEqual({ minimumScore: 65 });
    const { message: undone } = await bot.tap(bot.administrator, changed, "Undo");
    expect(undone.text).toContain("↩️ Taken back.\n✅ Threshold: 65 points → 60 points");
    expect(local()).toEqual({});
    const { message: back } = await bot.tap(bot.administrator, undone, "Back");
    expect(back.text).toContain("Threshold: 60 points");
  });

  it("offers no step out of the range", async () => {
    const message = await bot.ask(bot.administrator, "/settings minimumScore 98");
    expect(labels(message).filter((label) => /^[−+]/.test(label))).toEqual(["−5", "−1", "+1", "+5"]);
    const { message: most } = await bot.tap(bot.administrator, message, "+5");
    expect(most.text).toContain("Threshold: 100 points");
    expect(labels(most).filter((label) => /^[−+]/.test(label))).toEqual(["−5", "−1"]);
  });

  it("changes nothing from a view that shows an old value, and draws it anew", async () => {
    const mine = await bot.ask(bot.administrator, "/settings minimumScore");
    await bot.ask(bot.second, "/settings minimumScore 70");
    const { notice, isAlert, message } = await bot.tap(bot.administrator, mine, "+5", ({ text }) =>
      text.includes("70"),
    );
    expect(notice).toBe("Threshold has changed since: it is 70 points now. Nothing was done; here is how it stands.");
    expect(isAlert).toBe(true);
    expect(message.text).toContain("Threshold: 70 points");
    expect(local()).toEqual({ minimumScore: 70 });
  });

  it("lets only one of two administrators win who tap at the same time", async () => {
    const [mine, theirs] = [
      await bot.ask(bot.administrator, "/settings minimumScore"),
      await bot.ask(bot.second, "/settings minimumScore"),
    ];
    const taps = await Promise.all([bot.tap(bot.administrator, mine, "+5"), bot.tap(bot.second, theirs, "−1")]);
    expect(taps.filter(({ isAlert }) => isAlert)).toHaveLength(1);
    expect([65, 59]).toContain(local().minimumScore);
  });

  it("changes the weights of the criteria, but not all of them to nothing", async () => {
    bot.program.writePolicy({ weights: { popularity: 0, performance: 0, recency: 0, compatibility: 5 } });
    const view = await bot.ask(bot.administrator, "/settings weights");
    expect(labels(view)).toEqual([
      "popularity +5",
      "performance +5",
      "recency +5",
      "compatibility −5",
      "compatibility +5",
      "Back",
    ]);
    const refused = await bot.tap(bot.administrator, view, "compatibility −5", ({ text }) => text.includes("weight"));
    expect(refused.message.text).toContain("weights: expected at least one weight above 0");
    const { message } = await bot.tap(bot.administrator, view, "recency +5");
    expect(message.text).toContain("✅ recency: 0 → 5");
    expect(local()).toEqual({ weights: { recency: 5 } });
  });

  it("changes the schedule by a button, and marks the present one", async () => {
    const overview = await bot.ask(bot.administrator, "/settings");
    const { message: view } = await bot.tap(bot.administrator, overview, "Schedule");
    expect(labels(view)).toEqual([
      "✓ every day at 03:00",
      "every 12 hours",
      "every 6 hours",
      "Mondays at 03:00",
      "Back",
    ]);
    const { message } = await bot.tap(bot.administrator, view, "every 6 hours");
    expect(message.text).toContain("✅ Schedule: every day at 03:00 → every 6 hours");
    expect(local()).toEqual({ schedule: { update: "0 */6 * * *" } });
    const status = await bot.ask(bot.administrator, "/autoupdate_status");
    expect(status.text).toContain("today, 06:00");
  });

  it.each([
    ["Apply by itself", "autoApply", { autoApply: false }, "Switch off", "off"],
    ["Free models only", "freeOnly", { freeOnly: true }, "Switch on", "on"],
    ["Update at start", "runOnStart", { schedule: { runOnStart: true } }, "Switch on", "on"],
    ["Who may chat", "access", { access: "listed" }, "those who are listed", "those who are listed"],
    ["Memory of the chat", "chatMemory", { chat: { memory: false } }, "Switch off", "off"],
    ["Messages a minute", "messagesPerMinute", { chat: { messagesPerMinute: 25 } }, "+5", "25"],
    ["Daily digest", "dailyDigest", { telegram: { dailyDigest: true } }, "Switch on", "on"],
  ])("switches %s", async (title, name, document, label, standing) => {
    const overview = await bot.ask(bot.administrator, "/settings");
    const { message: view } = await bot.tap(bot.administrator, overview, title);
    const { message } = await bot.tap(bot.administrator, view, label);
    expect(message.text).toContain(`✅ ${title}: `);
    expect(local()).toEqual(document);
    const { text } = await bot.ask(bot.administrator, `/settings ${name}`);
    expect(text).toContain(`${title}: ${standing}`);
  });

  it.each([
    ["/settings minimumscore 65", { minimumScore: 65 }],
    ["/settings margin 2,5", { margin: 2.5 }],
    ["/settings recency 40", { weights: { recency: 40 } }],
    ["/settings schedule 0 4 * * *", { schedule: { update: "0 4 * * *" } }],
    ["/settings access Everyone", { access: "everyone" }],
    ["/settings preset Quality", { preset: "quality" }],
    ["/settings time_zone Europe/Lisbon", { schedule: { timeZone: "Europe/Lisbon" } }],
    ["/settings autoApply off", { autoApply: false }],
    ["/settings minimum-age-days 0", { minimumAgeDays: 0 }],
    ["/settings fallbacks 4", { fallbacks: 4 }],
    ["/settings threshold 70", { minimumScore: 70 }],
    ["/settings Minimum age 10", { minimumAgeDays: 10 }],
    ["/settings apply by itself off", { autoApply: false }],
    ["/settings digest on", { telegram: { dailyDigest: true } }],
    ["/settings free on", { freeOnly: true }],
    ["/settings Time zone Europe/Lisbon", { schedule: { timeZone: "Europe/Lisbon" } }],
    ["/settings weights recency 40", { weights: { recency: 40 } }],
  ])("takes %s", async (command, document) => {
    expect((await bot.ask(bot.administrator, command)).text).toMatch(/^✅ /);
    expect(local()).toEqual(document);
  });

  it.each([
    ["/settings minimumScore 650", "minimumScore: Too big: expected number to be <=100, but it is 650"],
    ["/settings minimumScore high", 'minimumScore: expected number, received string, but it is "high"'],
    ["/settings fallbacks 1.5", "fallbacks: expected int"],
    ["/settings autoApply maybe", 'autoApply: expected boolean, received string, but it is "maybe"'],
    ["/settings schedule never", 'schedule.update: expected a cron expression such as "0 3 * * *"'],
    ["/settings timeZone Lisbon", 'schedule.timeZone: expected the name of a time zone such as "Europe/Lisbon"'],
    ["/settings minimumScor 65", "There is no setting minimumScor. Did you mean minimumScore? The settings are:"],
    ["/settings thresshold 65", "There is no setting thresshold. Did you mean threshold? The settings are:"],
    ["/settings minimum 65", "There is no setting minimum."],
    ["/settings update 0 4 * * *", "There is no setting update."],
    ["/settings weights", "Each is set by its own name: popularity, performance, recency, compatibility."],
    ["/settings weights 12", "Each is set by its own name: popularity, performance, recency, compatibility."],
    ["/settings freeOnly", "On: only what a provider declares free is chosen."],
    ["/settings schedule */5 * * * *", 'The schedule "*/5 * * * *" runs more often than every 15 minutes'],
    ["/settings __proto__ 65", "There is no setting __proto__. The settings are:"],
    ["/settings minimumScore 60", "Threshold had that value already."],
  ])("answers %s with %s, and writes nothing", async (command, words) => {
    expect((await bot.ask(bot.administrator, command)).text).toContain(words);
    expect(() => local()).toThrow("ENOENT");
  });

  it("tells who changed what, and takes the newest back", async () => {
    await bot.ask(bot.administrator, "/settings margin 5");
    await bot.ask(bot.second, "/ignore acme/one");
    await bot.ask(bot.second, "/pin translation openai/gpt-oss-120b");
    const overview = await bot.ask(bot.administrator, "/settings");
    const { message } = await bot.tap(bot.administrator, overview, "What changed");
    expect(message.text).toBe(
      [
        "Changes of the settings",
        "• today, 03:00, by administrator 1002\n📌 translation: none → openai/gpt-oss-120b",
        "• today, 03:00, by administrator 1002\n🚫: + acme/one",
        "• today, 03:00, by you\nMargin: 3 points → 5 points",
      ].join("\n\n"),
    );
    const { message: undone } = await bot.tap(bot.administrator, message, "Undo the newest");
    expect(undone.text).toContain("📌 translation: openai/gpt-oss-120b → none");
    expect(local().tasks?.translation?.pin ?? null).toBeNull();
  });

  it("takes a change back although something else was changed since", async () => {
    const first = await bot.ask(bot.administrator, "/settings margin 5");
    await bot.ask(bot.second, "/settings fallbacks 3");
    const { message } = await bot.tap(bot.administrator, first, "Undo");
    expect(message.text).toContain("↩️ Taken back.\n✅ Margin: 5 points → 3 points");
    expect(local()).toEqual({ fallbacks: 3 });
  });

  it("does not take back what was changed again since, says so by its name, and offers it no more", async () => {
    const [english, portuguese] = [
      await bot.ask(bot.administrator, "/settings threshold 65"),
      await bot.ask(bot.second, "/settings margem 5"),
    ];
    await bot.ask(bot.second, "/settings limiar 70");
    await bot.ask(bot.administrator, "/settings margin 6");
    const { message } = await bot.tap(bot.administrator, english, "Undo");
    expect(message.text).toMatch(/^Threshold has been changed again since, so nothing was taken back\./);
    expect(message.text).toContain("Threshold: 70 points");
    expect(labels(message)).toEqual(["−5", "−1", "+1", "+5", "Back"]);
    const { message: recusada } = await bot.tap(bot.second, portuguese, "Desfazer");
    expect(recusada.text).toMatch(/^Mudou de novo entretanto, por isso nada foi desfeito: Margem\./);
    expect(local()).toEqual({ minimumScore: 70, margin: 6 });
  });

  it("offers a change that is no longer recorded to be taken back no more", async () => {
    const message = await bot.ask(bot.administrator, "/settings margin 5");
    rmSync(join(bot.program.home, "history", "policy.json"));
    const { message: refused } = await bot.tap(bot.administrator, message, "Undo");
    expect(refused.text).toMatch(/^That change of the settings is no longer recorded/);
    expect(labels(refused)).not.toContain("Undo");
  });

  it("takes the names that it shows in Portuguese too, with or without accents", async () => {
    await bot.ask(bot.second, "/settings idade minima 10");
    await bot.ask(bot.second, "/settings resumo ligado");
    await bot.ask(bot.second, "/settings só modelos grátis sim");
    await bot.ask(bot.second, "/settings novidade 40");
    const settings = { minimumAgeDays: 10, freeOnly: true, telegram: { dailyDigest: true }, weights: { recency: 40 } };
    expect(local()).toEqual(settings);
    const { text } = await bot.ask(bot.second, "/settings horário */5 * * * *");
    expect(text).toMatch(/^O horário "\*\/5 \* \* \* \*"/);
  });

  it("tells of a policy that is not valid", async () => {
    bot.program.writePolicy({ minimumScor: 1 });
    const { text } = await bot.ask(bot.administrator, "/settings");
    expect(text).toContain("minimumScor: is not a known key");
  });

  it.each([
    "settings.set:minimumScore:900000:60",
    "settings.set:minimumScore:x:60",
    "settings.set:schedule:* * * * *:0",
    "settings.set:constructor:1:1",
    "settings.open:toString",
    "settings.undo",
  ])("changes nothing at the forged tap %s", async (data) => {
    const message = await bot.ask(bot.administrator, "/settings");
    const { notice } = await bot.tap(bot.administrator, message, { data });
    expect(notice).toBe("This button does nothing any more.");
    expect(() => local()).toThrow("ENOENT");
  });

  it("speaks Portuguese in every view", async () => {
    const overview = await bot.ask(bot.second, "/settings");
    const said = [overview.text, ...labels(overview)];
    for (const label of labels(overview)) {
      const fresh = await bot.ask(bot.second, "/settings");
      const { message } = await bot.tap(bot.second, fresh, label);
      said.push(message.text, ...labels(message));
    }
    const { message } = await bot.tap(bot.second, await bot.ask(bot.second, "/settings margin"), "+1");
    said.push(message.text, ...labels(message));
    expect(message.text).toContain("✅ Margem: 3 pontos → 4 pontos");
    const words = said.join("\n").replaceAll(/\/settings \w+/g, "");
    expect(words).not.toMatch(/\b(the|is|on|off|and|points|days|every|back|undo|switch)\b/i);
  });
});
