import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createHttpClient, type HttpClient } from "../../src/shared/http-client.ts";
import { createFakeClock, type FakeClock } from "../support/fake-clock.ts";
import { failureOf, goodReply, reply, type ScriptedServer, startScriptedServer } from "../support/scripted-server.ts";

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

describe("the HTTP client, when it has to wait,", () => {
  it("waits as many seconds as Retry-After says", async () => {
    server.script(reply(429, "slow down", { "retry-after": "7" }), goodReply);
    await http.getJson(server.url);
    expect(clock.waits).toEqual([7_000]);
  });

  it("waits until the date that Retry-After says", async () => {
    const date = new Date(clock.now() + 30_000).toUTCString();
    server.script(reply(503, "slow down", { "retry-after": date }), goodReply);
    await http.getJson(server.url);
    expect(clock.waits).toEqual([30_000]);
  });

  it("waits for the window's end when a 429 says that none are left", async () => {
    server.script(reply(429, "limit", { ratelimit: '"api";r=0;t=55' }), goodReply);
    await http.getJson(server.url);
    expect(clock.waits).toEqual([56_000]);
  });

  it("takes a 429 with requests left for an ordinary fault", async () => {
    server.script(reply(429, "busy", { ratelimit: '"api";r=12;t=200' }), goodReply);
    await http.getJson(server.url);
    expect(clock.waits).toHaveLength(1);
    expect(clock.waits[0]).toBeLessThanOrEqual(1_250);
  });

  it("holds further requests to an origin back after a reply that says none are left", async () => {
    server.script(reply(200, {}, { ratelimit: '"api";r=0;t=9' }), goodReply);
    await http.getJson(server.url);
    expect(clock.waits).toEqual([]);
    await http.getJson(server.url);
    expect(clock.waits).toEqual([10_000]);
  });

  it.each([
    ["a window", { ratelimit: '"api";r=0;t=400' }],
    ["Retry-After", { "retry-after": "3600" }],
  ])("does not wait for %s that is longer than five minutes", async (_, headers) => {
    server.script(reply(429, "limit", headers), goodReply);
    const error = await failureOf(http.getJson(server.url));
    expect(error.message).toMatch(/accepts no more requests for (401|3600) s, .* Try again later\./);
    expect(error.isRetryable).toBe(false);
    expect(clock.waits).toEqual([]);
    expect(server.received).toHaveLength(1);
  });

  it("waits no longer over all its attempts than for one window, whatever each answer asks", async () => {
    server.script(reply(503, "later", { "retry-after": "150" }));
    const error = await failureOf(http.getJson(server.url));
    expect(clock.waits).toEqual([150_000, 150_000]);
    expect(error).toMatchObject({ isRetryable: false });
    expect(error.message).toMatch(
      /another 150 s, after 300 s of waiting: one request waits 310 s at most\. Try again later\.$/,
    );
  });

  it("gives up where one window follows the other", async () => {
    server.script(reply(429, "limit", { ratelimit: '"api";r=0;t=300' }));
    const error = await failureOf(http.getJson(server.url));
    expect(clock.waits).toEqual([301_000]);
    expect(error.message).toContain("one request waits 310 s at most");
  });

  it("waits no longer than before when the clock is set back", async () => {
    server.script(reply(200, {}, { ratelimit: '"api";r=0;t=9' }), goodReply);
    await http.getJson(server.url);
    clock.advance(-3_600_000);
    await http.getJson(server.url);
    expect(clock.waits).toEqual([10_000]);
  });

  it("waits no longer than the window that the policy names", async () => {
    const policy = '"fixed window";"api";q=500;w=60';
    server.script(reply(200, {}, { ratelimit: '"api";r=0;t=99999', "ratelimit-policy": policy }), goodReply);
    await http.getJson(server.url);
    await http.getJson(server.url);
    expect(clock.waits).toEqual([61_000]);
  });
});
