import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StoredMessage, TelegramUser } from "../../demo/world/telegram/telegram.ts";
import { commandsFor } from "../../src/bot/command-table.ts";
import { type Feature, otherKinds } from "../../src/bot/feature.ts";
import { createFeatures } from "../../src/bot/features.ts";
import type { LanguageCode } from "../../src/bot/languages/language.ts";
import { textsOf } from "../../src/bot/languages/texts.ts";
import { nearestOf } from "../../src/bot/nearest.ts";
import { buttonAccess, collectButtons, commandAccess } from "../support/access-table.ts";
import { administratorId, createTestBot, strangerId, type TestBot } from "../support/bot.ts";
import { filesOf } from "../support/home-files.ts";
import { type Registration, recordRegistrations } from "../support/registrations.ts";

const userId = 9002;
const adminCommands = Object.keys(commandAccess).filter((name) => commandAccess[name]?.access === "administrator");
const chatCommands = Object.keys(commandAccess).filter((name) => commandAccess[name]?.access === "chat");
const chatButtons = Object.keys(buttonAccess).filter((name) => buttonAccess[name]?.access === "chat");
const adminButtons = Object.keys(buttonAccess).filter((name) => buttonAccess[name]?.access === "administrator");

interface Role {
  language: LanguageCode;
  person(): TelegramUser;
  /** A message of the bot in their own chat. */
  own(): StoredMessage | undefined;
}

let bot: TestBot;
let features: Feature[];
let registrations: Registration[];
let buttons: Map<string, string>;
let user: TelegramUser;
/** The administrator's card with the plan that waits. */
let card: StoredMessage;

/** The last word: no run goes on. */
function isFinal({ text, buttons: rows }: StoredMessage): boolean {
  return !text.endsWith("…") && !rows.flat().some((each) => each.callback_data?.startsWith("update.cancel"));
}

/** A button whose data begins so. */
function buttonOf(message: StoredMessage, start: string): string | undefined {
  return message.buttons.flat().find((each) => each.callback_data?.startsWith(start))?.callback_data;
}

/** Has the bot show an administrator as many kinds of buttons as it can, with a plan that waits at the end. */
async function prepare(): Promise<StoredMessage> {
  const { administrator } = bot;
  const ask = (text: string) => bot.ask(administrator, text, isFinal);
  await ask("/language");
  await ask("/rank");
  await ask("/rank conversational");
  await ask("/pin translation Qwen/Qwen3.6-27B");
  await ask("/ignore nobody/nothing");
  await ask("/approve nobody/something");
  const settings = await ask("/settings minimumScore 61");
  await bot.tap(administrator, settings, { data: "settings.main" });
  await ask("/pause");
  await ask("/autoupdate_status");
  await ask("/resume");
  await ask("/autoupdate_status");
  const revisions = await ask("/rollback");
  await bot.tap(administrator, revisions, { data: buttonOf(revisions, "rollback.show") ?? "" });
  bot.program.world.removeModel(bot.program.configuration().tasks.conversational?.primary.model ?? "");
  // The last card may still be changed by then, as may the proposal's own while it is being answered.
  const offersNever = (message: StoredMessage) => buttonOf(message, "plan.never:") !== undefined;
  const asksWhere = (message: StoredMessage) => buttonOf(message, "plan.never-do:") !== undefined;
  const proposal = await bot.ask(administrator, "/test_update", (message) => isFinal(message) && offersNever(message));
  const asked = await bot.tap(
    administrator,
    proposal,
    { data: buttons.get("plan.never") ?? "" },
    (message) => message.messageId !== proposal.messageId && (offersNever(message) || asksWhere(message)),
  );
  const choice = buttonOf(asked.message, "plan.never:");
  if (choice) await bot.tap(administrator, asked.message, choice, asksWhere);
  return proposal;
}

const roles: Record<string, Role> = {
  "a stranger": {
    language: "en",
    person: () => bot.stranger,
    own: () => bot.last(strangerId),
  },
  "a user who has chosen a language": {
    language: "pt",
    person: () => user,
    own: () => bot.last(userId),
  },
};

/** Only what they declare is asked for, so that no use case is needed. */
function declaredFeatures(): Feature[] {
  return createFeatures({} as Parameters<typeof createFeatures>[0]);
}

/** What the bot has asked of Telegram since a number of calls, but for looking for news. */
function callsSince(count: number): { method: string; chat: unknown }[] {
  const calls = bot.telegram.calls.slice(count).filter(({ method }) => method !== "getUpdates");
  return calls.map(({ method, payload }) => ({ method, chat: payload.chat_id }));
}

/** What the log knows of a person's commands and taps that have reached their handlers. */
function handledFor(id: number): string[] {
  return [...bot.log().matchAll(new RegExp(`"msg":"([^"]+) from ${id}"`, "g"))].map(([, what = ""]) => what);
}

/** The answer to a command that there is not, for somebody who is no administrator. */
function unknownCommand(name: string, language: LanguageCode): string {
  return textsOf(language).common.unknownCommand(name, nearestOf(name, commandsFor("everyone"))).text;
}

beforeAll(async () => {
  const recorder = recordRegistrations();
  bot = await createTestBot();
  recorder.end();
  registrations = recorder.registrations;
  features = declaredFeatures();
  buttons = collectButtons(bot);
  user = bot.telegram.user(userId, { firstName: "Eva", languageCode: "en" });
  await bot.ask(user, "/start");
  await bot.ask(user, "/language pt");
  await bot.ask(bot.stranger, "/start");
  card = await prepare();
}, 60_000);

afterAll(() => bot.remove());

describe("the handlers that the program registers", () => {
  it("are those of the table, whoever adds one", () => {
    const predicates = registrations.filter(({ method }) => method === "filter").map(({ arguments: [test] }) => test);
    const called = [
      ...Object.keys(commandAccess).map(
        (name) => [`/${name}`, { message: { text: `/${name} word` }, callbackQuery: { data: "" } }] as const,
      ),
      ...Object.keys(buttonAccess).map((name) => [name, { callbackQuery: { data: `${name}:1:2` } }] as const),
    ];
    const accepted = predicates.map((accepts) =>
      called
        .filter(([, facts]) => (accepts as (context: object) => boolean)({ ...facts, me: { username: "a_bot" } }))
        .map(([name]) => name),
    );
    expect(accepted.every((names) => names.length === 1)).toBe(true);
    expect(accepted.flat().sort()).toEqual(called.map(([name]) => name).sort());
  });

  it("stand in features and the fallback alone, and answer to nothing but commands, taps and messages", () => {
    const counts: Record<string, number> = {};
    for (const { method, arguments: given } of registrations) {
      const what = method === "on" ? `on ${String(given[0])}` : method;
      counts[what] = (counts[what] ?? 0) + 1;
    }
    const taps = Object.keys(buttonAccess).length;
    expect(counts).toEqual({
      // What keeps a crowd out, the order of a chat, what each update brings along, and the way to its feature.
      // With those: a handler for each other kind of update.
      use: 4 + otherKinds.length,
      "on callback_query:data": taps,
      filter: taps + Object.keys(commandAccess).length,
      "on message": 1,
      "on callback_query": 1,
      errorBoundary: features.length + otherKinds.length + 1,
    });
  });

  it("are open to whom the table says", () => {
    const declared = features.flatMap((feature) => feature.buttons);
    expect(Object.fromEntries(declared.map(({ name, access }) => [name, access]))).toEqual(
      Object.fromEntries(Object.entries(buttonAccess).map(([name, { access }]) => [name, access])),
    );
    const open = Object.keys(commandAccess).filter((name) => commandAccess[name]?.access === "everyone");
    expect(commandsFor("everyone")).toEqual(open);
    expect(commandsFor("chat").sort()).toEqual([...open, ...chatCommands].sort());
  });
});

describe.each(Object.keys(roles))("%s", (name) => {
  const role = () => roles[name] as Role;

  it("learns how an unknown command is answered", async () => {
    for (const made of ["zqxwv", "modelz"]) {
      const { text } = await bot.ask(role().person(), `/${made}`);
      expect(text).toBe(unknownCommand(made, role().language));
    }
  });

  it.each(adminCommands)("gets the same answer to /%s, and nothing changes", async (command) => {
    const { person, language } = role();
    const [files, count] = [filesOf(bot.program.home), bot.telegram.calls.length];
    const { words } = commandAccess[command] ?? { words: "" };
    const typed = [command, `${command} ${words}`, `${command}@modelvane_demo_bot`, command.toUpperCase()];
    for (const text of typed) {
      const answer = await bot.ask(person(), `/${text}`);
      expect(answer.text).toBe(unknownCommand(command, language));
      expect(answer.buttons).toEqual([]);
    }
    expect(filesOf(bot.program.home)).toEqual(files);
    expect(callsSince(count)).toEqual(typed.map(() => ({ method: "sendMessage", chat: person().id })));
  });

  it.each(adminButtons)("who taps a forged or forwarded %s finds that it does nothing", async (button) => {
    const { person, language, own } = role();
    const data = buttons.get(button) ?? buttonAccess[button]?.forged;
    expect(data, "no message bears this button, and the table has none of its own").toBeDefined();
    const [files, count] = [filesOf(bot.program.home), bot.telegram.calls.length];
    for (const message of [own(), card]) {
      if (!message) throw new Error("There is no message to tap on.");
      const answer = await person().tap(message, { data: data ?? "" });
      expect(answer).toEqual({ text: textsOf(language).common.deadButton, showAlert: false });
      expect(await person().tap(message, { data: "made.up:1" })).toEqual(answer);
    }
    expect(filesOf(bot.program.home)).toEqual(files);
    expect(callsSince(count)).toEqual(Array(4).fill({ method: "answerCallbackQuery", chat: undefined }));
  });

  it.each(chatCommands)("is not let into the chat by /%s, and nothing changes", async (command) => {
    const { person, language } = role();
    const [files, count] = [filesOf(bot.program.home), bot.telegram.calls.length];
    // They are told once a minute.
    bot.program.clock.advance(60_000);
    const answer = await bot.ask(person(), `/${command} ${commandAccess[command]?.words}`);
    expect(answer.text).toBe(textsOf(language).chat.stranger(person().id).text);
    expect(answer.buttons).toEqual([]);
    expect(filesOf(bot.program.home)).toEqual(files);
    expect(callsSince(count)).toEqual([{ method: "sendMessage", chat: person().id }]);
  });

  it.each(chatButtons)("is not let into the chat by a forged %s", async (button) => {
    const { person, language, own } = role();
    const data = buttons.get(button) ?? buttonAccess[button]?.forged;
    expect(data, "no message bears this button, and the table has none of its own").toBeDefined();
    for (const message of [own(), card]) {
      if (!message) throw new Error("There is no message to tap on.");
      const answer = await person().tap(message, { data: data ?? "" });
      expect(answer).toEqual({ text: textsOf(language).chat.notForYou, showAlert: true });
    }
  });

  it("sees no administrator's command in help and menus", async () => {
    const { person } = role();
    const { text } = await bot.ask(person(), "/help");
    const menu = bot.telegram.menu(person().id).map(({ command }) => command);
    expect(menu).toEqual(commandsFor("everyone"));
    for (const command of [...adminCommands, ...chatCommands]) expect(text).not.toMatch(new RegExp(`/${command}\\b`));
  });
});

describe("an administrator", () => {
  it("sees all commands in the menu", () => {
    expect(bot.telegram.menu(administratorId).map(({ command }) => command)).toEqual(Object.keys(commandAccess));
  });

  it.each(Object.keys(commandAccess))("is not refused /%s", async (command) => {
    const text = `/${command} ${commandAccess[command]?.words}`;
    const answer = await bot.ask(bot.administrator, text, isFinal);
    expect(answer.text).not.toContain("I do not know");
    expect(handledFor(administratorId)).toContain(`/${command}`);
  });

  it.each(Object.keys(buttonAccess))("may tap %s", async (button) => {
    const data = buttons.get(button) ?? buttonAccess[button]?.forged ?? "";
    const message = bot.last(administratorId);
    if (!message) throw new Error("There is no message to tap on.");
    await bot.administrator.tap(message, { data });
    expect(handledFor(administratorId)).toContain(`a tap on ${button}`);
  });

  it("is the only one whom the log knows to have done anything that is theirs", () => {
    const others = [...handledFor(strangerId), ...handledFor(userId)];
    const own = commandsFor("everyone");
    expect(others.length).toBeGreaterThan(0);
    expect(others.every((what) => own.some((name: string) => what === `/${name}`))).toBe(true);
  });
});
