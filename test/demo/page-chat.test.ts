import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type PageStage, startPageStage } from "./page-stage.ts";

const [ana, rui] = [1001, 1002];
const club = -1_002_026_112_101;

let stage: PageStage;

beforeEach(async () => {
  stage = await startPageStage();
});

afterEach(async () => {
  await stage.stop();
});

async function botSays(chatId: number, text: string): Promise<number> {
  const sent = (await stage.call("sendMessage", { chat_id: chatId, text })) as { message_id: number };
  return sent.message_id;
}

describe("an answer that is being written", () => {
  const draft = { chat_id: ana, draft_id: 7, text: "The wind", can_stop: true };
  const shown = { text: "The wind", canStop: true };

  beforeEach(() => {
    stage.page.telegram.user(ana).send("/start");
  });

  it("is shown as it grows, and to a page that is opened meanwhile", async () => {
    const watcher = await stage.watch();
    await stage.call("sendMessageDraft", draft);
    expect(await watcher.next("draft")).toMatchObject({ chatId: ana, draft: shown });
    const later = await stage.watch();
    const { drafts } = (await later.next("state")) as { drafts: unknown[] };
    expect(drafts).toContainEqual({ chatId: ana, draft: expect.objectContaining(shown) });
    await botSays(ana, "The wind turns it.");
    expect(await watcher.next("draft")).toEqual({ kind: "draft", chatId: ana, draft: null });
    watcher.close();
    later.close();
  });

  it("is stopped by the button under it, once", async () => {
    await stage.call("sendMessageDraft", draft);
    expect((await stage.post("/actions/stop", { person: ana })).status).toBe(200);
    const updates = (await stage.call("getUpdates", { offset: -1 })) as object[];
    expect(updates).toMatchObject([{ stopped_message_generation: { chat: { id: ana } } }]);
    expect((await stage.post("/actions/stop", { person: ana })).status).toBe(409);
  });
});

describe("messages of people", () => {
  it("reply to others, and can be changed", async () => {
    stage.page.telegram.user(ana).send("/start");
    const answered = await botSays(ana, "Hello");
    const watcher = await stage.watch();
    const sent = await stage.post("/actions/send", { person: ana, text: "Why?", replyTo: answered });
    expect(await watcher.next("message")).toMatchObject({ from: ana, text: "Why?", replyTo: answered });
    const { messageId } = sent.body;
    await stage.post("/actions/edit", { person: ana, messageId, text: "How?" });
    expect(await watcher.next("edit")).toMatchObject({ messageId, text: "How?", edits: 1 });
    watcher.close();
  });

  it("can be changed by nobody else", async () => {
    const { messageId } = stage.page.telegram.user(ana).send("mine", { chatId: club });
    const other = await stage.post("/actions/edit", { person: rui, chat: club, messageId, text: "his" });
    expect(other.status).toBe(409);
    expect(stage.page.telegram.messages(club)).toMatchObject([{ text: "mine" }]);
  });

  it("go to the group where the person is in it, and to nobody else's chat", async () => {
    const watcher = await stage.watch();
    await stage.post("/actions/send", { person: rui, chat: club, text: "Olá" });
    expect(await watcher.next("message")).toMatchObject({ chatId: club, from: rui, text: "Olá" });
    expect(await stage.post("/actions/send", { person: rui, chat: ana, text: "Olá" })).toEqual({
      status: 409,
      body: { error: "This person is not in that chat." },
    });
    watcher.close();
  });

  it("reach the bot from the group where they name it only", async () => {
    await stage.post("/actions/send", { person: rui, chat: club, text: "Olá a todos" });
    await stage.post("/actions/send", { person: rui, chat: club, text: "@modelvane_demo_bot, olá" });
    const updates = (await stage.call("getUpdates", {})) as { message?: { text: string } }[];
    expect(updates.flatMap(({ message }) => message?.text ?? [])).toEqual(["@modelvane_demo_bot, olá"]);
  });
});

describe("the group's menu", () => {
  it("is told beside those of the private chats", async () => {
    const watcher = await stage.watch();
    const commands = [{ command: "ask", description: "Ask" }];
    await stage.call("setMyCommands", { commands, scope: { type: "all_group_chats" } });
    expect(await watcher.next("menus")).toMatchObject({ [ana]: [], [`${ana}@${club}`]: commands });
    watcher.close();
  });
});

describe("a chat model that dies in mid-answer", () => {
  async function ask(): Promise<string> {
    const { HF_ROUTER_ENDPOINT: router, HF_TOKEN: token } = stage.world.environment;
    const response = await fetch(`${router}/v1/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ model: "zai-org/GLM-5", stream: true, messages: [{ role: "user", content: "Hi" }] }),
    });
    const text = await response.text().catch(() => "cut off");
    return text === "cut off" || text.includes("[DONE]") ? text.slice(-20).trim() : "unfinished";
  }

  it.each([
    ["break", ["cut off", "whole"]],
    ["breaks", ["cut off", "cut off", "whole"]],
  ])("does so as often as the button %s says", async (name, expected) => {
    expect((await stage.post("/actions/happening", { name, isActive: true })).status).toBe(200);
    for (const each of expected) {
      expect((await ask()).replace(/.*\[DONE\]$/s, "whole")).toBe(each);
    }
  });

  it("still answers while the Hub is down", async () => {
    await stage.post("/actions/happening", { name: "hub", isActive: true });
    expect(await ask()).toContain("[DONE]");
    await stage.post("/actions/happening", { name: "hub", isActive: false });
  });
});
