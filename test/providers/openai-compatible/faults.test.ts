import { createServer } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CallError } from "../../../src/providers/invocation.ts";
import { beginStream, chunk, done, eventsOf, outcomeOf, stream } from "../../support/chat-completions.ts";
import { type Handler, reply } from "../../support/scripted-server.ts";
import { key, openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const hello = chunk({ role: "assistant", content: "Hello" });
const silence: Handler = () => {};

/** The error of a call that is answered so, and the text before it. */
async function faultOf(handler: Handler): Promise<{ fault: CallError; text: string }> {
  stage.server.script(handler);
  const { events, error } = await outcomeOf(stage.call());
  expect(error).toBeInstanceOf(CallError);
  const fault = error as CallError;
  expect(fault.message).toMatch(/^mine at http:\/\/127\.0\.0\.1:\d+\/v1 .+\.$/);
  expect(JSON.stringify([fault.message, fault.stack, fault.cause])).not.toContain(key);
  return { fault, text: events.map((event) => (event.type === "text" ? event.text : "")).join("") };
}

describe("a refused chat", () => {
  it.each<[number, unknown, string, RegExp]>([
    [
      400,
      { error: "The requested model 'X' is not supported by any provider you have enabled." },
      "gone",
      /answered 400: the model is not served there \("The requested model 'X' is not supported by any provider you have enabled"\)\.$/,
    ],
    [
      400,
      { error: { message: "The model `x` does not exist", code: "model_not_found" } },
      "gone",
      /the model is not served there/,
    ],
    [
      400,
      { error: { message: "'messages' must contain the word 'json'" } },
      "bad-request",
      /answered 400: the request was not accepted \("'messages' must contain the word 'json'"\)\.$/,
    ],
    [
      401,
      { error: { message: `Incorrect API key provided: ${key}` } },
      "refused",
      /the key was not accepted.*\("Incorrect API key provided: \[secret\]"\)\. Check MY_KEY\.$/,
    ],
    [402, { error: { message: "Insufficient credits" } }, "no-credit", /answered 402: the account has no credit left/],
    [403, "<html>", "refused", /answered 403/],
    [404, { detail: "Not Found" }, "gone", /answered 404: the model is not served there \("Not Found"\)\.$/],
    [410, "", "gone", /answered 410: the model is not served there\.$/],
    [413, "", "bad-request", /answered 413: the request was not accepted\.$/],
    [422, { message: "Unprocessable" }, "bad-request", /answered 422/],
    [
      429,
      { error: { message: "You exceeded your current quota", code: "insufficient_quota" } },
      "no-credit",
      /the account has no credit left/,
    ],
    [500, { error: { message: "CUDA error" } }, "broken", /answered 500: a fault on its side \("CUDA error"\)\.$/],
    [503, "<html>busy</html>", "busy", /answered 503: it is too busy at the moment\.$/],
    [529, { error: { type: "overloaded_error", message: "Overloaded" } }, "busy", /answered 529/],
    [302, "", "broken", /answered 302/],
  ])("with %i %j is %s", async (status, body, kind, sentence) => {
    const { fault } = await faultOf(reply(status, body, { location: "http://127.0.0.1:1/" }));
    expect(fault).toMatchObject({ kind, code: status, retryAfterMs: null });
    expect(fault.message).toMatch(sentence);
  });

  it.each([
    ["in seconds", "7", 7_000],
    ["as a date", "Sat, 21 Nov 2026 03:00:30 GMT", 30_000],
    ["without sense", "soon", null],
  ])("with 429 tells when to come back, where that is said %s", async (_how, header, retryAfterMs) => {
    const { fault } = await faultOf(reply(429, { error: { message: "Rate limit" } }, { "retry-after": header }));
    expect(fault).toMatchObject({ kind: "busy", code: 429, retryAfterMs });
  });

  it("with 429 and nothing else is busy", async () => {
    const { fault } = await faultOf(reply(429, ""));
    expect(fault).toMatchObject({ kind: "busy", code: 429, retryAfterMs: null });
    expect(fault.message).toMatch(/answered 429: it is too busy at the moment\.$/);
  });

  it("shows a long explanation in part, on one line", async () => {
    const { fault } = await faultOf(reply(400, { error: { message: `bad\n\u001b[31m${"x".repeat(5_000)}` } }));
    expect(fault.message.length).toBeLessThan(400);
    expect(fault.message).not.toMatch(/\p{C}/u);
  });

  it("does not read an explanation without an end", async () => {
    const line = "x".repeat(64 * 1_024);
    const closed = Promise.withResolvers<void>();
    const { fault } = await faultOf((_, response) => {
      const go = () => void (response.write(line) ? setImmediate(go) : response.once("drain", go));
      response.on("error", () => {}).on("close", closed.resolve);
      response.writeHead(500);
      go();
    });
    expect(fault).toMatchObject({ kind: "broken", code: 500 });
    await closed.promise;
  });
});

describe("a connection that fails", () => {
  it("before the answer is busy: nobody is there", async () => {
    const closed = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => closed.on("listening", resolve));
    const address = closed.address();
    const port = typeof address === "object" ? address?.port : null;
    await new Promise((resolve) => closed.close(resolve));
    const provider = stage.declare({ baseUrl: `http://127.0.0.1:${port}/v1` });
    const route = { provider: "mine", model: "m", version: null, host: null, interface: "chat" };
    const input = { kind: "chat" as const, messages: [], options: {} };
    const { error } = await outcomeOf(provider.invocation.call({ route, input, signal: new AbortController().signal }));
    expect(error).toMatchObject({ name: "CallError", kind: "busy", code: "ECONNREFUSED" });
    expect((error as Error).message).toMatch(/could not be reached, or hung up \(ECONNREFUSED\)\.$/);
  });

  it("before the answer is busy: it hangs up", async () => {
    const { fault } = await faultOf((request) => request.socket.destroy());
    expect(fault).toMatchObject({ kind: "busy", code: expect.stringMatching(/^(UND_ERR_SOCKET|ECONNRESET)$/) });
  });

  it("in the middle of the answer is broken, and what came before it counts", async () => {
    const { fault, text } = await faultOf((request, response) => {
      beginStream(response);
      response.write(eventsOf(hello), () => request.socket.destroy());
    });
    expect(fault.kind).toBe("broken");
    expect(fault.message).toMatch(/broke off in the middle of its answer/);
    expect(text).toBe("Hello");
  });

  it("after the answer's finish does no harm", async () => {
    stage.server.script((request, response) => {
      beginStream(response);
      response.write(eventsOf(hello, chunk({}, "stop")), () => request.socket.destroy());
    });
    expect((await outcomeOf(stage.call())).error).toBeNull();
  });
});

describe("an answer that is none", () => {
  const page = reply(200, "<html>Sign in</html>", { "content-type": "text/html" });
  it.each<[string, Handler, RegExp]>([
    ["an empty stream", stream(), /ended in the middle of its answer/],
    [
      "a stream of nothing",
      stream(chunk({ role: "assistant", content: "" }), chunk({}, "stop"), done),
      /sent an empty answer/,
    ],
    ["comments alone", stream(": ping\n\n", done), /sent an empty answer/],
    ["a stream that ends half-way", stream(hello), /ended in the middle of its answer/],
    ["a stream that is not JSON", stream(hello, "data: Hello\n\n"), /cut short or is not JSON/],
    ["a stream of something else", stream(hello, { hello: "there" }), /no chat completion/],
    ["JSON that is cut short", reply(200, '{"choices":['), /cut short or is not JSON/],
    ["JSON that is no completion", reply(200, { ok: true }), /no chat completion/],
    [
      "a completion of nothing",
      reply(200, { choices: [{ message: { role: "assistant", content: "" }, finish_reason: "stop" }] }),
      /sent an empty answer/,
    ],
    ["an empty body", reply(200, ""), /sent an empty answer/],
    ["a web page", page, /sent a web page instead of an answer/],
    ["another content type", reply(200, "Hello", { "content-type": "text/plain" }), /another content type/],
    [
      "a wrong role",
      stream(chunk({ role: "user", content: "Hello" }, "stop"), done),
      /in a role that is not the assistant's/,
    ],
  ])("is broken: %s", async (_what, handler, sentence) => {
    const { fault } = await faultOf(handler);
    expect(fault.kind).toBe("broken");
    expect(fault.message).toMatch(sentence);
  });

  it.each([
    [{ message: "Provider returned error", code: 502 }, "busy", 502],
    [{ message: "insufficient funds", code: "402" }, "no-credit", "402"],
    [{ message: "Overloaded", type: "overloaded_error" }, "busy", "overloaded_error"],
    [{ message: "The model `x` does not exist" }, "gone", null],
    [{ message: "too long", type: "invalid_request_error" }, "bad-request", "invalid_request_error"],
    [`it broke: ${key}`, "broken", null],
  ])("is an error within the stream: %j", async (error, kind, code) => {
    const { fault, text } = await faultOf(stream(hello, { error }));
    expect(fault).toMatchObject({ kind, code });
    expect(fault.message).toMatch(/reported a fault in its answer/);
    expect(text).toBe("Hello");
  });
});

describe("a chat that is given up", () => {
  const reason = new Error("the time is up");

  it.each<[string, Handler, string]>([
    ["before the answer", silence, ""],
    ["after its head", (_, response) => beginStream(response), ""],
    ["in the middle of the answer", (_, response) => beginStream(response, eventsOf(hello)), "Hello"],
    ["while the reason of a refusal is to come", (_, response) => void response.writeHead(500).write("{"), ""],
  ])("%s, throws the signal's reason, and hangs up", async (_when, handler, text) => {
    const controller = new AbortController();
    const closed = Promise.withResolvers<void>();
    stage.server.script((request, response) => {
      request.socket.on("close", closed.resolve);
      handler(request, response);
      if (text === "") setImmediate(() => controller.abort(reason));
    });
    const seen: unknown[] = [];
    const read = async () => {
      for await (const event of stage.call({}, { signal: controller.signal })) {
        seen.push(event);
        controller.abort(reason);
      }
    };
    await expect(read()).rejects.toBe(reason);
    await closed.promise;
    expect(seen).toEqual(text === "" ? [] : [{ type: "text", text }]);
  });

  it("by its reader, hangs up", async () => {
    const closed = Promise.withResolvers<void>();
    stage.server.script((request, response) => {
      request.socket.on("close", closed.resolve);
      beginStream(response, eventsOf(hello));
    });
    for await (const _ of stage.call()) break;
    await closed.promise;
  });

  it("before it began, is not sent", async () => {
    const { error } = await outcomeOf(stage.call({}, { signal: AbortSignal.abort(reason) }));
    expect(error).toBe(reason);
    expect(stage.server.received).toEqual([]);
  });
});
