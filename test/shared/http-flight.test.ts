import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createHttpClient, type HttpClient } from "../../src/shared/http-client.ts";
import { createFakeClock, type FakeClock } from "../support/fake-clock.ts";
import { goodReply, reply, type ScriptedServer, startScriptedServer } from "../support/scripted-server.ts";

let clock: FakeClock;
let http: HttpClient;
let server: ScriptedServer;

beforeEach(async () => {
  clock = createFakeClock();
  http = createHttpClient({ clock, userAgent: "modelvane-test" });
  server = await startScriptedServer();
});

afterEach(async () => {
  await http.close();
  server.stop();
});

describe("the HTTP client, with requests under way,", () => {
  it("stops with the signal's reason while an answer is awaited", async () => {
    const controller = new AbortController();
    server.script(() => controller.abort(new Error("stopped by hand")));
    await expect(http.getJson(server.url, { signal: controller.signal })).rejects.toThrow("stopped by hand");
  });

  it("stops with the signal's reason while it waits for another try", async () => {
    const controller = new AbortController();
    const sleep = clock.sleep;
    clock.sleep = (milliseconds, signal) => {
      controller.abort(new Error("stopped by hand"));
      return sleep(milliseconds, signal);
    };
    server.script(reply(500, "oops"));
    await expect(http.getJson(server.url, { signal: controller.signal })).rejects.toThrow("stopped by hand");
    expect(server.received).toHaveLength(1);
  });

  it("asks nothing when the signal was aborted before", async () => {
    server.script(goodReply);
    await expect(http.getJson(server.url, { signal: AbortSignal.abort(new Error("too late")) })).rejects.toThrow(
      "too late",
    );
    expect(server.received).toHaveLength(0);
  });

  it("stops with the signal's reason while it waits for its turn", async () => {
    await http.close();
    http = createHttpClient({ clock, userAgent: "modelvane-test", concurrency: 1, maximumAttempts: 1 });
    const waiting = new AbortController();
    server.script((request, response) => {
      waiting.abort(new Error("left the queue"));
      goodReply(request, response);
    });
    const first = http.getJson(server.url);
    const second = http.getJson(server.url, { signal: waiting.signal });
    await expect(second).rejects.toThrow("left the queue");
    await first;
    expect(server.received).toHaveLength(1);
  });

  it("has at most as many requests in flight as it may", async () => {
    await http.close();
    http = createHttpClient({ clock, userAgent: "modelvane-test", concurrency: 3 });
    const held: (() => void)[] = [];
    let most = 0;
    server.script((request, response) => {
      held.push(() => goodReply(request, response));
      most = Math.max(most, held.length);
      if (held.length === 3) {
        // A fourth one, if it were allowed, has the time to arrive.
        setImmediate(setImmediate, () => {
          for (const release of held.splice(0)) release();
        });
      }
    });
    await Promise.all(Array.from({ length: 12 }, () => http.getJson(server.url)));
    expect(server.received).toHaveLength(12);
    expect(most).toBe(3);
  });

  it("uses its connections again", async () => {
    server.script(goodReply);
    for (let count = 0; count < 10; count++) {
      await http.getJson(server.url);
    }
    expect(server.received).toHaveLength(10);
    expect(new Set(server.received.map(({ socket }) => socket)).size).toBeLessThanOrEqual(2);
  });
});
