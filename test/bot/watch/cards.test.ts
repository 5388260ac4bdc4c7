import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { StoredMessage } from "../../../demo/world/telegram/telegram.ts";
import type { taskNames } from "../../../src/domain/task.ts";
import { labels } from "../../support/bot.ts";
import { englishIn } from "../../support/english.ts";
import { createWatchBot, type WatchBot } from "../../support/watch-bot.ts";
import { sampleEvent, sampleEvents, sampleRoute } from "../../support/watch-samples.ts";

let bot: WatchBot;

beforeAll(async () => {
  bot = await createWatchBot();
  // So that the bot knows his language.
  await bot.ask(bot.second, "/help");
});
afterAll(() => bot.remove());

const messagesTo = (id: number) => bot.telegram.messages(id).filter(({ from }) => from === "bot");
let before = { administrator: 0, second: 0 };
beforeEach(() => {
  before = { administrator: messagesTo(bot.administrator.id).length, second: messagesTo(bot.second.id).length };
});

/** What an administrator was sent since the test began. */
const sent = (who: "administrator" | "second" = "administrator"): StoredMessage[] =>
  messagesTo(bot[who].id).slice(before[who]);

async function cardOf(event: (typeof sampleEvents)[number], who: "administrator" | "second" = "administrator") {
  await bot.tell([event]);
  const [card, ...more] = sent(who);
  if (!card || more.length > 0) throw new Error(`There are ${sent(who).length} cards.`);
  return card;
}

/** Signs that stand out: pictographs, and what is shown like one. */
const marks = (text: string) => text.match(/\p{Extended_Pictographic}/gu) ?? [];

describe("the card of an event", () => {
  it.each(sampleEvents.map((event) => [event.kind, event] as const))(
    "says of %s how urgent it is, in words and by a single mark, in both languages",
    async (_kind, event) => {
      await bot.tell([event]);
      const [english] = sent();
      const [portuguese] = sent("second");
      const urgency = {
        info: [/^ℹ️ For your information · today, 02:45\n/, /^ℹ️ Para sua informação · hoje, 02:45\n/],
        warning: [/^⚠️ Please have a look · today, 02:45\n/, /^⚠️ Veja, por favor · hoje, 02:45\n/],
        critical: [/^🚨 Urgent · today, 02:45\n/, /^🚨 Urgente · hoje, 02:45\n/],
      }[event.severity];
      expect(english?.text).toMatch(urgency[0] ?? /^$/);
      expect(portuguese?.text).toMatch(urgency[1] ?? /^$/);
      for (const { text } of [english, portuguese].filter((each) => each !== undefined)) {
        expect(marks(text)).toHaveLength(1);
        expect(text).not.toMatch(/undefined|NaN|\[object/);
        expect(text.split("\n").length).toBeGreaterThan(2);
      }
      expect(labels(english as StoredMessage)).toHaveLength(labels(portuguese as StoredMessage).length);
      expect(englishIn(portuguese?.text ?? "")).toBeNull();
    },
  );

  it("tells of a rollback in numbers, and that nothing is left to do", async () => {
    const card = await cardOf(sampleEvent("rolled-back"));
    expect(card.text).toContain("conversational is back on its former model");
    expect(card.text).toContain(
      "maker/new · novita did clearly worse for people than what it had replaced: it answered 78 of 95 well (82%), where the one before had 95%.",
    );
    expect(card.text).toContain("maker/old · groq serves again, as revision 12. No other task was touched.");
    expect(labels(card)).toEqual([]);
  });

  it("says in Portuguese what was measured and why", async () => {
    await bot.tell([sampleEvent("replaced")]);
    await bot.tell([sampleEvent("rolled-back")]);
    const [replaced, rolledBack] = sent("second");
    expect(replaced?.text).toContain("maker/old · groq deixou de responder: já não estava disponível aí.");
    expect(rolledBack?.text).toContain("respondeu bem a 78 de 95 (82%), quando o anterior tinha 95%");
    expect(labels(replaced as StoredMessage)).toEqual(["Repor", "Tentar de novo"]);
  });

  it.each([
    ["rolled-back", []],
    ["rollback-failed", ["Try again"]],
    ["probation-undecided", ["Keep", "Roll back"]],
    ["replaced", ["Roll back", "Try again"]],
    ["no-substitute", ["Try again"]],
    ["outage", ["Try again"]],
    ["drift", ["Keep"]],
    ["trial-won", ["Roll back"]],
    ["budget-spent", []],
  ] as const)("offers what can be done about %s", async (kind, expected) => {
    expect(labels(await cardOf(sampleEvent(kind)))).toEqual(expected);
  });

  it("says that nobody has used a model yet, and that nothing is known of the other", async () => {
    const nobody = { good: 0, bad: 0 };
    const { test } = sampleEvent("trial-ended");
    const card = await cardOf(sampleEvent("trial-ended", { test: { ...test, challenger: nobody, incumbent: nobody } }));
    expect(card.text).toContain("nobody has used it yet, and of the other nothing is known.");
    expect(card.text).toContain("It ended without a decision: the task was pinned.");
  });

  it("rounds answers that were weighted", async () => {
    const { test } = sampleEvent("trial-lost");
    const card = await cardOf(sampleEvent("trial-lost", { test: { ...test, challenger: { good: 40.4, bad: 9.7 } } }));
    expect(card.text).toContain("it answered 40 of 50 well (80%), where the other had 95%.");
  });
});

describe("several events at once", () => {
  const inOneTelling = [
    sampleEvent("probation-passed"),
    sampleEvent("replaced"),
    sampleEvent("outage-over"),
    sampleEvent("outage"),
    sampleEvent("budget-spent"),
  ];

  it("come urgent ones first, each on its own, and those that leave nothing to decide in one message", async () => {
    await bot.tell(inOneTelling);
    const cards = sent();
    expect(cards.map(({ text }) => text.slice(0, 2))).toEqual(["🚨", "⚠️", "ℹ️"]);
    const shared = cards[2]?.text ?? "";
    expect(marks(shared)).toHaveLength(1);
    expect(shared).toContain("conversational: the new model has proved itself");
    expect(shared).toContain("Nothing could be reached since yesterday, 23:45, for 3 hours. Models answer again.");
    expect(shared).toContain("The calls that watching makes have cost $0.002 today");
  });

  it("are one card where a host has died that served several tasks", async () => {
    const of = (task: (typeof taskNames)[number], changes = {}) =>
      sampleEvent("replaced", { id: `replaced:${task}`, task, ...changes });
    const other = {
      from: sampleRoute("maker/third"),
      to: sampleRoute("maker/old", "groq"),
      reason: "did not answer in time",
    };
    await bot.tell([
      of("conversational"),
      of("translation", other),
      of("summarization"),
      of("fill-mask", { revision: 13 }),
    ]);
    const [card, another, ...more] = sent();
    expect(more).toEqual([]);
    expect(card?.text).toBe(
      [
        "⚠️ Please have a look · today, 02:45",
        "3 tasks were given another model",
        "",
        "conversational, summarization",
        "maker/old · groq: it was no longer served there",
        "→ maker/new · novita",
        "",
        "translation",
        "maker/third · novita: it did not answer in time",
        "→ maker/old · groq",
        "",
        "What stood behind them serves now, as revision 12. Try again looks at everything once more; Roll back asks for which task.",
      ].join("\n"),
    );
    expect(labels(card as StoredMessage)).toEqual(["Roll back", "Try again"]);
    expect(another?.text).toContain("fill-mask was given another model");
    expect(englishIn(sent("second")[0]?.text ?? "")).toBeNull();
  });

  it("are one card where nothing that stands behind several first choices answers", async () => {
    const tasks = ["conversational", "translation"] as const;
    await bot.tell(tasks.map((task) => sampleEvent("no-substitute", { id: task, task })));
    const [card, ...more] = sent();
    expect(more).toEqual([]);
    expect(card?.text).toContain("The first choice of 2 tasks does not answer\n\nconversational, translation\n");
    expect(labels(card as StoredMessage)).toEqual(["Try again"]);
    expect(sent("second")[0]?.text).toContain("A primeira escolha de 2 tarefas não responde");
  });

  it("are split where they are too long for a message", async () => {
    const many = Array.from({ length: 40 }, (_each, place) =>
      sampleEvent("probation-passed", { id: `passed:${place}`, task: "text-to-speech" }),
    );
    await bot.tell(many);
    const texts = sent().map(({ text }) => text);
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.every((text) => text.length <= 4096)).toBe(true);
    expect(texts.join("\n").match(/has proved itself/g)).toHaveLength(40);
  });

  it("count as told where one of the administrators was reached, and as untold where none was", async () => {
    bot.administrator.block();
    expect(await bot.tell([sampleEvent("outage")])).toBe(true);
    expect(sent("second")).toHaveLength(1);
    bot.second.block();
    expect(await bot.tell([sampleEvent("outage")])).toBe(false);
  });
});
