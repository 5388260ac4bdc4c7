import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DirectRoute, sendJson } from "../../src/http/direct.ts";
import { openEventStream } from "../../src/http/open-ai/event-stream.ts";
import { createHttpServer, type HttpServer } from "../../src/http/server.ts";
import { createSteppedClock, type SteppedClock } from "../routing/stepped-clock.ts";

const second = 1_000;
/** More than the buffers of both sides of a connection hold. */
const long = "x".repeat(24 * 1_024 * 1_024);

let clock: SteppedClock;
let server: HttpServer;
let url: string;
let socket: Socket;
/** Those that were answered. */
let answers: ServerResponse[];

function route(path: string, send: (outgoing: ServerResponse) => void): DirectRoute {
  return {
    method: "POST",
    path,
    async answer(_incoming, outgoing) {
      answers.push(outgoing);
      send(outgoing);
    },
  };
}

function openStream(outgoing: ServerResponse) {
  return openEventStream({ outgoing, headers: {}, clock });
}

beforeEach(async () => {
  clock = createSteppedClock();
  answers = [];
  const routes = [
    route("/whole", (outgoing) => sendJson({ outgoing, clock }, { status: 200, headers: {}, body: long })),
    route("/letters", (outgoing) =>
      sendJson({ outgoing, clock }, { status: 200, headers: {}, body: "🧭ã".repeat(99_999) }),
    ),
    route("/short", (outgoing) => sendJson({ outgoing, clock }, { status: 200, headers: {}, body: "short" })),
    route("/stream", (outgoing) => void openStream(outgoing).write(long)),
    route("/last", (outgoing) => openStream(outgoing).end(long)),
  ];
  server = createHttpServer({ settings: { host: "127.0.0.1", port: 0 }, routes, clock, logger: { warn() {} } });
  ({ url } = await server.start());
});
afterEach(async () => {
  socket?.destroy();
  await server.stop();
});

/** Asks, and reads nothing. Resolves when it is being answered. */
async function ask(path: string): Promise<ServerResponse> {
  socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.on("error", () => {});
  socket.pause();
  socket.write(`POST ${path} HTTP/1.1\r\nHost: a.example\r\nContent-Length: 0\r\n\r\n`);
  await expect.poll(() => answers.length).toBe(1);
  return answers[0] as ServerResponse;
}

/** Reads until so many bytes are there in all, and then no more. */
function readTo(bytes: number): Promise<void> {
  return new Promise((resolve) => {
    function look(): void {
      if (socket.bytesRead < bytes) return;
      socket.off("data", look).pause();
      resolve();
    }
    socket.on("data", look).resume();
  });
}

describe.each(["/whole", "/last", "/stream"])("a long answer that is not read, as %s", (path) => {
  it("is given up after a minute, with its connection", async () => {
    const outgoing = await ask(path);
    clock.advance(59 * second);
    expect(outgoing.destroyed).toBe(false);
    clock.advance(2 * second);
    expect(outgoing.destroyed).toBe(true);
    await once(outgoing, "close");
    expect(clock.pending()).toBe(0);
  });

  it("is not given up as long as it is read, be it slowly", async () => {
    await ask(path);
    for (const part of [0.25, 0.5, 0.75, 1]) {
      clock.advance(50 * second);
      await readTo(part * long.length);
    }
  });
});

describe("an answer that is read", () => {
  it("leaves nothing behind that waits", async () => {
    for (const path of ["/short", "/whole", "/letters"]) {
      const response = await fetch(url + path, { method: "POST" });
      expect(await response.json()).toHaveLength({ "/short": 5, "/whole": long.length }[path] ?? 299_997);
    }
    await expect.poll(() => clock.pending()).toBe(0);
  });

  it("has nobody watch it where it is short", async () => {
    const { after } = clock;
    let waits = 0;
    clock.after = (milliseconds, act) => {
      waits += 1;
      return after(milliseconds, act);
    };
    const response = await fetch(`${url}/short`, { method: "POST" });
    expect(await response.json()).toBe("short");
    expect(waits).toBe(0);
  });

  it("is whole, letter by letter, where it is sent in pieces", async () => {
    const response = await fetch(`${url}/letters`, { method: "POST" });
    expect(await response.json()).toBe("🧭ã".repeat(99_999));
  });
});
