import { once } from "node:events";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestBot, type TestBot } from "../support/bot.ts";

const secret = "a-secret_of-the-test";

/** What stands before a bot on the internet: passes requests on to where the service listens by now. */
interface Front {
  url: string;
  target: string;
  server: Server;
}

async function startFront(): Promise<Front> {
  const front: Front = { url: "", target: "", server: createServer() };
  front.server.on("request", (incoming, outgoing) => {
    const { method, headers } = incoming;
    const passed = request(new URL(incoming.url ?? "/", front.target), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on("error", () => outgoing.writeHead(502).end());
    incoming.pipe(passed);
  });
  front.server.listen(0, "127.0.0.1");
  await once(front.server, "listening");
  front.url = `http://127.0.0.1:${(front.server.address() as AddressInfo).port}/telegram`;
  return front;
}

let front: Front;
let bot: TestBot;

beforeEach(async () => {
  front = await startFront();
  bot = await createTestBot({
    environment: { WEBHOOK_URL: front.url, WEBHOOK_SECRET: secret, HTTP_PORT: "0" },
  });
  front.target = /HTTP: (\S+)/.exec(bot.log())?.[1] ?? "";
});

afterEach(async () => {
  await bot.remove();
  front.server.close();
  front.server.closeAllConnections();
});

function post(body: string, token: string | null = secret): Promise<Response> {
  const headers = token === null ? {} : { "x-telegram-bot-api-secret-token": token };
  return fetch(front.url, { method: "POST", body, headers: { "content-type": "application/json", ...headers } });
}

const help = (updateId: number) =>
  JSON.stringify({
    update_id: updateId,
    message: {
      message_id: 900,
      date: 1_790_000_000,
      chat: { id: 1001, type: "private", first_name: "Ana" },
      from: { id: 1001, is_bot: false, first_name: "Ana", language_code: "en" },
      text: "/help",
      entities: [{ type: "bot_command", offset: 0, length: 5 }],
    },
  });

const answers = () => bot.telegram.messages(1001).filter(({ from }) => from === "bot").length;

describe("the bot by webhook", () => {
  it("answers commands and taps, and polls nothing", async () => {
    const status = await bot.ask(bot.administrator, "/autoupdate_status");
    expect((await bot.tap(bot.administrator, status, "Refresh")).message.text).toContain("Running");
    expect(bot.telegram.calls.filter(({ method }) => method === "getUpdates")).toEqual([]);
  });

  it("learns nothing to who does not know the secret", async () => {
    for (const token of [null, "wrong", `${secret}x`]) expect((await post(help(5_000), token)).status).toBe(401);
    expect(answers()).toBe(0);
    expect(bot.log()).toContain("WEBHOOK_SECRET");
    expect(bot.log()).not.toContain(secret);
  });

  it("handles an update once, however often it is delivered", async () => {
    expect((await post(help(5_001))).status).toBe(200);
    await expect.poll(answers).toBe(1);
    expect((await post(help(5_001))).status).toBe(200);
    expect((await post(help(5_002))).status).toBe(200);
    await expect.poll(answers).toBe(2);
  });

  it("refuses what is no update", async () => {
    expect((await post("{")).status).toBe(400);
    expect((await post('{"update_id":"7"}')).status).toBe(400);
    expect((await post(JSON.stringify({ update_id: 7, text: "x".repeat(1_100_000) }))).status).toBe(413);
  });

  it("stays up for an update of a shape that nobody knows", async () => {
    expect((await post('{"update_id":6000,"message":{"text":7}}')).status).toBe(200);
    expect((await post('{"update_id":6001,"callback_query":null}')).status).toBe(200);
    expect((await bot.ask(bot.administrator, "/help")).text).toContain("/rollback");
  });

  it("says that it lives at /healthz, to everyone", async () => {
    const answer = await fetch(new URL("/healthz", front.target));
    expect([answer.status, await answer.json()]).toEqual([200, { status: "ok" }]);
  });
});
