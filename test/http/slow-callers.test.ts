import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { endless, route } from "./fake-router.ts";
import { errorIn, type ProgramServer, startProgramServer, token } from "./program-server.ts";

const mebibyte = 1_024 * 1_024;
const longestHeard = 2_000;

let server: ProgramServer;
let sockets: Socket[];

beforeEach(async () => {
  server = await startProgramServer();
  sockets = [];
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await server.stop();
});

async function open(): Promise<Socket> {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  sockets.push(socket);
  socket.on("error", () => {});
  await new Promise<void>((resolve) => socket.on("connect", resolve));
  return socket;
}

function head(more: string): string {
  return `POST /v1/chat/completions HTTP/1.1\r\nHost: a.example\r\nAuthorization: Bearer ${token}\r\n${more}\r\n\r\n`;
}

/** A whole request in the words of HTTP. */
function asking(body: Record<string, unknown>): string {
  const text = JSON.stringify({
    model: "task:conversational",
    messages: [{ role: "user", content: "Hello?" }],
    ...body,
  });
  return head(`Content-Length: ${Buffer.byteLength(text)}`) + text;
}

function heard(socket: Socket, what: string): Promise<string> {
  let text = "";
  return new Promise((resolve) => {
    socket.on("data", (chunk) => {
      // No more than the last part of what is long is looked at.
      text = (text + String(chunk)).slice(-longestHeard);
      if (text.includes(what)) resolve(text);
    });
  });
}

describe("a body of more than 4 MiB", () => {
  it("is refused by the length that it says, before it is there", async () => {
    const socket = await open();
    socket.write(head(`Content-Length: ${10 * mebibyte}`));
    const answer = await heard(socket, "request_too_large");
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain("The body is larger than 4194304 bytes.");
  });

  it("is refused as soon as it is too long, where it does not say how long it is", async () => {
    const socket = await open();
    socket.write(head("Transfer-Encoding: chunked"));
    const answer = heard(socket, "request_too_large");
    const piece = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    for (let count = 0; count < 65; count += 1) socket.write(piece);
    expect(await answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it("is answered in a way that an ordinary client gets to read", async () => {
    const response = await server.post("/v1/chat/completions", "x".repeat(10 * mebibyte));
    expect(response.status).toBe(413);
    expect(await errorIn(response)).toMatchObject({ code: "request_too_large" });
    const whole = JSON.stringify({ model: "task:conversational", messages: [{ role: "user", content: "" }] });
    expect((await server.post("/v1/chat/completions", whole.padEnd(4 * mebibyte))).status).toBe(200);
  });
});

describe("a caller who goes away", () => {
  it.each([true, false])("ends the call of the model, streamed or not", async (stream) => {
    const { answer, cancelled } = endless({ type: "text", text: "Half" });
    server.router.answer = answer;
    const socket = await open();
    socket.write(asking({ stream }));
    if (stream) await heard(socket, "Half");
    else await expect.poll(() => server.router.requests.length).toBe(1);
    socket.destroy();
    await cancelled;
    expect(server.warnings).toEqual([]);
  });

  it("is no fault where it does so in the middle of its own body", async () => {
    const socket = await open();
    socket.write(head("Content-Length: 1000"));
    socket.write("half of it");
    await new Promise((resolve) => setImmediate(resolve));
    socket.destroy();
    const metrics = () =>
      fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${token}` } }).then((response) =>
        response.text(),
      );
    await expect.poll(metrics).toContain('route="/v1/chat/completions",status="499"} 1');
    expect(server.warnings).toEqual([]);
  });
});

describe("a caller who sends slowly", () => {
  it.each(["POST /v1/chat/completions HT", head("Content-Length: 1000"), `${head("Content-Length: 1000")}half of it`])(
    "is told so, and cut off, when its time is up",
    async (half) => {
      await server.stop();
      server = await startProgramServer({ requestTimeoutMs: 100 });
      const socket = await open();
      socket.write(half);
      expect(await heard(socket, "\r\n\r\n")).toMatch(/^HTTP\/1\.1 408 /);
      await once(socket, "close");
      expect(server.router.requests).toEqual([]);
      expect(server.warnings).toEqual([]);
    },
  );
});

describe("a caller who reads slowly", () => {
  /** Tells how many parts of an answer without end were asked for. */
  function flood(): { given: () => number; ended: Promise<void> } {
    const ended = Promise.withResolvers<void>();
    let given = 0;
    server.router.answer = async function* ({ signal }) {
      try {
        yield { type: "route", route };
        for (; !signal.aborted && given < 3_000; given += 1) yield { type: "text", text: "x".repeat(10_000) };
      } finally {
        ended.resolve();
      }
    };
    return { given: () => given, ended: ended.promise };
  }

  it("holds the model's answer back, so that little of it waits here, and gets the rest when it reads on", async () => {
    const { given, ended } = flood();
    const socket = await open();
    socket.pause();
    socket.write(asking({ stream: true }));
    let before = -1;
    // It stands still as soon as the buffers of both sides are full.
    await expect
      .poll(() => {
        const isStill = given() > 0 && given() === before;
        before = given();
        return isStill;
      })
      .toBe(true);
    expect(given()).toBeLessThan(2_000);
    const reading = heard(socket, "[DONE]");
    socket.resume();
    await reading;
    await ended;
    expect(given()).toBe(3_000);
  });

  it("is cut off after a minute without reading, and the model's call with it", async () => {
    const { given, ended } = flood();
    server.clock.hurry();
    const socket = await open();
    socket.pause();
    socket.write(asking({ stream: true }));
    await ended;
    expect(given()).toBeLessThan(3_000);
    expect(server.warnings).toEqual([]);
  });
});
