import { createServer, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { Dispatcher } from "undici";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StreamingFlight } from "../../src/shared/streaming-flight.ts";
import { createStreamingPoster, type StreamedAnswer, type StreamingPoster } from "../../src/shared/streaming-post.ts";
import { createFakeClock, type FakeClock } from "../support/fake-clock.ts";
import { type Handler, reply, type ScriptedServer, startScriptedServer } from "../support/scripted-server.ts";

let server: ScriptedServer;
let clock: FakeClock;
let poster: StreamingPoster;

beforeEach(async () => {
  server = await startScriptedServer();
  clock = createFakeClock();
  poster = createStreamingPoster({ clock, userAgent: "modelvane-test", connections: 2 });
});
afterEach(async () => {
  await poster.close();
  server.stop();
});

function post(body = "{}", signal = new AbortController().signal, headers: Record<string, string> = {}) {
  return poster.post(server.url, body, { headers, signal });
}

async function textOf(answer: StreamedAnswer): Promise<string> {
  let whole = "";
  for await (const piece of answer.body) whole += piece;
  return whole;
}

async function faultOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => new Error("it succeeded"),
    (reason: unknown) => reason,
  );
}

/** Answers by hand: the response, and what resolves when its connection is closed. */
function held(begin: (response: ServerResponse) => void = () => {}) {
  const arrived = Promise.withResolvers<ServerResponse>();
  const closed = Promise.withResolvers<void>();
  const handler: Handler = (request, response) => {
    request.socket.on("close", closed.resolve);
    begin(response);
    arrived.resolve(response);
  };
  return { handler, arrived: arrived.promise, closed: closed.promise };
}

const begun = (response: ServerResponse) => void response.writeHead(200).write("one");

describe("a streaming poster", () => {
  it("gets what is only asked for, in the same way", async () => {
    server.script(reply(404, { error: "unknown" }));
    const answer = await poster.get(server.url, {
      headers: { authorization: "Bearer k" },
      signal: AbortSignal.timeout(5_000),
    });
    expect({ status: answer.status, text: await textOf(answer) }).toEqual({ status: 404, text: '{"error":"unknown"}' });
    const [request] = server.received;
    expect(request?.method).toBe("GET");
    expect(request?.headers).toMatchObject({ "user-agent": "modelvane-test", authorization: "Bearer k" });
    expect(request?.headers).not.toHaveProperty("content-type");
    expect(await faultOf(poster.get(server.url, { signal: AbortSignal.abort(new Error("gone")) }))).toMatchObject({
      message: "gone",
    });
  });

  it("posts the text as it is, and gives status, headers and body, whatever the status", async () => {
    const bodies: Promise<string>[] = [];
    server.script(
      (request, response) => {
        bodies.push(text(request));
        reply(503, "later", { "retry-after": "7" })(request, response);
      },
      reply(302, "", { location: "http://127.0.0.1:1" }),
    );
    const answer = await post('{"text":"漢字"}', undefined, { authorization: "Bearer x" });
    expect(answer.status).toBe(503);
    expect([answer.header("retry-after"), answer.header("x-none")]).toEqual(["7", null]);
    expect(await textOf(answer)).toBe("later");
    expect(await bodies[0]).toBe('{"text":"漢字"}');
    expect(server.received[0]?.headers).toMatchObject({
      "content-type": "application/json",
      "user-agent": "modelvane-test",
      authorization: "Bearer x",
    });
    expect(await textOf(await post())).toBe("");
    expect(server.received).toHaveLength(2);
  });

  it("hands on each piece as it comes, cut within a character or not", async () => {
    const { handler, arrived } = held(begun);
    server.script(handler);
    const { body } = await post();
    expect(await body.next()).toEqual({ done: false, value: "one" });
    const next = body.next();
    const response = await arrived;
    const bytes = Buffer.from("漢字");
    response.write(bytes.subarray(0, 4));
    expect(await next).toEqual({ done: false, value: "漢" });
    const last = body.next();
    response.end(bytes.subarray(4));
    expect(await last).toEqual({ done: false, value: "字" });
    expect(await body.next()).toEqual({ done: true, value: undefined });
    expect(await body.next()).toEqual({ done: true, value: undefined });
  });

  it("brings all to a reader that is slow", async () => {
    const piece = Buffer.alloc(64 * 1_024, "x");
    let left = 100;
    server.script((_, response) => {
      const go = () => {
        left -= 1;
        if (left === 0) response.end();
        else if (response.write(piece)) setImmediate(go);
        else response.once("drain", go);
      };
      go();
    });
    let length = 0;
    for await (const part of (await post()).body) {
      length += part.length;
      await new Promise(setImmediate);
    }
    expect(length).toBe(99 * piece.length);
  });

  it("makes the other side wait while much is unread", async () => {
    const happened: string[] = [];
    const note = (what: string) => () => void happened.push(what);
    const controller = { pause: note("pause"), resume: note("resume"), abort: note("abort") };
    const undici = controller as Partial<Dispatcher.DispatchController> as Dispatcher.DispatchController;
    const flight = new StreamingFlight(new AbortController().signal, clock);
    flight.onRequestStart(undici);
    flight.onResponseStart(undici, 200, {});
    flight.onResponseData(undici, Buffer.alloc(200 * 1_024, "x"));
    expect(happened).toEqual([]);
    flight.onResponseData(undici, Buffer.alloc(100 * 1_024, "x"));
    expect(happened).toEqual(["pause"]);
    expect((await flight.next()).value).toHaveLength(300 * 1_024);
    expect(happened).toEqual(["pause", "resume"]);
  });

  it("keeps its connections, and opens no more than it may", async () => {
    server.script((_, response) => void setImmediate(() => response.end("{}")));
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(Array.from({ length: 10 }, async () => textOf(await post())));
    }
    expect(server.received).toHaveLength(30);
    expect(new Set(server.received.map((request) => request.socket.remotePort)).size).toBe(2);
  });
});

describe("a streaming poster without a whole answer", () => {
  it("tells a refused connection, and an address that is none", async () => {
    const closed = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => closed.on("listening", resolve));
    const address = closed.address();
    const port = typeof address === "object" ? address?.port : null;
    await new Promise((resolve) => closed.close(resolve));
    const { signal } = new AbortController();
    const refused = await faultOf(poster.post(`http://127.0.0.1:${port}/the-secret`, "{}", { signal }));
    expect(refused).toMatchObject({ name: "TransportError", code: "ECONNREFUSED" });
    expect(String((refused as Error).stack)).not.toContain("the-secret");
    const none = await faultOf(poster.post("none", "{}", { signal }));
    expect(none).toMatchObject({ name: "TransportError", code: "ERR_INVALID_URL" });
  });

  it("tells a connection that breaks before the answer, and within it after what came", async () => {
    const broken = { name: "TransportError", code: expect.stringMatching(/^(UND_ERR_SOCKET|ECONNRESET)$/) };
    server.script(
      (request) => request.socket.destroy(),
      (request, response) => void response.writeHead(200).write("one", () => request.socket.destroy()),
    );
    expect(await faultOf(post())).toMatchObject(broken);
    const { body } = await post();
    expect(await body.next()).toEqual({ done: false, value: "one" });
    expect(await faultOf(body.next())).toMatchObject(broken);
    expect(await faultOf(body.next())).toMatchObject(broken);
  });

  it("refuses an answer without an end", async () => {
    const piece = "x".repeat(4 * 1_024 * 1_024);
    server.script((_, response) => {
      const go = () => void (response.write(piece) ? setImmediate(go) : response.once("drain", go));
      response.on("error", () => {}).writeHead(200);
      go();
    });
    const { body } = await post();
    const read = async () => {
      while (!(await body.next()).done);
    };
    expect(await faultOf(read())).toMatchObject({ code: "TOO_LARGE" });
  });

  it("cuts off what is under way when it is closed", async () => {
    const before = held();
    server.script(held(begun).handler, before.handler);
    const { body } = await post();
    await body.next();
    const waiting = [faultOf(body.next()), faultOf(post())];
    await before.arrived;
    await poster.close();
    for (const fault of await Promise.all(waiting)) expect(fault).toMatchObject({ name: "TransportError" });
    expect(await faultOf(post())).toMatchObject({ name: "TransportError" });
  });
});

describe("a streaming poster that is told to stop", () => {
  const reason = new Error("the caller went away");

  it("sends nothing where it was told before", async () => {
    expect(await faultOf(post("{}", AbortSignal.abort(reason)))).toBe(reason);
    expect(server.received).toEqual([]);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ["before the answer", () => {}],
    ["within the answer", begun],
  ])("%s, throws the reason and hangs up", async (when, begin) => {
    const controller = new AbortController();
    const { handler, arrived, closed } = held(begin);
    server.script(handler);
    const answer = post("{}", controller.signal);
    const fault = faultOf(when === "before the answer" ? answer : answer.then(textOf));
    await arrived;
    if (when !== "before the answer") await answer;
    controller.abort(reason);
    expect(await fault).toBe(reason);
    await closed;
  });

  it("while nobody reads, throws the reason at the next step", async () => {
    const controller = new AbortController();
    const { handler, closed } = held(begun);
    server.script(handler);
    const { body } = await post("{}", controller.signal);
    controller.abort(reason);
    await closed;
    expect(await faultOf(body.next())).toBe(reason);
  });

  it("does not send what waited for a free connection", async () => {
    const controller = new AbortController();
    const first = held();
    const second = held();
    server.script(first.handler, second.handler, reply(200, "{}"));
    const busy = [post(), post()];
    const responses = await Promise.all([first.arrived, second.arrived]);
    const fault = faultOf(post("{}", controller.signal));
    controller.abort(reason);
    expect(await fault).toBe(reason);
    for (const response of responses) response.end();
    await Promise.all(busy.map(async (answer) => textOf(await answer)));
    await textOf(await post());
    expect(server.received).toHaveLength(3);
  });

  it("by a reader who leaves, hangs up", async () => {
    const { handler, closed } = held(begun);
    server.script(handler);
    for await (const _ of (await post()).body) break;
    await closed;
  });

  it("takes no listener along, however the answer ends", async () => {
    const controller = new AbortController();
    let listeners = 0;
    const { signal } = controller;
    const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
    signal.addEventListener = (...all: Parameters<typeof add>) => {
      listeners += 1;
      add(...all);
    };
    signal.removeEventListener = (...all: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...all);
    };
    server.script(reply(200, "{}"), (request) => request.socket.destroy(), held(begun).handler);
    await textOf(await post("{}", signal));
    await faultOf(post("{}", signal));
    await (await post("{}", signal)).body.return?.();
    expect(listeners).toBe(0);
  });
});

describe("a released answer", () => {
  it("keeps its connection where it ends soon", async () => {
    const { handler, arrived } = held(begun);
    server.script(handler, reply(200, "{}"));
    const answer = await post();
    answer.release();
    const response = await arrived;
    await new Promise<void>((resolve) => response.end("two", resolve));
    await textOf(await post());
    await textOf(await post());
    expect(new Set(server.received.map((request) => request.socket.remotePort)).size).toBeLessThan(3);
  });

  it("is hung up on where it does not end", async () => {
    clock.hurry();
    const { handler, closed } = held(begun);
    server.script(handler);
    (await post()).release();
    await closed;
  });

  it("is hung up on where much more comes", async () => {
    const { handler, arrived, closed } = held(begun);
    server.script(handler);
    (await post()).release();
    (await arrived).on("error", () => {}).write("x".repeat(1_024 * 1_024));
    await closed;
  });
});
