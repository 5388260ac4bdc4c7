import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { StoredMessage } from "../../../demo/world/telegram/telegram.ts";
import { taskNames } from "../../../src/domain/task.ts";
import type { TimelineDay } from "../../../src/domain/watch.ts";
import { successOf } from "../../../src/learning/success.ts";
import { labels } from "../../support/bot.ts";
import { englishIn } from "../../support/english.ts";
import { createWatchBot, type WatchBot } from "../../support/watch-bot.ts";
import {
  sampleEvent,
  sampleHealth,
  sampleMoment,
  sampleProbation,
  sampleReport,
  sampleRoute,
  sampleTrial,
} from "../../support/watch-samples.ts";

let bot: WatchBot;

beforeAll(async () => {
  bot = await createWatchBot();
});
afterAll(() => bot.remove());

const down = {
  state: "down" as const,
  reason: "was no longer served there",
  since: sampleMoment - 2 * 3_600_000,
  success: null,
  answers: 0,
  firstTokenMs: null,
  tokensPerSecond: null,
};

/** Everything that can be said of what serves conversation. */
function fullReport() {
  return sampleReport({
    routes: [
      sampleHealth("maker/new"),
      sampleHealth("maker/old", {
        ...down,
        tasks: [{ task: "conversational", role: "fallback" }],
        driftCheckedAt: null,
      }),
      sampleHealth("maker/odd", {
        tasks: [{ task: "translation", role: "primary" }],
        state: "unknown",
        reason: "the money for calls is used up",
        drift: ["answers 2 of 8 fixed questions rightly, after 7 of 8 before"],
      }),
    ],
    probations: [sampleProbation()],
    trials: [sampleTrial({ task: "translation", challenger: { ...sampleTrial().challenger, model: "maker/tried" } })],
    events: [sampleEvent("replaced"), sampleEvent("outage")],
  });
}

beforeEach(() => {
  bot.report = fullReport();
  bot.app = {};
  bot.asked.length = 0;
});

const ask = (text: string) => bot.ask(bot.administrator, text);
const isPicture = ({ photo }: StoredMessage) => photo !== null;

describe("/health", () => {
  it("shows a line a task, the schedule, and what it has cost today", async () => {
    const message = await ask("/health");
    expect(message.text).toBe(
      [
        "🔴 1 of 3 models does not answer",
        "",
        "conversational · answers · 97% of 120 answers good · 1 of 1 fallback does not answer · on probation, 34 of 200 answers",
        "translation · not known · 97% of 120 answers good · not what it was · a trial on 10%",
        "",
        "Next looks: availability in 12 minutes, speed in 3 hours, drift in 25 hours",
        "Today: 34 calls for $0.00031, of $0.002 a day",
        "",
        "The buttons show each task.",
      ].join("\n"),
    );
    expect(labels(message)).toEqual(["conversational", "translation", "Look now", "Refresh"]);
  });

  it("says that all is well, or that nobody knows yet", async () => {
    bot.report.routes = [sampleHealth("maker/new")];
    expect((await ask("/health")).text).toMatch(/^🟢 The one model answers\n/);
    bot.report.routes = [sampleHealth("maker/new", { state: null }), sampleHealth("maker/old", { state: "unknown" })];
    expect((await ask("/health")).text).toMatch(/^⚪️ It is not known yet whether the 2 models answer\n/);
  });

  it("says what to do where nothing is watched", async () => {
    bot.report = sampleReport();
    expect((await ask("/health")).text).toBe(
      "Nothing is watched yet, because nothing serves: /manual_update looks for models.",
    );
    bot.report = sampleReport({ enabled: false });
    expect((await ask("/health")).text).toBe("⏸ Nothing is watched: the policy has watching.enabled off.");
  });

  it("shows a task's routes with all that is known, and leads back", async () => {
    const overview = await ask("/health");
    const { message } = await bot.tap(bot.administrator, overview, "conversational");
    expect(message.messageId).toBe(overview.messageId);
    expect(message.text).toBe(
      [
        "conversational",
        "",
        "On probation since Sat 7 Nov, 02:45, 34 of 200 answers: it answered 31 of 34 well (91%), where the one before had 95%.",
        "",
        "maker/new · novita",
        "first choice",
        "Answers, for 3 days · looked at 15 minutes ago",
        "first word after 0.68 s, 58 tokens a second",
        "97% of 120 answers good (most likely 92% to 99%) · no drift found 24 hours ago",
        "",
        "maker/old · novita",
        "fallback",
        "Does not answer, for 2 hours: it was no longer served there · looked at 15 minutes ago",
        "nobody has used it yet · not yet looked at for drift",
        "",
        "Last events",
        "• today, 02:45: conversational was given another model",
      ].join("\n"),
    );
    expect(labels(message)).toEqual(["Timeline of new", "Timeline of old", "Back", "Refresh"]);
    const { message: back } = await bot.tap(bot.administrator, message, "Back");
    expect(back.text).toBe(overview.text);
  });

  it("shows what has drifted and what is tried, and ends the trial", async () => {
    const message = await ask("/health Translation");
    expect(message.text).toContain(
      "On trial with 10% of the conversations since today, 02:45, 0 of 200 answers: maker/tried · novita, nobody has used it yet, where the other had 95%.",
    );
    expect(message.text).toContain("Not known whether it answers, for 3 days: the money for calls is used up · looked");
    expect(message.text).toContain(
      "Not what it was, found 24 hours ago:\n• it answers 2 of 8 fixed questions rightly, after 7 of 8 before",
    );
    expect(labels(message)).toEqual(["Timeline", "End trial", "Back", "Refresh"]);
    const { message: ended } = await bot.tap(bot.administrator, message, "End trial", ({ text }) =>
      text.startsWith("⚖️"),
    );
    expect(ended.text).toBe(
      "⚖️ The trial has ended: maker/tried · novita gets no more of the conversations of translation.",
    );
    expect(bot.asked).toEqual([{ name: "endTrial", given: ["translation", "telegram:1001"] }]);
  });

  it("does not end a trial that was begun since", async () => {
    const message = await ask("/health translation");
    bot.report.trials = bot.report.trials.map((trial) => ({ ...trial, since: trial.since + 1 }));
    const { notice, isAlert } = await bot.tap(bot.administrator, message, "End trial");
    expect({ notice, isAlert }).toEqual({
      notice: expect.stringMatching(/^That trial has ended already/),
      isAlert: true,
    });
    expect(bot.asked).toEqual([]);
  });

  it("looks now where that is asked for", async () => {
    const overview = await ask("/health");
    await bot.tap(bot.administrator, overview, "Look now", ({ text }) => text.startsWith("🩺 1 of 3"));
    expect(bot.asked).toEqual([{ name: "watchNow", given: "telegram:1001" }]);
  });

  it("stays one message with all tasks, and turns the pages of one that has many routes", async () => {
    const name = (place: number) => `some-organisation/with-a-model-that-has-a-long-name-${place}-Instruct-2509`;
    const role = (place: number) => (place === 0 ? ("primary" as const) : ("fallback" as const));
    bot.report.routes = Array.from({ length: 11 }, (_each, place) =>
      sampleHealth(name(place), {
        tasks: taskNames.map((task) => ({ task, role: role(place) })),
        ...(place > 0 && { state: "down" as const, reason: "did not answer in time" }),
        drift: ["takes 32,768 tokens of context, after 131,072", "costs $2 per million output tokens, after $1"],
      }),
    );
    const before = bot.telegram.messages(bot.administrator.id).length;
    const overview = await ask("/health");
    expect(bot.telegram.messages(bot.administrator.id)).toHaveLength(before + 2);
    const { message: first } = await bot.tap(bot.administrator, overview, "text-to-speech");
    expect(first.text.match(/^some-organisation/gm)).toHaveLength(4);
    expect(labels(first)).toContain("› 2/3");
    const { message: second } = await bot.tap(bot.administrator, first, "› 2/3");
    expect(labels(second)).toEqual(expect.arrayContaining(["‹ 1/3", "› 3/3"]));
    const { message: third } = await bot.tap(bot.administrator, second, "› 3/3");
    expect(third.text.match(/^some-organisation/gm)).toHaveLength(3);
    expect([first, second, third].every(({ text }) => text.length <= 4096)).toBe(true);
  });

  it("says of a task that nothing watched serves it, and of a mistyped one which was meant", async () => {
    expect((await ask("/health fill-mask")).text).toMatch(/^Nothing that serves fill-mask is watched/);
    expect((await ask("/health translatio")).text).toMatch(/^There is no task translatio\. Did you mean translation\?/);
  });

  it("speaks Portuguese", async () => {
    const overview = await bot.ask(bot.second, "/health");
    expect(overview.text).toMatch(/^🔴 1 de 3 modelos não responde\n/);
    expect(overview.text).toContain("Próximas verificações: disponibilidade dentro de 12 minutos");
    const { message } = await bot.tap(bot.second, overview, "conversational");
    expect(message.text).toContain("Não responde, há 2 horas: já não estava disponível aí · visto há 15 minutos");
    const { message: other } = await bot.tap(bot.second, message, { data: "health.task:5" });
    expect(other.text).toContain("Não se sabe se responde, há 3 dias: o dinheiro para chamadas está gasto");
    for (const { text } of [overview, message, other]) expect(englishIn(text)).toBeNull();
  });

  it.each(["health.task:99", "health.task", "health.page:0", "health.page:x:0", "health.task:0:-1"])(
    "does nothing at the forged tap %s",
    async (data) => {
      const { notice } = await bot.tap(bot.administrator, await ask("/health"), { data });
      expect(notice).toBe("This button does nothing any more.");
    },
  );

  it("is no command of a stranger's", async () => {
    expect((await bot.ask(bot.stranger, "/health")).text).toMatch(/^I do not know \/health\./);
  });
});

describe("a model's timeline", () => {
  const dayMs = 86_400_000;
  const nothing = { firstTokenMs: null, tokensPerSecond: null, use: { good: 0, bad: 0 }, looks: { good: 0, bad: 0 } };
  /** Of 30 days, those given are known; the last is today. */
  const timelineOf = (known: Partial<TimelineDay>[]) => {
    const today = Date.parse("2026-11-21T00:00:00.000Z");
    return Array.from({ length: 30 }, (_each, place) => ({
      day: today - (29 - place) * dayMs,
      ...nothing,
      ...known[place - (30 - known.length)],
    }));
  };

  it("is sent by a button, and said in words", async () => {
    const asked: unknown[] = [];
    bot.app.timeline = async (model) => {
      asked.push(model);
      const days = timelineOf([
        ...Array.from({ length: 9 }, (_each, place) => ({
          firstTokenMs: 600 + place * 100,
          use: { good: 19, bad: 1 },
        })),
        { looks: { good: 3, bad: 2 } },
      ]);
      return { provider: model.provider, model: model.model, days };
    };
    const detail = await ask("/health conversational");
    const { notice, message } = await bot.tap(bot.administrator, detail, "Timeline of old", isPicture);
    expect(notice).toBe("🎨 Drawing…");
    expect(message.text).toBe(
      [
        "maker/old, the last 10 days",
        "First word after 600 ms to 1.4 s, a day's median.",
        "95% of 180 answers good.",
        "Found down on 1 day.",
      ].join("\n"),
    );
    expect(message.photo?.bytes.readUInt32BE(16)).toBe(1080);
    expect(asked).toMatchObject([{ provider: "huggingface", model: "maker/old" }]);
  });

  it("comes with what is known of the model, where one is named", async () => {
    bot.app.timeline = async (model) => ({ ...model, days: timelineOf([{ firstTokenMs: 700 }]) });
    const picture = bot.waitFor(bot.administrator.id, isPicture);
    const { text } = await ask("/health maker/odd");
    expect(text).toMatch(/^maker\/odd · novita\nfirst choice for translation\n/);
    expect((await picture).text).toBe("maker/odd, the last 7 days\nFirst word after 700 ms, a day's median.");
  });

  it("is of the source whose model is watched, or that is named", async () => {
    const asked: string[] = [];
    bot.report.routes = [sampleHealth("llama3.2:3b", { route: sampleRoute("llama3.2:3b", null, "ollama") })];
    bot.app.timeline = async (model) => {
      asked.push(`${model.provider} ${model.model}`);
      return { ...model, days: timelineOf([]) };
    };
    const known = bot.waitFor(bot.administrator.id, ({ text }) => text.startsWith("Nothing is known of"));
    expect((await ask("/health llama3.2:3b")).text).toMatch(/^llama3\.2:3b · ollama\n/);
    expect((await known).text).toBe("Nothing is known of llama3.2:3b in the days that are kept.");
    const unknown = bot.waitFor(bot.administrator.id, ({ text }) => text.startsWith("Nothing is known of"));
    expect((await ask("/health maker/gone")).text).toMatch(/^maker\/gone serves nothing now/);
    await unknown;
    expect(asked).toEqual(["ollama llama3.2:3b", "huggingface maker/gone"]);
  });

  it("is not drawn for a model that is watched no longer", async () => {
    const detail = await ask("/health conversational");
    bot.report.routes = [];
    const { notice } = await bot.tap(bot.administrator, detail, "Timeline of old");
    expect(notice).toBe("That model is watched no longer. /health shows those that are.");
  });

  it("rounds what people have thought of few answers", async () => {
    bot.report.routes = [sampleHealth("maker/new", { success: successOf({ good: 1, bad: 0 }), answers: 1 })];
    expect((await ask("/health conversational")).text).toContain("100% of 1 answer good (most likely 20% to 100%)");
  });
});
