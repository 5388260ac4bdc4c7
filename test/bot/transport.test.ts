import { text } from "node:stream/consumers";
import { autoRetry } from "@grammyjs/auto-retry";
import { Api, GrammyError, HttpError, InputFile } from "grammy";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTransport } from "../../src/bot/transport.ts";
import type { Clock } from "../../src/shared/clock.ts";
import { createJsonPoster, type JsonPoster } from "../../src/shared/json-post.ts";
import { createFakeClock } from "../support/fake-clock.ts";
import { type Handler, reply, type ScriptedServer, startScriptedServer } from "../support/scripted-server.ts";

const token = "123456:AAH-notARealToken_0000000000000000";

let server: ScriptedServer;
let poster: JsonPoster;
let api: Api;
/** Milliseconds that each call was given, in order. */
let deadlines: number[];
/** How many calls grammY's own client was asked to make. */
let passedOn: number;

beforeEach(async () => {
  server = await startScriptedServer();
  deadlines = [];
  passedOn = 0;
  const clock: Clock = { ...createFakeClock() };
  const { after } = clock;
  clock.after = (milliseconds, act) => {
    deadlines.push(milliseconds);
    return after(milliseconds, act);
  };
  poster = createJsonPoster({ connections: 5, clock });
  api = connect(new URL(server.url).origin);
});
afterEach(async () => {
  await poster.close();
  server.stop();
});

function connect(apiRoot: string): Api {
  const connected = new Api(token, { apiRoot });
  connected.config.use((prev, method, payload, signal) => {
    passedOn += 1;
    return prev(method, payload, signal);
  }, createTransport({ poster, apiRoot, token }));
  return connected;
}

/** Answers, and gives the body that was sent. */
function answering(handler: Handler): Promise<string> {
  return new Promise((resolve) => {
    server.script((request, response) => {
      void text(request).then((body) => {
        resolve(body);
        handler(request, response);
      });
    });
  });
}

/** Everything that an error says, down to what lies within it. */
function everythingOf(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error) ?? "";
  const own = Object.getOwnPropertyNames(error).map((name) => Reflect.get(error, name) as unknown);
  return own.map((value) => (value === error ? "" : everythingOf(value))).join("\n");
}

/** The error of a call, which never holds the token. */
async function faultOf(call: Promise<unknown>): Promise<unknown> {
  const error = await call.then(
    () => new Error("it succeeded"),
    (reason: unknown) => reason,
  );
  expect(everythingOf(error)).not.toContain(token);
  expect(everythingOf(error)).not.toContain(encodeURIComponent(token));
  return error;
}

const sent = reply(200, { ok: true, result: { message_id: 1 } });

describe("the transport", () => {
  it("makes a call as grammY's own client does, and gives its result", async () => {
    const body = answering(sent);
    const keyboard = { inline_keyboard: [[{ text: "Go", callback_data: "go" }]] };
    const message = await api.sendMessage(1, "🧭", { reply_markup: keyboard });
    expect(message).toEqual({ message_id: 1 });
    expect(JSON.parse(await body)).toEqual({
      chat_id: 1,
      text: "🧭",
      reply_markup: { inline_keyboard: [[{ text: "Go", callback_data: "go" }]] },
    });
    expect(server.received[0]).toMatchObject({ method: "POST", url: `/bot${token}/sendMessage` });
    expect(passedOn).toBe(0);
  });

  it("leaves out what is null or undefined, as grammY's own client does", async () => {
    const body = answering(sent);
    await Reflect.apply(api.raw.sendMessage, null, [
      { chat_id: 1, text: "a", message_thread_id: null, reply_markup: { inline_keyboard: [], selective: undefined } },
    ]);
    expect(await body).toBe('{"chat_id":1,"text":"a","reply_markup":{"inline_keyboard":[]}}');
  });

  it("calls a method that takes nothing", async () => {
    const body = answering(reply(200, { ok: true, result: { id: 1 } }));
    expect(await api.getMe()).toEqual({ id: 1 });
    expect(await body).toBe("{}");
  });

  it("gives a call 30 seconds, and the fetching of updates 60 more than it may wait", async () => {
    server.script(sent);
    await api.getMe();
    await api.getUpdates({ timeout: 50 });
    await api.getUpdates();
    expect(deadlines).toEqual([30_000, 110_000, 60_000]);
  });

  it.each([
    ["photo", (file: InputFile) => api.sendPhoto(1, file)],
    ["album", (file: InputFile) => api.sendMediaGroup(1, [{ type: "photo", media: file }])],
  ])("leaves a %s to grammY's own client", async (_what, upload) => {
    const body = answering(sent);
    expect(await upload(new InputFile(Buffer.from("the picture"), "chart.png"))).toEqual({ message_id: 1 });
    expect(await body).toContain("the picture");
    expect(server.received[0]?.headers["content-type"]).toMatch(/^multipart\/form-data/);
    expect(passedOn).toBe(1);
  });
});

describe("the transport's failures", () => {
  it("give Telegram's refusal as it is", async () => {
    const refusal = {
      ok: false,
      error_code: 429,
      description: "Too Many Requests: retry after 7",
      parameters: { retry_after: 7 },
    };
    server.script(reply(429, refusal));
    const fault = await faultOf(api.getMe());
    expect(fault).toBeInstanceOf(GrammyError);
    expect(fault).toMatchObject(refusal);
  });

  it.each<[string, number, unknown]>([
    ["a proxy's page", 502, "<html>Bad Gateway</html>"],
    ["JSON of another kind", 500, { message: "no such method" }],
    ["a list", 503, []],
    ["nothing", 404, ""],
    ["a refusal without its code", 400, { ok: false, description: "Bad Request: chat not found" }],
  ])("make %s a refusal of that status", async (_what, status, body) => {
    server.script(reply(status, body));
    const fault = await faultOf(api.getMe());
    expect(fault).toBeInstanceOf(GrammyError);
    expect(fault).toMatchObject({ error_code: status, description: expect.stringMatching(/\w{5}/) });
  });

  it.each<[string, number, unknown]>([
    ["a page in place of an answer", 200, "<html>Sign in to this network</html>"],
    ["a success without a result", 200, { ok: true }],
    ["a redirect", 302, ""],
  ])("make %s a failed request", async (_what, status, body) => {
    server.script(reply(status, body));
    const fault = await faultOf(api.getMe());
    expect(fault).toBeInstanceOf(HttpError);
    expect(fault).toMatchObject({ message: "Network request for 'getMe' failed! (BAD_ANSWER)" });
  });

  it("make a connection that breaks a failed request, which names its code", async () => {
    server.script((request) => request.socket.destroy());
    const fault = await faultOf(api.getMe());
    expect(fault).toBeInstanceOf(HttpError);
    expect(String(fault)).toMatch(/'getMe' failed! \((UND_ERR_SOCKET|ECONNRESET)\)/);
  });

  it("end a call at once when its signal is aborted", async () => {
    const controller = new AbortController();
    const arrived = new Promise<void>((resolve) => server.script(() => resolve()));
    // grammY's own type of signal is that of an old package; the object is the same.
    const signal = controller.signal as Parameters<Api["getUpdates"]>[1];
    const fault = faultOf(api.getUpdates({ timeout: 50 }, signal));
    await arrived;
    controller.abort();
    expect(await fault).toBeInstanceOf(HttpError);
    expect(await fault).toMatchObject({ error: { name: "AbortError" } });
  });

  it("are of the kinds that auto-retry knows", async () => {
    api.config.use(autoRetry({ maxRetryAttempts: 2, rethrowHttpErrors: true }));
    const tooMany = { ok: false, error_code: 429, description: "Too Many Requests", parameters: { retry_after: 0 } };
    server.script(reply(429, tooMany), sent);
    expect(await api.getMe()).toEqual({ message_id: 1 });
    expect(server.received).toHaveLength(2);
    server.script((request) => request.socket.destroy());
    expect(await faultOf(api.getMe())).toBeInstanceOf(HttpError);
    expect(server.received).toHaveLength(3);
  });
});

describe("an upload that fails", () => {
  const picture = () => new InputFile(Buffer.from("the picture"), "chart.png");

  it("tells a refusal as Telegram does", async () => {
    const refusal = answering(reply(400, { ok: false, error_code: 400, description: "Bad Request: too big" }));
    const fault = await faultOf(api.sendPhoto(1, picture()));
    expect(fault).toBeInstanceOf(GrammyError);
    await refusal;
  });

  it.each<[string, Handler]>([
    ["a page in place of an answer", reply(502, "<html>")],
    ["a connection that breaks", (request) => request.socket.destroy()],
  ])("tells %s without the token, which grammY's own error holds", async (_what, handler) => {
    server.script(handler);
    const fault = await faultOf(api.sendPhoto(1, picture()));
    expect(fault).toBeInstanceOf(HttpError);
    expect(everythingOf(fault)).toContain("/bot[secret]/sendPhoto");
  });

  it("tells a file that is not there", async () => {
    // As a real server it answers a whole body only, and this one never comes to its end.
    server.script((request, response) => request.resume().on("end", () => sent(request, response)));
    const fault = await faultOf(api.sendPhoto(1, new InputFile("/nowhere/chart.png")));
    expect(fault).toMatchObject({ error: { code: "ENOENT" } });
  });
});
