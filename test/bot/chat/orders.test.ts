import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { StoredMessage } from "../../../demo/world/telegram/telegram.ts";
import { labels, strangerId, type TestBot } from "../../support/bot.ts";
import { readRecording } from "../../support/recordings.ts";
import { jpeg } from "../../support/sample-files.ts";
import { createChatBot, isAnswer } from "./chat-bot.ts";

const groupId = -1_001_234_500_066;
const name = "@modelvane_demo_bot";

let bot: TestBot;

beforeAll(async () => {
  bot = await createChatBot({ policy: { access: "everyone", chat: { messagesPerMinute: 1_000 } } });
  bot.telegram.group(groupId, "Weather club");
}, 60_000);

afterAll(() => bot.remove());

afterEach(() => {
  bot.telegram.heal();
  bot.program.world.router.heal();
  bot.program.world.hub.heal();
});

const requests = () => bot.program.world.router.requests;
const sent = () => requests().at(-1)?.body.toString() ?? "";
const modelOf = (task: "conversational" | "image-text-to-text") =>
  bot.program.configuration().tasks[task]?.primary.model ?? "?";
const voice = { kind: "voice", bytes: readRecording("tone"), contentType: "audio/ogg", duration: 1 } as const;
const textsIn = (chatId: number) => bot.telegram.messages(chatId).map(({ text }) => text);
const isStopped = ({ text }: StoredMessage) => text === "⏹ Stopped.";

/** The next answer of the model stands still in its middle. */
function stall(): void {
  bot.program.world.router.fail({ kind: "stalled", after: 12, model: modelOf("conversational"), times: 1 });
}

/** Questions that were let through so far. */
const questions = () => bot.log().split("an answer goes on").length;

/** Stop overtakes what has come in and was not looked at yet. */
const inLine = (count: number) => expect.poll(questions).toBe(count);

/** Asks somebody's private question whose answer stands still, and waits until it is shown. */
async function askAndStall(text: string): Promise<StoredMessage> {
  stall();
  const question = bot.stranger.send(text);
  await bot.nextDraft(strangerId, (draft) => draft.text.includes("stand-in"));
  return question;
}

let lastId = 970_000;

/** A message to a group as Telegram hands it out. */
function inject(text: string, facts: Record<string, unknown>): void {
  lastId += 1;
  const mention = text.indexOf(name);
  const entities = mention === -1 ? [] : [{ type: "mention", offset: mention, length: name.length }];
  const chat = { id: groupId, type: "supergroup", title: "Weather club" };
  bot.telegram.inject({ message: { message_id: lastId, date: 1_795_000_000, chat, text, entities, ...facts } });
}

describe("what is forwarded", () => {
  it.each(["/new", "/use chat auto", "/help"])("is a question like any other: %s", async (text) => {
    const answer = await bot.waitFor(strangerId, isAnswer, () => void bot.stranger.send(text, { forwarded: true }));
    expect(answer.text).toContain(text);
  });

  it("is the same where another bot has written it", async () => {
    const from = { id: strangerId, is_bot: false, first_name: "Sam", language_code: "en" };
    const chat = { id: strangerId, type: "private", first_name: "Sam" };
    const bots = { id: 4_242, is_bot: true, first_name: "Gifs", username: "gif" };
    await bot.waitFor(strangerId, isAnswer, () => inject("/stop everything", { from, chat, via_bot: bots }));
    expect(sent()).toContain("/stop everything");
  });
});

describe("Stop", () => {
  it("drops in private what waits, and says how much that was", async () => {
    await askAndStall("The first question");
    const before = questions();
    for (const text of ["The second", "The third"]) bot.stranger.send(text);
    await inLine(before + 2);
    const told = bot.waitFor(strangerId, ({ text }) => text.includes("2 questions that waited"));
    await bot.waitFor(strangerId, isAnswer, () => bot.stranger.stopDraft());
    expect((await told).text).toBe("⏹ Stopped; 2 questions that waited are dropped.");
    await bot.ask(bot.stranger, "The fourth", isAnswer);
    expect(requests().some(({ body }) => body.toString().includes("The second"))).toBe(false);
  });

  it("ends in a group what is being written, and leaves what others have asked", async () => {
    stall();
    bot.administrator.send(`${name} the first of Ana`, { chatId: groupId });
    await bot.waitFor(groupId, (message) => labels(message).includes("⏹ Stop"));
    const before = questions();
    bot.second.send(`${name} pergunta do Rui`, { chatId: groupId });
    bot.administrator.send(`${name} the second of Ana`, { chatId: groupId });
    await inLine(before + 2);
    const ruis = bot.waitFor(groupId, (message) => isAnswer(message) && message.text.includes("pergunta do Rui"));
    const told = await bot.ask(bot.administrator, "/stop", ({ text }) => text.includes("that waited"), groupId);
    expect(told.text).toBe("⏹ Stopped; a question that waited is dropped.");
    await ruis;
    expect(requests().some(({ body }) => body.toString().includes("the second of Ana"))).toBe(false);
  });

  it("is told while a voice note is being heard", async () => {
    bot.program.world.router.fail({ kind: "silence" });
    const asked = requests().length;
    bot.stranger.sendFile(voice);
    await expect.poll(() => requests().length).toBeGreaterThan(asked);
    await bot.ask(bot.stranger, "/stop", isStopped);
  });

  it("ends a question about models that is being looked up, at once", async () => {
    const kim = bot.telegram.user(9_077, { firstName: "Kim", languageCode: "en" });
    // Nobody knows that it calls tools: the facts are looked up without it.
    await bot.ask(kim, "/use chat google/gemma-2-9b-it");
    bot.program.world.hub.fail({ kind: "silence" });
    bot.program.world.router.fail({ kind: "silence" });
    const looked = () => requests().length + bot.program.world.hub.requests.length;
    const before = looked();
    kim.send("What is best for speech?");
    await expect.poll(looked).toBeGreaterThan(before);
    await bot.ask(kim, "/stop", isStopped);
  });
});

describe("a question that is mended while it is answered", () => {
  it("is read as the command that it is", async () => {
    const question = await askAndStall("/task chat what is the wnid?");
    await bot.waitFor(strangerId, isAnswer, () => void bot.stranger.edit(question, "/task chat what is the wind?"));
    expect(sent()).toContain('"what is the wind?"');
  });

  it("is answered once where its text is the same, or has become another command", async () => {
    const question = await askAndStall("what is the rain?");
    const asked = requests().length;
    bot.stranger.edit(question, "what is the rain?");
    bot.stranger.edit(question, "/new");
    await bot.ask(bot.stranger, "/language en");
    const answer = await bot.ask(bot.stranger, "/stop", isAnswer);
    expect(answer.text).toContain("⏹ Stopped.");
    expect(requests().length).toBe(asked);
  });
});

describe("a recording", () => {
  it.each(["/ask what is said in it?", "/summarize", "/task summarization"])("is heard for %s", async (text) => {
    const recording = bot.stranger.sendFile({ ...voice, forwarded: true });
    await bot.waitFor(strangerId, isAnswer);
    await bot.ask(bot.stranger, "/new");
    await bot.waitFor(strangerId, isAnswer, () => void bot.stranger.send(text, { replyTo: recording.messageId }));
    expect(sent()).toContain("heard a recording");
  });

  it("that nobody could hear can be tried again", async () => {
    bot.program.world.router.fail({ kind: "status", status: 503 });
    const canBeTried = (message: StoredMessage) => labels(message).includes("🔁 Try again");
    const failed = await bot.waitFor(strangerId, canBeTried, () => void bot.stranger.sendFile(voice));
    bot.program.world.router.heal();
    bot.program.clock.advance(3_600_000);
    const { message } = await bot.tap(bot.stranger, failed, "🔁 Try again", isAnswer);
    expect(message.text).toContain("stand-in for");
  });
});

describe("a picture without a word", () => {
  it.each([
    ["/translate english", "Translate the text in this picture into English."],
    ["/summarize", "Sum up in English what this picture shows or says."],
    ["/task translation", "Translate the text in this picture into English."],
  ])("is looked at for %s", async (text, order) => {
    const picture = bot.stranger.sendFile({ kind: "photo", bytes: jpeg({ width: 40, height: 30 }) });
    await bot.waitFor(strangerId, isAnswer);
    const reply = () => void bot.stranger.send(text, { replyTo: picture.messageId });
    expect((await bot.waitFor(strangerId, isAnswer, reply)).text).toContain(modelOf("image-text-to-text"));
    expect(sent()).toContain(order);
  });
});

describe("in a group", () => {
  const anonymous = {
    from: { id: 1_087_968_824, is_bot: true, first_name: "Group", username: "GroupAnonymousBot" },
    sender_chat: { id: groupId, type: "supergroup", title: "Weather club" },
  };
  const channel = {
    from: { id: 136_817_688, is_bot: true, first_name: "Channel", username: "Channel_Bot" },
    sender_chat: { id: -1_009_999_999_998, type: "channel", title: "News" },
  };

  it.each([
    ["an anonymous administrator", anonymous],
    ["a channel", channel],
  ])("%s is answered where everybody is", async (_who, facts) => {
    await bot.waitFor(groupId, isAnswer, () => inject(`${name} how high are the waves?`, facts));
    await bot.waitFor(groupId, isAnswer, () => inject("/ask how low are the waves?", facts));
    expect(sent()).toContain("how low");
  });

  it("a sticker in reply to the bot asks for nothing", async () => {
    const answer = await bot.ask(bot.stranger, `${name} hello`, isAnswer, groupId);
    const count = textsIn(groupId).length;
    const reply = { chatId: groupId, replyTo: answer.messageId, bytes: Buffer.from("x") };
    bot.stranger.sendFile({ kind: "sticker", ...reply });
    await bot.ask(bot.stranger, `${name} and now?`, isAnswer, groupId);
    expect(textsIn(groupId)).toHaveLength(count + 3);
  });

  it.each([
    [`${name}, what does it do?`, '"what does it do?"'],
    [`what does it do ${name}`, '"what does it do"'],
    [`what does ${name} do?`, `"what does ${name} do?"`],
  ])("the bot's name is left where it is spoken of: %s", async (text, words) => {
    await bot.ask(bot.stranger, text, isAnswer, groupId);
    expect(sent()).toContain(words);
  });
});

describe("a restart in the middle of an answer", () => {
  it("answers afterwards what was asked, once, and has what was tapped asked again", async () => {
    const known = await bot.ask(bot.second, "Que vento sopra?", isAnswer);
    bot.program.world.router.fail({ kind: "stalled", after: 12, times: 2 });
    bot.stranger.send("Which wind blows after a restart?");
    await bot.tap(bot.second, known, "🔁");
    for (const { id } of [bot.stranger, bot.second]) await bot.nextDraft(id, ({ text }) => text.includes("stand-in"));
    bot.program.clock.hurry();
    await bot.stopService();
    bot.program.clock.takeTime();
    const [asked, tapped] = [bot.stranger, bot.second].map(({ id }) => bot.last(id));
    expect(asked?.text).toMatch(/stand-in[\s\S]*I am being restarted; I answer this afterwards\.$/);
    expect(tapped?.text).toMatch(/Estou a ser reiniciado; volte a perguntar daqui a um minuto, por favor\.$/);
    expect([asked, tapped].flatMap((message) => message && labels(message))).toEqual([]);
    const answered = bot.waitFor(strangerId, isAnswer);
    await bot.startService();
    expect((await answered).text).toContain("Which wind blows after a restart?");
    await bot.stopService();
    const questions = requests().filter(({ body }) => body.toString().includes("Which wind blows"));
    expect(questions).toHaveLength(2);
    await bot.startService();
    await bot.ask(bot.stranger, "And now?", isAnswer);
    // What was cut off is not remembered beside the whole. A start looks at the models besides.
    const last = requests().findLast(({ body }) => body.toString().includes("And now?"));
    expect(last?.body.toString().split("Which wind blows after a restart?")).toHaveLength(3);
    expect(textsIn(bot.second.id).at(-1)).toBe(tapped?.text);
  });
});
