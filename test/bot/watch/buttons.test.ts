import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { StoredMessage } from "../../../demo/world/telegram/telegram.ts";
import type { App } from "../../../src/app.ts";
import { UserFacingError } from "../../../src/domain/errors.ts";
import type { Route } from "../../../src/domain/route.ts";
import type { WatchEvent } from "../../../src/domain/watch-event.ts";
import type { RollbackTarget } from "../../../src/pipeline/rollback-target.ts";
import { isFinal, labels } from "../../support/bot.ts";
import { createWatchBot, type WatchBot } from "../../support/watch-bot.ts";
import {
  sampleEvent,
  sampleHealth,
  sampleMoment,
  sampleProbation,
  sampleReport,
  sampleRoute,
} from "../../support/watch-samples.ts";

let bot: WatchBot;
/** What serves conversation. */
let serving: Route;
/** What previews of rollbacks were asked for. */
let previews: RollbackTarget[];

beforeAll(async () => {
  bot = await createWatchBot();
  await bot.ask(bot.second, "/help");
});
afterAll(() => bot.remove());

beforeEach(() => {
  serving = sampleRoute("maker/new");
  previews = [];
  bot.report = sampleReport();
  bot.asked.length = 0;
  const status = {
    tasks: [
      {
        task: "conversational",
        get primary() {
          return serving;
        },
      },
    ],
  };
  const revisions = [12, 11, 6].map((revision) => ({ revision }));
  bot.app = {
    status: async () => status as unknown as Awaited<ReturnType<App["status"]>>,
    revisions: async () => revisions as unknown as Awaited<ReturnType<App["revisions"]>>,
    async previewRollback(target) {
      previews.push(target);
      return { present: 12, restored: target.to ?? 0, tasks: [], unpinned: [], held: 1 };
    },
  };
});

/** Tells administrators of an event that the watch keeps; answers Ana's card. */
async function cardOf(event: WatchEvent): Promise<StoredMessage> {
  bot.report.events = [event];
  await bot.tell([event]);
  const card = bot.last(bot.administrator.id);
  if (!card) throw new Error("There is no card.");
  return card;
}

const messages = () => bot.telegram.messages(bot.administrator.id).length;

describe("Roll back", () => {
  it("asks below the card, for its task alone, with the button that does it", async () => {
    const card = await cardOf(sampleEvent("replaced"));
    const { message } = await bot.tap(bot.administrator, card, "Roll back", ({ text }) => text.startsWith("Bring"));
    expect(message.text).toMatch(/^Bring revision 11 back, only for conversational\? Revision 12 stands now\./);
    expect(labels(message)).toEqual(["Roll back", "Cancel"]);
    expect(previews).toEqual([{ to: 11, task: "conversational" }]);
    expect(message.messageId).not.toBe(card.messageId);
  });

  it("asks for which task, of those that were changed together and still are", async () => {
    const tasks = ["conversational", "translation", "fill-mask"] as const;
    const events = tasks.map((task) => sampleEvent("replaced", { id: task, task }));
    const routes = [serving, serving, sampleRoute("maker/third")];
    const status = { tasks: tasks.map((task, place) => ({ task, primary: routes[place] })) };
    bot.app.status = async () => status as unknown as Awaited<ReturnType<App["status"]>>;
    bot.report.events = events;
    await bot.tell(events);
    const card = bot.last(bot.administrator.id);
    if (!card) throw new Error("There is no card.");
    const { message: which } = await bot.tap(bot.administrator, card, "Roll back", ({ text }) =>
      text.startsWith("Which"),
    );
    expect(labels(which)).toEqual(["conversational", "translation", "Cancel"]);
    await bot.tap(bot.administrator, which, "translation", ({ text }) =>
      text.startsWith("Bring revision 11 back, only for"),
    );
    expect(previews).toEqual([{ to: 11, task: "translation" }]);
  });

  it("brings back what was tried against, after a trial that was won", async () => {
    const card = await cardOf(sampleEvent("trial-won"));
    await bot.tap(bot.administrator, card, "Roll back", ({ text }) => text.startsWith("Bring revision 11"));
  });

  it("brings back what stood before the probation, though other revisions came between", async () => {
    bot.report.probations = [sampleProbation()];
    const card = await cardOf(sampleEvent("probation-undecided"));
    await bot.tap(bot.administrator, card, "Roll back", ({ text }) => text.startsWith("Bring revision 6 back"));
    expect(previews).toEqual([{ to: 6, task: "conversational" }]);
  });

  it.each([
    [
      "something else serves by now",
      () => {
        serving = sampleRoute("maker/third");
      },
      /^conversational has changed since/,
    ],
    [
      "what stood before is not kept",
      () => {
        bot.app.revisions = async () => [];
      },
      /not kept any more, so it cannot/,
    ],
    [
      "the event is not kept any more",
      () => {
        bot.report.events = [];
      },
      /^This card is too old/,
    ],
  ])("does nothing where %s, and says so", async (_what, change, expected) => {
    const card = await cardOf(sampleEvent("replaced"));
    change();
    const { notice, isAlert } = await bot.tap(bot.administrator, card, "Roll back");
    expect({ notice, isAlert }).toEqual({ notice: expect.stringMatching(expected), isAlert: true });
    expect(previews).toEqual([]);
  });

  it("does nothing where the probation has ended since", async () => {
    const card = await cardOf(sampleEvent("probation-undecided"));
    const { notice } = await bot.tap(bot.administrator, card, "Roll back");
    expect(notice).toMatch(/^The probation has ended since, so nothing was done/);
  });
});

describe("Keep", () => {
  it("ends the probation in favour of the new choice, and says by whom", async () => {
    bot.report.probations = [sampleProbation()];
    const card = await cardOf(sampleEvent("probation-undecided"));
    const { message } = await bot.tap(bot.administrator, card, "Keep");
    expect(bot.asked).toEqual([{ name: "keepChoice", given: ["conversational", "telegram:1001"] }]);
    expect(message.text).toContain("too few answers to judge the new model");
    expect(message.text).toMatch(/Kept by you: the probation has ended\.$/);
    expect(labels(message)).toEqual([]);
  });

  it.each([
    [
      "has ended",
      () => {
        bot.report.probations = [];
      },
    ],
    [
      "is one of another model by now",
      () => {
        bot.report.probations = [sampleProbation({ route: sampleRoute("maker/third") })];
      },
    ],
    [
      "has begun anew",
      () => {
        bot.report.probations = [sampleProbation({ since: sampleMoment + 1 })];
      },
    ],
    [
      "is ended by somebody else in this moment",
      () => {
        bot.app.keepChoice = async () => false;
      },
    ],
  ])("does nothing where the probation %s, and says so", async (_what, change) => {
    bot.report.probations = [sampleProbation()];
    const card = await cardOf(sampleEvent("probation-undecided"));
    change();
    const { notice, isAlert, message } = await bot.tap(bot.administrator, card, "Keep");
    expect({ notice, isAlert }).toEqual({
      notice: expect.stringMatching(/^The probation has ended since/),
      isAlert: true,
    });
    expect(bot.asked).toEqual([]);
    expect(labels(message)).toEqual(["Keep", "Roll back"]);
  });

  it("only notes that a drift was seen, in the reader's language", async () => {
    const event = sampleEvent("drift");
    await cardOf(event);
    const card = bot.last(bot.second.id);
    if (!card) throw new Error("There is no card.");
    const { message } = await bot.tap(bot.second, card, "Manter");
    expect(message.text).toMatch(/• responde bem a 2 de 8 perguntas fixas, depois de 7 de 8\n.*\n\nMantido por si\.$/s);
    expect(labels(message)).toEqual([]);
    expect(bot.asked).toEqual([]);
  });

  it("works after a restart", async () => {
    bot.report.probations = [sampleProbation()];
    const card = await cardOf(sampleEvent("probation-undecided"));
    await bot.restart();
    await bot.tap(bot.administrator, card, "Keep");
    expect(bot.asked.map(({ name }) => name)).toEqual(["keepChoice"]);
  });
});

describe("Try again", () => {
  it("looks at everything now, and tells what that has shown", async () => {
    bot.report.routes = [sampleHealth("maker/new"), sampleHealth("maker/old", { state: "down" })];
    bot.app.watchNow = async () => [sampleEvent("outage-over"), sampleEvent("replaced")];
    const card = await cardOf(sampleEvent("outage"));
    const { message } = await bot.tap(bot.administrator, card, "Try again", (each) => each !== card && isFinal(each));
    expect(message.text).toBe(
      "🩺 1 of 2 models that serve answers.\n\nModels can be reached again\nconversational was given another model",
    );
  });

  it("says where there is nothing new, and who has asked for the look", async () => {
    bot.report.routes = [sampleHealth("maker/new"), sampleHealth("maker/old")];
    const card = await cardOf(sampleEvent("no-substitute"));
    const { message } = await bot.tap(bot.administrator, card, "Try again", isFinal);
    expect(message.text).toBe("🩺 2 of 2 models that serve answer.\n\nThere is nothing new to tell.");
    expect(bot.asked).toEqual([{ name: "watchNow", given: "telegram:1001" }]);
  });

  it("says why it could not look, and can be tapped again", async () => {
    bot.app.watchNow = async () => {
      throw new UserFacingError("Another update is under way.");
    };
    const card = await cardOf(sampleEvent("outage"));
    const { message } = await bot.tap(bot.administrator, card, "Try again", isFinal);
    expect(message.text).toBe("Another update is under way.");
    expect(labels(message)).toEqual(["Try again"]);
  });
});

describe("the buttons of the watch", () => {
  it("are nothing to whoever is no administrator", async () => {
    bot.report.probations = [sampleProbation()];
    const card = await cardOf(sampleEvent("probation-undecided"));
    const own = await bot.ask(bot.stranger, "/start");
    const before = messages();
    for (const data of [...card.buttons.flat().map((each) => each.callback_data ?? ""), "watch.again", "health.all"]) {
      const { notice } = await bot.tap(bot.stranger, own, { data });
      expect(notice).toBe("This button does nothing any more.");
    }
    expect(bot.asked).toEqual([]);
    expect(messages()).toBe(before);
  });

  it.each(["watch.keep", "watch.keep:zzzzzzzz", "watch.back:0", "watch.back:00000000:1"])(
    "do nothing at the forged tap %s",
    async (data) => {
      const card = await cardOf(sampleEvent("replaced"));
      const { notice, isAlert } = await bot.tap(bot.administrator, card, { data });
      expect({ notice, isAlert }).toEqual({ notice: expect.stringMatching(/^This card is too old/), isAlert: true });
    },
  );

  it("do nothing at a tap on a button that the event's card does not have", async () => {
    const card = await cardOf(sampleEvent("replaced"));
    const token = card.buttons[0]?.[0]?.callback_data?.split(":")[1] ?? "";
    const { notice } = await bot.tap(bot.administrator, card, { data: `watch.keep:${token}` });
    expect(notice).toBe("This button does nothing any more.");
    expect(bot.asked).toEqual([]);
  });
});
