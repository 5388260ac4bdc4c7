import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserFacingError } from "../../src/domain/errors.ts";
import type { AnyRoute, DirectRoute } from "../../src/http/direct.ts";
import type { Route } from "../../src/http/route.ts";
import { healthz } from "../../src/http/routes/healthz.ts";
import { createHttpServer, type HttpServer } from "../../src/http/server.ts";
import { createFakeClock, type FakeClock } from "../support/fake-clock.ts";

let clock: FakeClock;
let warnings: string[];
let servers: HttpServer[];
let sockets: Socket[];

beforeEach(() => {
  clock = createFakeClock();
  warnings = [];
  servers = [];
  sockets = [];
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers) await server.stop();
});

function createServer({
  routes = [healthz],
  host = "127.0.0.1",
  port = 0,
}: Partial<{
  routes: AnyRoute[];
  host: string;
  port: number;
}> = {}): HttpServer {
  const logger = { warn: (message: string) => void warnings.push(message) };
  const server = createHttpServer({ settings: { host, port }, routes, clock, logger });
  servers.push(server);
  return server;
}

/** A route that answers when it is told to. */
function slowRoute(): { route: Route; begun: Promise<void>; answer: () => void } {
  const begun = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  const route: Route = {
    method: "GET",
    path: "/slow",
    handlers: [
      async (context) => {
        begun.resolve();
        await answered.promise;
        return context.json({ slow: true });
      },
    ],
  };
  return { route, begun: begun.promise, answer: answered.resolve };
}

async function openSocket(url: string, text = ""): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  sockets.push(socket);
  await new Promise<void>((resolve) => socket.on("connect", resolve));
  socket.write(text);
  return socket;
}

function closed(socket: Socket): Promise<string> {
  let received = "";
  socket.on("data", (chunk) => {
    received += String(chunk);
  });
  return new Promise((resolve) => socket.on("close", () => resolve(received)));
}

describe("the HTTP server", () => {
  it("says that it is well, to anybody, and nothing of itself", async () => {
    const { url } = await createServer().start();
    const response = await fetch(`${url}/healthz`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: "ok" });
    expect([...response.headers.keys()].sort()).toEqual([
      "cache-control",
      "connection",
      "content-length",
      "content-type",
      "date",
      "keep-alive",
      "x-content-type-options",
    ]);
    expect((await fetch(`${url}/healthz`, { method: "HEAD" })).status).toBe(200);
  });

  it.each(["/", "/nothing", "/healthz/", "/healthz/more", "/%00", "/..%2f..%2fetc/passwd"])(
    "answers 404 in JSON where there is nothing: %s",
    async (path) => {
      const { url } = await createServer().start();
      const response = await fetch(url + path);
      expect(response.status).toBe(404);
      expect(await response.json()).toEqual({ error: "There is nothing at this address." });
    },
  );

  it.each(["POST", "PUT", "DELETE", "OPTIONS"])(
    "answers 405 in JSON to %s, and says what the address takes",
    async (method) => {
      const { url } = await createServer().start();
      const response = await fetch(`${url}/healthz`, { method });
      expect(response.status).toBe(405);
      expect(response.headers.get("allow")).toBe("GET, HEAD");
      expect(await response.json()).toEqual({ error: "This address takes GET, HEAD only." });
    },
  );

  it("takes two methods at one address", async () => {
    const post: Route = { method: "POST", path: "/healthz", handlers: [(context) => context.json({ posted: true })] };
    const { url } = await createServer({ routes: [healthz, post] }).start();
    expect(await (await fetch(`${url}/healthz`, { method: "POST" })).json()).toEqual({ posted: true });
    expect((await fetch(`${url}/healthz`, { method: "PUT" })).headers.get("allow")).toBe("GET, HEAD, POST");
  });

  it("tells the log what went wrong in a route, and who asked only that something did", async () => {
    const broken: Route = {
      method: "GET",
      path: "/broken",
      handlers: [
        () => {
          throw new Error("the inside of it");
        },
      ],
    };
    const { url } = await createServer({ routes: [broken] }).start();
    const response = await fetch(`${url}/broken`);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("inside");
    expect(warnings).toEqual(["GET /broken failed: the inside of it"]);
  });

  it("answers 400 to what is not HTTP", async () => {
    const { url } = await createServer().start();
    expect(await closed(await openSocket(url, "NONSENSE\r\n\r\n"))).toMatch(/^HTTP\/1\.1 400 /);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });
});

describe("the HTTP server's start", () => {
  it("says in a sentence that the port is taken, and can be tried again", async () => {
    const first = createServer();
    const port = Number(new URL((await first.start()).url).port);
    const second = createServer({ port });
    const refusal = await second.start().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UserFacingError);
    expect(String(refusal)).toContain(`listens on port ${port} of 127.0.0.1 already. Set HTTP_PORT`);
    await second.stop();
    await first.stop();
    expect((await second.start()).url).toBe(`http://127.0.0.1:${port}`);
  });

  it("says in a sentence that the host is no address of this machine", async () => {
    const refusal = await createServer({ host: "192.0.2.1" })
      .start()
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UserFacingError);
    expect(String(refusal)).toContain("Set HTTP_HOST");
  });
});

describe("the HTTP server's stop", () => {
  it("lets a request under way end, and takes no more", async () => {
    const { route, begun, answer } = slowRoute();
    const server = createServer({ routes: [route, healthz] });
    const { url } = await server.start();
    const running = fetch(`${url}/slow`);
    await begun;
    const stopped = server.stop();
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    answer();
    expect(await (await running).json()).toEqual({ slow: true });
    await stopped;
  });

  it("cuts a request off that does not end in time", async () => {
    const { route, begun } = slowRoute();
    const server = createServer({ routes: [route] });
    const { url } = await server.start();
    const running = fetch(`${url}/slow`).then(
      () => "answered",
      () => "cut off",
    );
    await begun;
    clock.hurry();
    await server.stop();
    expect(await running).toBe("cut off");
  });

  it("waits until what it cut off has done its last work", async () => {
    const begun = Promise.withResolvers<void>();
    const steps: string[] = [];
    const route: DirectRoute = {
      method: "POST",
      path: "/direct",
      async answer(_incoming, outgoing) {
        begun.resolve();
        await once(outgoing, "close");
        for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        steps.push("recorded");
      },
    };
    const server = createServer({ routes: [route] });
    const { url } = await server.start();
    const running = fetch(`${url}/direct`, { method: "POST" }).catch(() => steps.push("cut off"));
    await begun.promise;
    clock.hurry();
    await server.stop();
    expect(steps).toContain("recorded");
    await running;
  });

  it("does not wait for connections without a request", async () => {
    const server = createServer();
    const { url } = await server.start();
    await (await fetch(`${url}/healthz`)).text();
    const idle = [
      await openSocket(url),
      await openSocket(url, "GET /healthz HTTP/1.1\r\nHost: half"),
      await openSocket(url, "POST /healthz HTTP/1.1\r\nHost: a.example\r\nContent-Length: 1000\r\n\r\nnever whole"),
    ];
    // The last one is answered, but not read to its end.
    await new Promise((resolve) => idle[2]?.once("data", resolve));
    const began = Date.now();
    await server.stop();
    // Those that are under way would have five seconds.
    expect(Date.now() - began).toBeLessThan(4_000);
  });

  it("may be asked for twice, and before a start", async () => {
    const server = createServer();
    await server.stop();
    await server.start();
    await Promise.all([server.stop(), server.stop()]);
    await server.stop();
  });
});
