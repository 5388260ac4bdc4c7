import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCrowd, crowdIds } from "../../demo/page/crowd.ts";
import { type PageStage, startPageStage } from "./page-stage.ts";

const ana = 1001;

let stage: PageStage;

beforeEach(async () => {
  stage = await startPageStage();
});

afterEach(async () => {
  await stage.stop();
});

describe("the buttons of real use", () => {
  it("let people use the bot, in chats that the page does not show, until they stop", async () => {
    const watcher = await stage.watch();
    const [member] = crowdIds;
    await stage.post("/actions/happening", { name: "use", isActive: true });
    expect(await watcher.next("happenings")).toContainEqual(expect.objectContaining({ name: "use", isActive: true }));
    const updates = (await stage.call("getUpdates", { timeout: 5 })) as { message: { from: { id: number } } }[];
    expect(updates[0]?.message.from.id).toBe(member);
    stage.page.telegram.user(ana).send("Hello");
    expect(await watcher.next("message")).toMatchObject({ chatId: ana, text: "Hello" });
    await stage.post("/actions/happening", { name: "use", isActive: false });
    expect(await watcher.next("happenings")).toContainEqual(expect.objectContaining({ name: "use", isActive: false }));
    watcher.close();
  });

  it("let the chat model's answers break off in use, and mend it", async () => {
    const watcher = await stage.watch();
    await stage.writeConfiguration("novita");
    await watcher.next("configuration");
    const ask = async (model: string) => {
      const { HF_ROUTER_ENDPOINT: router, HF_TOKEN: token } = stage.world.environment;
      const response = await fetch(`${router}/v1/chat/completions`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify({ model, stream: true, messages: [{ role: "user", content: "What is a wind rose?" }] }),
      });
      return await response.text().then(
        (text) => text.includes("[DONE]"),
        () => false,
      );
    };
    const { body } = await stage.post("/actions/happening", { name: "worse", isActive: true });
    expect(body.sentence).toMatch(/^The answers of Qwen\/Qwen3\.6-27B break off.* Let thirty people use it/);
    expect([await ask("Qwen/Qwen3.6-27B"), await ask("Qwen/Qwen3.6-27B"), await ask("zai-org/GLM-5")]).toEqual([
      false,
      false,
      true,
    ]);
    await stage.post("/actions/happening", { name: "worse", isActive: false });
    expect(await ask("Qwen/Qwen3.6-27B")).toBe(true);
    watcher.close();
  });
});

describe("the people who use the bot", () => {
  it("tap 👎 under the answers of a model that they dislike, and of no other", async () => {
    const { telegram } = stage.page;
    const [first = 0, second = 0] = crowdIds;
    const crowd = createCrowd({ telegram, disliked: ["Crowd-Pleaser"], pauseMs: 1 });
    crowd.start();
    await expect.poll(() => telegram.messages(second).length).toBeGreaterThan(0);
    crowd.stop();
    const asked = telegram.messages(first).length;
    crowd.start();
    const reply_markup = { inline_keyboard: [[{ text: "👎", callback_data: "bad" }]] };
    await stage.call("sendMessage", { chat_id: second, text: "By Weathercock-1", reply_markup });
    await stage.call("sendMessage", { chat_id: first, text: "By Crowd-Pleaser-3B", reply_markup });
    crowd.stop();
    expect(telegram.messages(first).length).toBeGreaterThan(asked);
    const updates = (await stage.call("getUpdates", { timeout: 5 })) as { callback_query?: { from: { id: number } } }[];
    expect(updates.flatMap(({ callback_query: tap }) => tap?.from.id ?? [])).toEqual([first]);
  });
});
