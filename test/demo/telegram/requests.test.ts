import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTelegram, type Telegram } from "../../../demo/world/telegram/telegram.ts";
import { callApi, callWithForm } from "./call-api.ts";

let telegram: Telegram;

beforeEach(async () => {
  telegram = await startTelegram({
    now: () => Date.parse("2026-11-21T09:00:00Z"),
    serve: (request, response) => {
      if (request.url !== "/") return false;
      response.end("a page");
      return true;
    },
  });
  telegram.user(7, { firstName: "Ana", hasStarted: true });
});

afterEach(() => telegram.stop());

const api = (path: string, init?: RequestInit) => fetch(`${telegram.url}/bot${telegram.token}/${path}`, init);

describe("a call of the stand-in's Bot API", () => {
  it("tells about the bot, in any spelling of the method and with GET too", async () => {
    const response = await api("getme");
    expect(await response.json()).toMatchObject({
      ok: true,
      result: { id: 123456, is_bot: true, username: "modelvane_demo_bot", can_read_all_group_messages: false },
    });
  });

  it("is refused with half a character in any of its texts", async () => {
    const button = { text: "half \ud83d", callback_data: "x" };
    for (const payload of [{ text: "half \ud83d" }, { text: "a", reply_markup: { inline_keyboard: [[button]] } }]) {
      expect(await callApi(telegram, "sendMessage", { chat_id: 7, ...payload })).toMatchObject({
        ok: false,
        error_code: 400,
        description: "Bad Request: strings must be encoded in UTF-8",
      });
    }
    expect(await callApi(telegram, "sendMessage", { chat_id: 7, text: "whole \ud83d\ude00" })).toMatchObject({
      ok: true,
    });
  });

  it("is refused with another token, and with an unknown method", async () => {
    const other = await fetch(`${telegram.url}/bot123456:wrong/getMe`);
    expect([other.status, await other.json()]).toEqual([
      401,
      { ok: false, error_code: 401, description: "Unauthorized" },
    ]);
    const unknown = await api("sendRocket");
    expect([unknown.status, await unknown.json()]).toEqual([
      404,
      { ok: false, error_code: 404, description: "Not Found" },
    ]);
    expect(telegram.calls.map(({ method }) => method)).toEqual(["sendRocket"]);
  });

  it("takes its parameters from the query, a form, a multipart form and JSON alike", async () => {
    const keyboard = JSON.stringify({ inline_keyboard: [[{ text: "Go", callback_data: "go" }]] });
    const fields = { chat_id: "7", text: "á & b", reply_markup: keyboard };
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    await api(`sendMessage?${new URLSearchParams(fields)}`);
    await api("sendMessage", { method: "POST", body: new URLSearchParams(fields) });
    await callWithForm(telegram, "sendMessage", form);
    await callApi(telegram, "sendMessage", fields);
    const sent = { from: "bot", text: "á & b", buttons: [[{ text: "Go", callback_data: "go" }]] };
    expect(telegram.messages(7)).toMatchObject([sent, sent, sent, sent]);
    const payload = { chat_id: 7, text: "á & b", reply_markup: JSON.parse(keyboard) };
    const at = Date.parse("2026-11-21T09:00:00Z");
    expect(telegram.calls).toEqual(Array(4).fill({ method: "sendMessage", payload, at }));
  });

  it("is refused where its body cannot be read", async () => {
    const broken = await api("sendMessage", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{",
    });
    expect([broken.status, await broken.json()]).toMatchObject([
      400,
      { description: "Bad Request: can't parse JSON object" },
    ]);
    const cut = await api("sendPhoto", {
      method: "POST",
      headers: { "content-type": "multipart/form-data; boundary=x" },
      body: '--x\r\ncontent-disposition: form-data; name="chat_id"\r\n\r\n7',
    });
    expect([cut.status, await cut.json()]).toMatchObject([400, { description: "Bad Request: can't parse the form" }]);
  });

  it("leaves other paths to the page, and answers 404 where the page does not know them", async () => {
    expect(await (await fetch(`${telegram.url}/`)).text()).toBe("a page");
    expect((await fetch(`${telegram.url}/nothing`)).status).toBe(404);
  });

  it("waits for the latency that was asked for", async () => {
    const slow = await startTelegram({ latencyMs: 40 });
    const before = performance.now();
    await callApi(slow, "getMe");
    expect(performance.now() - before).toBeGreaterThanOrEqual(38);
    await slow.stop();
  });
});

describe("a call that is made to go wrong", () => {
  it("gets the wanted error as often as asked, and only for the wanted chat and method", async () => {
    telegram.fail({ kind: "status", error_code: 429, retry_after: 3, methods: ["sendMessage"], chatId: 7, times: 1 });
    telegram.user(8, { hasStarted: true });
    expect((await callApi(telegram, "sendMessage", { chat_id: 8, text: "x" })).ok).toBe(true);
    expect((await callApi(telegram, "getMe")).ok).toBe(true);
    expect(await callApi(telegram, "sendMessage", { chat_id: 7, text: "x" })).toEqual({
      ...{ status: 429, ok: false, error_code: 429, description: "Too Many Requests: retry after 3" },
      parameters: { retry_after: 3 },
    });
    expect((await callApi(telegram, "sendMessage", { chat_id: 7, text: "x" })).ok).toBe(true);
    expect(telegram.messages(7)).toHaveLength(1);
  });

  it("loses its connection, with or without its effect", async () => {
    telegram.fail({ kind: "drop", times: 1 });
    telegram.fail({ kind: "drop", afterEffect: true });
    await expect(callApi(telegram, "sendMessage", { chat_id: 7, text: "lost" })).rejects.toThrow("fetch failed");
    await expect(callApi(telegram, "sendMessage", { chat_id: 7, text: "done" })).rejects.toThrow("fetch failed");
    expect(telegram.messages(7).map(({ text }) => text)).toEqual(["done"]);
  });

  it("gets a web page instead of JSON", async () => {
    telegram.fail({ kind: "not-json" });
    const response = await api("getMe");
    expect([response.status, await response.text()]).toEqual([502, expect.stringContaining("<html>")]);
    telegram.heal();
    expect((await callApi(telegram, "getMe")).ok).toBe(true);
  });

  it("is never answered while it hangs, and is cut off when the stand-in stops", async () => {
    const own = await startTelegram();
    own.fail({ kind: "hang" });
    const hanging = callApi(own, "getMe").then(
      () => "answered",
      () => "cut off",
    );
    await expect.poll(() => own.calls.length).toBe(1);
    await own.stop();
    expect(await hanging).toBe("cut off");
  });
});
