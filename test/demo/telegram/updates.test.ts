import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTelegram, type Telegram, type TelegramUser } from "../../../demo/world/telegram/telegram.ts";
import { callApi, refusal } from "./call-api.ts";

interface Update {
  update_id: number;
  message?: { text: string };
}

let telegram: Telegram;
let ana: TelegramUser;

beforeEach(async () => {
  telegram = await startTelegram();
  ana = telegram.user(7);
});

afterEach(() => telegram.stop());

async function poll(parameters: Record<string, unknown> = {}): Promise<Update[]> {
  return (await callApi(telegram, "getUpdates", parameters)).result as Update[];
}

const textsOf = (updates: Update[]) => updates.map(({ message }) => message?.text);

describe("polling", () => {
  it("hands out what is not confirmed again, until an offset confirms it", async () => {
    for (const text of ["one", "two", "three"]) ana.send(text);
    const [first, second] = await poll({ limit: 2 });
    expect(textsOf(await poll())).toEqual(["one", "two", "three"]);
    expect(telegram.confirmed()).toBe(0);
    expect(second?.update_id).toBe((first?.update_id ?? 0) + 1);
    expect(textsOf(await poll({ offset: (second?.update_id ?? 0) + 1 }))).toEqual(["three"]);
    expect(textsOf(await poll())).toEqual(["three"]);
    expect(telegram.confirmed()).toBe(second?.update_id);
  });

  it("counts a negative offset from the end, and forgets what is before it", async () => {
    for (const text of ["one", "two", "three"]) ana.send(text);
    expect(textsOf(await poll({ offset: -1 }))).toEqual(["three"]);
    expect(textsOf(await poll())).toEqual(["three"]);
  });

  it("waits for an update", async () => {
    const waiting = poll({ timeout: 30 });
    await expect.poll(() => telegram.calls.length).toBe(1);
    ana.send("late");
    expect(textsOf(await waiting)).toEqual(["late"]);
  });

  it("ends without updates when its time is over, or at once without a time", async () => {
    const before = performance.now();
    expect(await poll()).toEqual([]);
    expect(await poll({ timeout: 1 })).toEqual([]);
    expect(performance.now() - before).toBeGreaterThan(950);
  });

  it("fails with 409 as soon as another poller comes, which goes on", async () => {
    const first = callApi(telegram, "getUpdates", { timeout: 30 });
    await expect.poll(() => telegram.calls.length).toBe(1);
    const second = poll({ timeout: 30 });
    expect(await first).toMatchObject({
      status: 409,
      description: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    });
    ana.send("for the second");
    expect(textsOf(await second)).toEqual(["for the second"]);
  });

  it("leaves out kinds that the bot does not want, also in later calls", async () => {
    await poll({ allowed_updates: ["callback_query"] });
    ana.send("unwanted");
    await poll();
    void ana.tap(ana.send("unwanted too"), { data: "x" });
    ana.block();
    expect(await poll()).toMatchObject([{ callback_query: { data: "x" } }]);
    await poll({ allowed_updates: [] });
    ana.unblock();
    expect(await poll()).toMatchObject([
      { callback_query: {} },
      { my_chat_member: { new_chat_member: { status: "member" } } },
    ]);
  });

  it("hands out an old update again to a poller that has just started", async () => {
    ana.send("one");
    const [update] = await poll();
    await poll({ offset: (update?.update_id ?? 0) + 1 });
    telegram.inject({ ...update });
    telegram.inject({ message: { text: "two" } });
    expect(await poll()).toEqual([update, { update_id: (update?.update_id ?? 0) + 1, message: { text: "two" } }]);
  });
});

describe("a webhook", () => {
  const received: { update: Update; secret: unknown }[] = [];
  let failures = 0;
  let bot: Server;
  let url: string;

  beforeEach(async () => {
    received.length = 0;
    failures = 0;
    bot = createServer(async (request, response) => {
      const update = JSON.parse(Buffer.concat(await request.toArray()).toString()) as Update;
      received.push({ update, secret: request.headers["x-telegram-bot-api-secret-token"] });
      failures -= 1;
      response.writeHead(failures >= 0 ? 503 : 200).end();
    });
    await new Promise<void>((resolve) => bot.listen(0, "127.0.0.1", resolve));
    const address = bot.address();
    url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/hook`;
  });

  afterEach(() => {
    bot.close();
    bot.closeAllConnections();
  });

  it("is handed the updates in order, with the secret, each again until it is taken", async () => {
    failures = 2;
    ana.send("one");
    await callApi(telegram, "setWebhook", { url, secret_token: "se-cret_1" });
    ana.send("two");
    await expect.poll(() => received.length).toBe(4);
    expect(textsOf(received.map(({ update }) => update))).toEqual(["one", "one", "one", "two"]);
    expect(new Set(received.map(({ secret }) => secret))).toEqual(new Set(["se-cret_1"]));
    await expect.poll(() => telegram.confirmed()).toBe(received.at(-1)?.update.update_id);
    const info = await callApi(telegram, "getWebhookInfo");
    expect(info.result).toMatchObject({
      ...{ url, pending_update_count: 0 },
      last_error_message: "Wrong response from the webhook: 503 Service Unavailable",
    });
  });

  it("ends polling, and is ended by its deletion", async () => {
    const waiting = callApi(telegram, "getUpdates", { timeout: 30 });
    await expect.poll(() => telegram.calls.length).toBe(1);
    await callApi(telegram, "setWebhook", { url });
    expect(await waiting).toMatchObject({ status: 409, description: "Conflict: terminated by setWebhook request" });
    expect(await refusal(telegram, "getUpdates", {})).toContain("can't use getUpdates method while webhook is active");
    await callApi(telegram, "deleteWebhook");
    ana.send("polled");
    expect(textsOf(await poll())).toEqual(["polled"]);
    expect(received).toEqual([]);
  });

  it("can be set so that older updates are dropped", async () => {
    ana.send("old");
    await callApi(telegram, "setWebhook", { url, drop_pending_updates: true });
    ana.send("new");
    await expect.poll(() => textsOf(received.map(({ update }) => update))).toEqual(["new"]);
  });

  it("is refused without HTTPS outside this machine, and with an impossible secret", async () => {
    expect(await refusal(telegram, "setWebhook", { url: "http://example.org/" })).toContain(
      "An HTTPS URL must be provided",
    );
    expect(await refusal(telegram, "setWebhook", { url: "nonsense" })).toContain("bad webhook");
    expect(await refusal(telegram, "setWebhook", { url, secret_token: "a b" })).toContain("unallowed characters");
  });
});
