import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createHttpClient, type HttpClient } from "../../src/shared/http-client.ts";
import { UpstreamError } from "../../src/shared/upstream-error.ts";
import { createFakeClock, type FakeClock } from "../support/fake-clock.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

let clock: FakeClock;
let http: HttpClient;
let url: string;
let stop: () => void;
let handlers: Handler[];
let received: IncomingMessage[];

/** Answers with each handler in turn; the last one stays. */
beforeEach(async () => {
  clock = createFakeClock();
  http = createHttpClient({ clock, userAgent: "modelvane-test" });
  handlers = [];
  received = [];
  const server = createServer((request, response) => {
    received.push(request);
    const handler = handlers.length > 1 ? handlers.shift() : handlers[0];
    handler?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/api/things`;
  stop = () => {
    server.closeAllConnections();
    server.close();
  };
});

afterEach(async () => {
  await http.close();
  stop();
});

function reply(status: number, body: unknown, headers: Record<string, string> = {}): Handler {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return (_, response) => response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
}

const good = reply(200, { fine: true });

async function failure(promise: Promise<unknown>): Promise<UpstreamError> {
  const error = await promise.then(
    () => new Error("it succeeded"),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UpstreamError);
  return error as UpstreamError;
}

describe("the HTTP client", () => {
  it("gives the parsed answer with its status and headers, and says who asks", async () => {
    handlers = [reply(200, [1, 2], { link: "<http://next>" })];
    const answer = await http.getJson(url, { headers: { authorization: "Bearer hf_secret" } });
    expect(answer.data).toEqual([1, 2]);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("link")).toBe("<http://next>");
    expect(received[0]?.headers).toMatchObject({ "user-agent": "modelvane-test", authorization: "Bearer hf_secret" });
    expect(clock.waits).toEqual([]);
  });

  it("tries again after 1, 2 and 4 seconds and a bit, then gives up with the status", async () => {
    handlers = [reply(500, "oops")];
    const attempts: number[] = [];
    const error = await failure(http.getJson(url, { onAttempt: (attempt) => attempts.push(attempt) }));
    expect(error).toMatchObject({ status: 500, isRetryable: true });
    expect(error.message).toBe(`${url} answered 500: a fault on its side, in 4 attempts. Try again later.`);
    expect(attempts).toEqual([1, 2, 3, 4]);
    expect(clock.waits).toHaveLength(3);
    for (const [index, base] of [1_000, 2_000, 4_000].entries()) {
      expect(clock.waits[index]).toBeGreaterThanOrEqual(base);
      expect(clock.waits[index]).toBeLessThanOrEqual(base * 1.25);
    }
  });

  it.each([408, 429, 500, 502, 503, 504])("recovers from status %i", async (status) => {
    handlers = [reply(status, "busy"), good];
    expect((await http.getJson(url)).data).toEqual({ fine: true });
    expect(received).toHaveLength(2);
  });

  it.each([400, 401, 403, 404, 410, 501])("does not ask again after status %i", async (status) => {
    handlers = [reply(status, { error: "no" })];
    expect(await failure(http.getJson(url))).toMatchObject({ status, isRetryable: false });
    expect(received).toHaveLength(1);
  });

  it("waits as many seconds as Retry-After says", async () => {
    handlers = [reply(429, "slow down", { "retry-after": "7" }), good];
    await http.getJson(url);
    expect(clock.waits).toEqual([7_000]);
  });

  it("waits until the date that Retry-After says", async () => {
    const date = new Date(clock.now() + 30_000).toUTCString();
    handlers = [reply(503, "slow down", { "retry-after": date }), good];
    await http.getJson(url);
    expect(clock.waits).toEqual([30_000]);
  });

  it("waits for the window's end when a 429 says that none are left", async () => {
    handlers = [reply(429, "limit", { ratelimit: '"api";r=0;t=55' }), good];
    await http.getJson(url);
    expect(clock.waits).toEqual([56_000]);
  });

  it("takes a 429 with requests left for an ordinary fault", async () => {
    handlers = [reply(429, "busy", { ratelimit: '"api";r=12;t=200' }), good];
    await http.getJson(url);
    expect(clock.waits).toHaveLength(1);
    expect(clock.waits[0]).toBeLessThanOrEqual(1_250);
  });

  it("holds further requests to an origin back after a reply that says none are left", async () => {
    handlers = [reply(200, {}, { ratelimit: '"api";r=0;t=9' }), good];
    await http.getJson(url);
    expect(clock.waits).toEqual([]);
    await http.getJson(url);
    expect(clock.waits).toEqual([10_000]);
  });

  it.each([
    ["a window", { ratelimit: '"api";r=0;t=400' }],
    ["Retry-After", { "retry-after": "3600" }],
  ])("does not wait for %s that is longer than five minutes", async (_, headers) => {
    handlers = [reply(429, "limit", headers), good];
    const error = await failure(http.getJson(url));
    expect(error.message).toMatch(/accepts no more requests for (401|3600) s, .* Try again later\./);
    expect(error.isRetryable).toBe(false);
    expect(clock.waits).toEqual([]);
    expect(received).toHaveLength(1);
  });

  it("recovers from a web page where data belongs, and says so when it stays", async () => {
    const page = reply(200, "<!doctype html><p>Back soon</p>", { "content-type": "text/html" });
    handlers = [page, good];
    expect((await http.getJson(url)).data).toEqual({ fine: true });
    handlers = [page];
    expect((await failure(http.getJson(url))).message).toContain("answered with a web page instead of data");
  });

  it("recovers from data that is cut short, and says so when it stays", async () => {
    handlers = [reply(200, '[{"id": "a"}, {"i'), good];
    expect((await http.getJson(url)).data).toEqual({ fine: true });
    handlers = [reply(200, '[{"id": "a"}, {"i')];
    expect((await failure(http.getJson(url))).message).toContain("cut short or is not JSON");
  });

  it("recovers from a connection that breaks in the middle of a body", async () => {
    handlers = [
      (_, response) => {
        response.writeHead(200, { "content-length": "1000" });
        response.write("[1,", () => response.destroy());
      },
      good,
    ];
    expect((await http.getJson(url)).data).toEqual({ fine: true });
  });

  it("says what to do when nobody listens", async () => {
    stop();
    const error = await failure(http.getJson(url));
    expect(error.message).toContain("could not be reached, or the connection broke (ECONNREFUSED), in 4 attempts");
    expect(error.status).toBeNull();
  });

  it("gives up on a server that says nothing", async () => {
    await http.close();
    http = createHttpClient({ clock, userAgent: "modelvane-test", maximumAttempts: 2 });
    handlers = [() => {}];
    const error = await failure(http.getJson(url));
    expect(error.message).toContain("gave no complete answer within 20 s, in 2 attempts");
    expect(received).toHaveLength(2);
  });

  it("shows an explanation, but neither the query nor the token, whatever the server repeats", async () => {
    handlers = [
      (request, response) => reply(400, { error: `bad: ${request.headers.authorization}` })(request, response),
    ];
    const headers = { Authorization: "Bearer hf_secret" };
    const error = await failure(http.getJson(`${url}?key=hf_query`, { headers }));
    expect(error.message).toContain('("bad: Bearer ***")');
    expect(error.message).not.toMatch(/hf_/);
    expect(JSON.stringify(error.cause) + String(error.cause)).not.toContain("hf_secret");
  });

  it("gives the advice of the caller", async () => {
    handlers = [reply(401, { error: "Invalid username or password." })];
    const error = await failure(http.getJson(url, { advice: { 401: "Check HF_TOKEN." } }));
    expect(error.message).toMatch(/answered 401: .* Check HF_TOKEN\.$/);
  });

  it("stops with the signal's reason while an answer is awaited", async () => {
    const controller = new AbortController();
    handlers = [() => controller.abort(new Error("stopped by hand"))];
    await expect(http.getJson(url, { signal: controller.signal })).rejects.toThrow("stopped by hand");
  });

  it("stops with the signal's reason while it waits for another try", async () => {
    const controller = new AbortController();
    const sleep = clock.sleep;
    clock.sleep = (milliseconds, signal) => {
      controller.abort(new Error("stopped by hand"));
      return sleep(milliseconds, signal);
    };
    handlers = [reply(500, "oops")];
    await expect(http.getJson(url, { signal: controller.signal })).rejects.toThrow("stopped by hand");
    expect(received).toHaveLength(1);
  });

  it("asks nothing when the signal was aborted before", async () => {
    handlers = [good];
    await expect(http.getJson(url, { signal: AbortSignal.abort(new Error("too late")) })).rejects.toThrow("too late");
    expect(received).toHaveLength(0);
  });

  it("stops with the signal's reason while it waits for its turn", async () => {
    await http.close();
    http = createHttpClient({ clock, userAgent: "modelvane-test", concurrency: 1, maximumAttempts: 1 });
    const waiting = new AbortController();
    handlers = [
      (request, response) => {
        waiting.abort(new Error("left the queue"));
        good(request, response);
      },
    ];
    const first = http.getJson(url);
    const second = http.getJson(url, { signal: waiting.signal });
    await expect(second).rejects.toThrow("left the queue");
    await first;
    expect(received).toHaveLength(1);
  });

  it("has at most as many requests in flight as it may", async () => {
    await http.close();
    http = createHttpClient({ clock, userAgent: "modelvane-test", concurrency: 3 });
    const held: (() => void)[] = [];
    let most = 0;
    handlers = [
      (request, response) => {
        held.push(() => good(request, response));
        most = Math.max(most, held.length);
        if (held.length === 3) {
          // A fourth one, if it were allowed, has the time to arrive.
          setImmediate(setImmediate, () => {
            for (const release of held.splice(0)) release();
          });
        }
      },
    ];
    await Promise.all(Array.from({ length: 12 }, () => http.getJson(url)));
    expect(received).toHaveLength(12);
    expect(most).toBe(3);
  });

  it("uses its connections again", async () => {
    handlers = [good];
    for (let count = 0; count < 10; count++) {
      await http.getJson(url);
    }
    expect(received).toHaveLength(10);
    expect(new Set(received.map(({ socket }) => socket)).size).toBeLessThanOrEqual(2);
  });
});
