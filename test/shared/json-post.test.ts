import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createJsonPoster, type JsonPoster } from "../../src/shared/json-post.ts";
import { TransportError } from "../../src/shared/transport.ts";
import { createFakeClock, type FakeClock } from "../support/fake-clock.ts";
import { type Handler, reply, type ScriptedServer, startScriptedServer } from "../support/scripted-server.ts";

let server: ScriptedServer;
let clock: FakeClock;
let poster: JsonPoster;

beforeEach(async () => {
  server = await startScriptedServer();
  clock = createFakeClock();
  poster = createJsonPoster({ connections: 2, clock, userAgent: "modelvane-test" });
});
afterEach(async () => {
  await poster.close();
  server.stop();
});

const silence: Handler = () => {};

/** The reason for which a request to a secret address failed, of which nothing may hold that address. */
async function faultOf(promise: Promise<unknown>): Promise<unknown> {
  const error = await promise.then(
    () => new Error("it succeeded"),
    (reason: unknown) => reason,
  );
  const { stack, message, cause, ...rest } = error as Error;
  expect(JSON.stringify({ stack, message, cause: String(cause), ...rest })).not.toContain("the-secret");
  return error;
}

function post(body = "{}", options: { signal?: AbortSignal } = {}) {
  return poster.post(`${server.url}/the-secret?a=1`, body, { timeoutMs: 30_000, ...options });
}

/** Resolves when the server has a request in hand. */
async function requestArrived(...after: Handler[]): Promise<void> {
  await new Promise<void>((resolve) => {
    server.script((request, response) => {
      for (const handler of after) handler(request, response);
      resolve();
    });
  });
}

describe("a JSON poster", () => {
  it("posts the text as it is and gives the status and the body, whatever the status", async () => {
    const bodies: Promise<string>[] = [];
    server.script(
      (request, response) => {
        bodies.push(text(request));
        reply(200, { fine: "🧭" })(request, response);
      },
      reply(502, "<html>"),
      reply(302, "", { location: "http://127.0.0.1:1" }),
    );
    expect(await post('{"text":"漢字"}')).toEqual({ status: 200, text: '{"fine":"🧭"}' });
    expect(await bodies[0]).toBe('{"text":"漢字"}');
    expect(await post()).toEqual({ status: 502, text: "<html>" });
    expect(await post()).toEqual({ status: 302, text: "" });
    const [request] = server.received;
    expect(request).toMatchObject({ method: "POST", url: "/api/things/the-secret?a=1" });
    expect(request?.headers).toMatchObject({ "content-type": "application/json", "user-agent": "modelvane-test" });
  });

  it("reads a long answer that comes in pieces, cut within a character", async () => {
    const whole = Buffer.from(JSON.stringify({ text: "漢".repeat(50_000) }));
    server.script((_, response) => {
      response.writeHead(200);
      response.write(whole.subarray(0, 40_001));
      setImmediate(() => response.end(whole.subarray(40_001)));
    });
    expect((await post()).text).toBe(whole.toString());
  });

  it("keeps its connections, and opens no more than it may", async () => {
    server.script((_, response) => void setImmediate(() => response.end("{}")));
    for (let round = 0; round < 3; round += 1) await Promise.all(Array.from({ length: 10 }, () => post()));
    expect(server.received).toHaveLength(30);
    expect(new Set(server.received.map((request) => request.socket.remotePort)).size).toBe(2);
  });
});

describe("a JSON poster without an answer", () => {
  it("tells a refused connection by its code, and not the address", async () => {
    const closed = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => closed.on("listening", resolve));
    const address = closed.address();
    const port = typeof address === "object" ? address?.port : null;
    await new Promise((resolve) => closed.close(resolve));
    const fault = await faultOf(poster.post(`http://127.0.0.1:${port}/the-secret`, "{}", { timeoutMs: 30_000 }));
    expect(fault).toBeInstanceOf(TransportError);
    expect(fault).toMatchObject({ code: "ECONNREFUSED" });
  });

  it.each<[string, Handler]>([
    ["before the answer", (request) => request.socket.destroy()],
    [
      "within the answer",
      (request, response) => {
        response.writeHead(200, { "content-length": "100" });
        response.write("{", () => request.socket.destroy());
      },
    ],
  ])("tells a connection that breaks %s", async (_when, handler) => {
    server.script(handler);
    const fault = await faultOf(post());
    expect(fault).toBeInstanceOf(TransportError);
    expect(fault).toMatchObject({ code: expect.stringMatching(/^(UND_ERR_SOCKET|ECONNRESET)$/) });
  });

  it("rejects an address that is none", async () => {
    const fault = await faultOf(poster.post("the-secret", "{}", { timeoutMs: 30_000 }));
    expect(fault).toMatchObject({ name: "TransportError", code: "ERR_INVALID_URL" });
  });

  it.each<[string, Handler]>([
    ["is silent", silence],
    [
      "stops within its answer",
      (_, response) => {
        response.writeHead(200);
        response.write("{");
      },
    ],
  ])("gives up on a server that %s when the time is up", async (_what, handler) => {
    clock.hurry();
    server.script(handler);
    expect(await faultOf(post())).toMatchObject({ name: "TransportError", code: "TIMEOUT" });
  });

  it("refuses an answer without an end", async () => {
    const chunk = "x".repeat(1_024 * 1_024);
    server.script((_, response) => {
      const go = () => void (response.write(chunk) ? setImmediate(go) : response.once("drain", go));
      response.on("error", () => {});
      response.writeHead(200);
      go();
    });
    expect(await faultOf(post())).toMatchObject({ code: "UND_ERR_RES_EXCEEDED_MAX_SIZE" });
  });

  it("cuts off what is under way when it is closed", async () => {
    const arrived = requestArrived();
    const fault = faultOf(post());
    await arrived;
    await poster.close();
    expect(await fault).toBeInstanceOf(TransportError);
    expect(await faultOf(post())).toBeInstanceOf(TransportError);
  });
});

describe("a JSON poster that is told to stop", () => {
  it("rejects with the signal's reason, and sends nothing where it was aborted before", async () => {
    const reason = new Error("the bot stops");
    expect(await faultOf(post("{}", { signal: AbortSignal.abort(reason) }))).toBe(reason);
    expect(server.received).toEqual([]);
  });

  it("rejects with the signal's reason at once, and hangs up, while the server is silent", async () => {
    const controller = new AbortController();
    const closed = Promise.withResolvers<void>();
    const arrived = requestArrived((request) => request.socket.on("close", closed.resolve));
    const reason = new Error("the bot stops");
    const fault = faultOf(post("{}", { signal: controller.signal }));
    await arrived;
    controller.abort(reason);
    expect(await fault).toBe(reason);
    await closed.promise;
  });

  it("rejects with the signal's reason in the middle of an answer", async () => {
    const controller = new AbortController();
    const arrived = requestArrived((_, response) => {
      response.writeHead(200);
      response.write("{");
    });
    const fault = faultOf(post("{}", { signal: controller.signal }));
    await arrived;
    controller.abort();
    expect(await fault).toMatchObject({ name: "AbortError" });
  });

  it("does not send what waited for a free connection", async () => {
    const controller = new AbortController();
    const responses: (() => void)[] = [];
    const bothArrived = new Promise<void>((resolve) => {
      server.script((_, response) => {
        responses.push(() => response.end("{}"));
        if (responses.length === 2) resolve();
      });
    });
    const busy = [post(), post()];
    await bothArrived;
    const fault = faultOf(post("{}", { signal: controller.signal }));
    controller.abort();
    expect(await fault).toMatchObject({ name: "AbortError" });
    server.script(reply(200, "{}"));
    for (const respond of responses) respond();
    await Promise.all(busy);
    await post();
    expect(server.received).toHaveLength(3);
  });

  it("understands a signal that tells no reason, as that of the package that grammY takes", async () => {
    const signal = Object.assign(new EventTarget(), { aborted: false });
    const arrived = requestArrived();
    const fault = faultOf(poster.post(server.url, "{}", { signal, timeoutMs: 30_000 }));
    await arrived;
    signal.dispatchEvent(new Event("abort"));
    expect(await fault).toMatchObject({ name: "AbortError" });
  });
});
