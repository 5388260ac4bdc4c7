import { request } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { webhookRoute } from "../../src/http/routes/webhook.ts";
import { createHttpServer, type HttpServer } from "../../src/http/server.ts";
import { createFakeClock, type FakeClock } from "../support/fake-clock.ts";

const secret = "hook_secret-1";
const largest = 1_024 * 1_024;

let clock: FakeClock;
let warnings: string[];
let received: unknown[];
let store: (update: unknown) => Promise<void>;
let server: HttpServer;
let url: string;

beforeEach(async () => {
  clock = createFakeClock();
  warnings = [];
  received = [];
  store = async () => {};
  const logger = { warn: (message: string) => void warnings.push(message) };
  const route = webhookRoute({
    webhook: { url: "https://bot.example.org/telegram/hook", secret },
    async receive(update) {
      await store(update);
      received.push(update);
    },
    clock,
    logger,
  });
  server = createHttpServer({ settings: { host: "127.0.0.1", port: 0 }, routes: [route], clock, logger });
  url = `${(await server.start()).url}/telegram/hook`;
});
afterEach(() => server.stop());

interface Post {
  given?: string | null;
  headers?: Record<string, string>;
}

function post(body: string | Uint8Array<ArrayBuffer>, { given = secret, headers = {} }: Post = {}): Promise<Response> {
  const own = given === null ? {} : { "x-telegram-bot-api-secret-token": given };
  return fetch(url, { method: "POST", body, headers: { "content-type": "application/json", ...own, ...headers } });
}

/** Posts a body without telling its length before. */
async function postInPieces(pieces: readonly string[]): Promise<{ status: number | undefined; body: string }> {
  const headers = { "x-telegram-bot-api-secret-token": secret, "transfer-encoding": "chunked" };
  const sending = request(url, { method: "POST", headers });
  // What the server does not want any more may be cut off while it is sent.
  sending.on("error", () => {});
  const answered = new Promise<{ status: number | undefined; body: string }>((resolve) => {
    sending.on("response", async (response) => resolve({ status: response.statusCode, body: await text(response) }));
  });
  for (const piece of pieces) sending.write(piece);
  sending.end();
  return await answered;
}

describe("the webhook", () => {
  it("takes an update, and acknowledges it once it is stored", async () => {
    const stored = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    store = async () => {
      asked.resolve();
      await stored.promise;
    };
    let isAnswered = false;
    const answer = post('{"update_id":5,"message":{"text":"🧭"}}').then((response) => {
      isAnswered = true;
      return response;
    });
    await asked.promise;
    await new Promise(setImmediate);
    expect(isAnswered).toBe(false);
    stored.resolve();
    const response = await answer;
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({});
    expect(received).toEqual([{ update_id: 5, message: { text: "🧭" } }]);
  });

  it("asks for the update again when it cannot be stored, and says why in the log only", async () => {
    store = () => Promise.reject(new Error("history/inbox/5.jsonl could not be written: the disk is full."));
    const response = await post('{"update_id":5}');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("disk");
    expect(warnings).toEqual([expect.stringContaining("the disk is full")]);
    expect(received).toEqual([]);
  });

  it.each([null, "", "hook_secret-2", "hook_secret", `${secret}-and-more`, secret.toUpperCase()])(
    "lets nobody in with the secret %j, and tells them all the same",
    async (given) => {
      const response = await post('{"update_id":5}', { given });
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({ error: "This address is not open to you." });
      expect(received).toEqual([]);
    },
  );

  it("looks at the secret before it looks at the body", async () => {
    for (const body of ["x".repeat(largest + 1), "nonsense", ""]) {
      expect((await post(body, { given: null })).status).toBe(401);
    }
  });

  it("warns of wrong secrets at most once a minute, with their number", async () => {
    for (let count = 0; count < 3; count += 1) await post("{}", { given: "wrong-secret" });
    expect(warnings).toHaveLength(1);
    clock.advance(60_000);
    await post("{}", { given: null });
    expect(warnings).toHaveLength(2);
    expect(warnings[1]).toContain("3 request(s)");
    expect(warnings.join()).not.toMatch(/wrong-secret|hook_secret/);
  });

  it.each(["", "nonsense", "[]", "null", "5", "{}", '{"update_id":"5"}', '{"update_id":5.5}', '{"update_id":1e300}'])(
    "answers 400 to what is not an update: %j",
    async (body) => {
      const response = await post(body);
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({ error: "The body is not an update of the Bot API as JSON." });
      expect(received).toEqual([]);
    },
  );

  it("takes a body of 1 MiB and none that is larger", async () => {
    const frame = '{"update_id":5,"text":""}';
    const whole = `{"update_id":5,"text":"${"x".repeat(largest - frame.length)}"}`;
    expect((await post(whole)).status).toBe(200);
    const response = await post(`${whole} `);
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ error: "The body is larger than 1048576 bytes." });
    expect(received).toHaveLength(1);
  });

  it("counts a body of unknown length as it comes", async () => {
    expect(await postInPieces(['{"update', '_id":6}'])).toEqual({ status: 200, body: "{}" });
    const pieces = Array.from({ length: 40 }, () => "x".repeat(64 * 1_024));
    expect(await postInPieces(pieces)).toMatchObject({ status: 413 });
    expect(received).toEqual([{ update_id: 6 }]);
  });

  it("is at the path of its address only, and takes POST only", async () => {
    const origin = new URL(url).origin;
    const headers = { "x-telegram-bot-api-secret-token": secret };
    expect((await fetch(`${origin}/telegram`, { method: "POST", body: '{"update_id":5}', headers })).status).toBe(404);
    expect((await fetch(url, { headers })).status).toBe(405);
    expect(received).toEqual([]);
  });
});
