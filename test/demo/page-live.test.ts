import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type PageStage, startPageStage } from "./page-stage.ts";

const [ana, rui] = [1001, 1002];

let stage: PageStage;

beforeEach(async () => {
  stage = await startPageStage();
});

afterEach(async () => {
  await stage.stop();
});

describe("an open page", () => {
  it("is told everything at first, and then what is said", async () => {
    stage.page.telegram.user(ana).send("before");
    const watcher = await stage.watch();
    expect(await watcher.next("state")).toMatchObject({
      people: [
        { id: ana, firstName: "Ana", languageCode: "en" },
        { id: rui, firstName: "Rui", languageCode: "pt" },
        { firstName: "Sam", isAdministrator: false },
      ],
      messages: [{ chatId: ana, from: ana, text: "before" }],
      configuration: null,
    });
    expect(await stage.post("/actions/send", { person: ana, text: "/start" })).toMatchObject({ status: 200 });
    expect(await watcher.next("message")).toMatchObject({ from: ana, text: "/start" });
    const entities = [{ type: "bold", offset: 0, length: 2 }];
    const sent = (await stage.call("sendMessage", { chat_id: ana, text: "Hi", entities })) as { message_id: number };
    expect(await watcher.next("message")).toMatchObject({ from: "bot", text: "Hi", entities });
    await stage.call("editMessageText", { chat_id: ana, message_id: sent.message_id, text: "Done" });
    expect(await watcher.next("edit")).toMatchObject({ messageId: sent.message_id, text: "Done", edits: 1 });
    await stage.call("deleteMessage", { chat_id: ana, message_id: sent.message_id });
    expect(await watcher.next("delete")).toEqual({ chatId: ana, messageId: sent.message_id });
    watcher.close();
  });

  it("is told each person's commands", async () => {
    const watcher = await stage.watch();
    const commands = [{ command: "start", description: "Começar" }];
    await stage.call("setMyCommands", { commands, scope: { type: "all_private_chats" }, language_code: "pt" });
    expect(await watcher.next("menus")).toMatchObject({ [ana]: [], [rui]: commands });
    watcher.close();
  });

  it("follows config/models.json", async () => {
    const watcher = await stage.watch();
    await stage.writeConfiguration("novita");
    expect(await watcher.next("configuration")).toEqual({
      revision: 2,
      generatedAt: "2026-11-21T03:00:00.000Z",
      tasks: [{ task: "conversational", model: "Qwen/Qwen3.6-27B", host: "novita", score: 90.5, reason: "The best." }],
    });
    watcher.close();
  });
});

describe("a tap", () => {
  async function offer(): Promise<number> {
    stage.page.telegram.user(ana).send("/start");
    const reply_markup = { inline_keyboard: [[{ text: "Apply", callback_data: "apply:1" }]] };
    const sent = (await stage.call("sendMessage", { chat_id: ana, text: "Apply?", reply_markup })) as {
      message_id: number;
    };
    return sent.message_id;
  }

  it("reaches the bot, and its answer the page", async () => {
    const messageId = await offer();
    const answered = stage.post("/actions/tap", { person: ana, messageId, data: "apply:1" });
    const updates = (await stage.call("getUpdates", { timeout: 5, offset: -1 })) as {
      callback_query: { id: string };
    }[];
    const [update] = updates;
    expect(update).toMatchObject({ callback_query: { data: "apply:1", from: { id: ana } } });
    await stage.call("answerCallbackQuery", {
      callback_query_id: update?.callback_query.id,
      text: "Too late.",
      show_alert: true,
    });
    expect(await answered).toEqual({ status: 200, body: { text: "Too late.", showAlert: true } });
  });

  it("on a button that is not there is refused", async () => {
    const messageId = await offer();
    expect((await stage.post("/actions/tap", { person: ana, messageId, data: "other" })).status).toBe(409);
    expect(await stage.post("/actions/tap", { person: rui, messageId, data: "apply:1" })).toEqual({
      status: 409,
      body: { error: "This message is gone." },
    });
  });
});

describe("the buttons that change the world", () => {
  function callChat(model: string, content: string): Promise<Response> {
    const { HF_ROUTER_ENDPOINT: router, HF_TOKEN: token } = stage.world.environment;
    return fetch(`${router}/v1/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ model, messages: [{ role: "user", content }] }),
    });
  }

  async function hostsOf(model: string): Promise<string[]> {
    const response = await fetch(`${stage.world.environment.HF_ROUTER_ENDPOINT}/v1/models/${model}`);
    const entry = (await response.json()) as { providers?: { provider: string }[] };
    return (entry.providers ?? []).map(({ provider }) => provider);
  }

  it("close the host of the chat model in use, and open it again", async () => {
    const watcher = await stage.watch();
    await stage.writeConfiguration("novita");
    await watcher.next("configuration");
    const closed = await stage.post("/actions/happening", { name: "host", isActive: true });
    expect(closed.body.sentence).toMatch(/^novita has closed, and \d+ models lost it\./);
    expect(await watcher.next("happenings")).toContainEqual(
      expect.objectContaining({ name: "host", label: "novita comes back", isActive: true }),
    );
    expect(await hostsOf("Qwen/Qwen3.6-27B")).toEqual(["ovhcloud"]);
    await stage.post("/actions/happening", { name: "host", isActive: false });
    expect(await hostsOf("Qwen/Qwen3.6-27B")).toEqual(["novita", "ovhcloud"]);
    watcher.close();
  });

  it("say what to do first where no host is in use", async () => {
    expect(await stage.post("/actions/happening", { name: "host", isActive: true })).toEqual({
      status: 409,
      body: { error: "No host serves your chats yet. Send /manual_update first." },
    });
  });

  it("take the Hub down, and heal it", async () => {
    const listing = `${stage.world.environment.HF_ENDPOINT}/api/models?limit=1`;
    await stage.post("/actions/happening", { name: "hub", isActive: true });
    expect((await fetch(listing)).status).toBe(503);
    await stage.post("/actions/happening", { name: "hub", isActive: false });
    expect((await fetch(listing)).status).toBe(200);
  });

  it.each([
    ["newcomer", "modelvane-demo/Weathercock-1", ["together", "fireworks-ai", "nscale"]],
    ["deceivers", "modelvane-demo/Hot-Air-1", ["together", "fireworks-ai", "novita"]],
    ["look-alike", "Qvven/Qwen3.7-235B-A22B-Instruct", ["featherless-ai", "nscale"]],
  ])("let invented models appear for good: %s", async (name, model, hosts) => {
    expect(await hostsOf(model)).toEqual([]);
    await stage.post("/actions/happening", { name, isActive: true });
    expect(await hostsOf(model)).toEqual(hosts);
    expect((await stage.post("/actions/happening", { name, isActive: false })).status).toBe(409);
  });

  it("let invented models appear without a host that is closed", async () => {
    stage.world.closeHost("together");
    const { body } = await stage.post("/actions/happening", { name: "newcomer", isActive: true });
    expect(body.sentence).toMatch(/^modelvane-demo\/Weathercock-1 is served by fireworks-ai and nscale now\. /);
  });

  it("let one of them be called in vain, though it is listed as live", async () => {
    await stage.post("/actions/happening", { name: "deceivers", isActive: true });
    expect(await hostsOf("modelvane-demo/Doldrums-1")).toEqual(["together", "fireworks-ai"]);
    expect((await callChat("modelvane-demo/Doldrums-1", "Hello")).status).toBe(410);
  });

  it("let the chat model in use answer wrongly, and rightly again: everywhere, or on its host alone", async () => {
    const watcher = await stage.watch();
    await stage.writeConfiguration("novita");
    await watcher.next("configuration");
    const [right, wrong] = ["43", "44"];
    const answers = async () =>
      await Promise.all(
        ["novita", "ovhcloud"].map(async (host) => {
          const response = await callChat(`Qwen/Qwen3.6-27B:${host}`, "What is 17 + 26? Answer with the number alone.");
          return ((await response.json()) as { choices: { message: { content: string } }[] }).choices[0]?.message
            .content;
        }),
      );
    const press = (name: string, isActive: boolean) => stage.post("/actions/happening", { name, isActive });
    expect(await answers()).toEqual([right, right]);
    expect((await press("damaged", true)).body.sentence).toMatch(
      /^Qwen\/Qwen3\.6-27B on novita: it answers wrongly there/,
    );
    expect(await answers()).toEqual([wrong, right]);
    await press("damaged", false);
    expect(await answers()).toEqual([right, right]);
    await press("bad", true);
    expect(await answers()).toEqual([wrong, wrong]);
    await press("bad", false);
    expect(await answers()).toEqual([right, right]);
    watcher.close();
  });

  it.each(["bad", "damaged"])("say what to do first where no chat model is in use: %s", async (name) => {
    expect((await stage.post("/actions/happening", { name, isActive: true })).status).toBe(409);
    expect((await stage.post("/actions/happening", { name, isActive: false })).body).toEqual({
      sentence: "Nothing of that has happened.",
    });
  });
});
