import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../src/shared/clock.ts";
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

describe("the HTTP client", () => {
  it("gives the parsed answer with its status and headers, and says who asks", async () => {
    server.script(reply(200, [1, 2], { link: "<http://next>" }));
    const answer = await http.getJson(server.url, { headers: { authorization: "Bearer hf_secret" } });
    expect(answer.data).toEqual([1, 2]);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("link")).toBe("<http://next>");
    expect(server.received[0]?.headers).toMatchObject({
      "user-agent": "modelvane-test",
      authorization: "Bearer hf_secret",
    });
    expect(clock.waits).toEqual([]);
  });

  it("tries again after 1, 2 and 4 seconds and a bit, then gives up with the status", async () => {
    server.script(reply(500, "oops"));
    const attempts: number[] = [];
    const error = await failureOf(http.getJson(server.url, { onAttempt: (attempt) => attempts.push(attempt) }));
    expect(error).toMatchObject({ status: 500, isRetryable: true });
    expect(error.message).toBe(`${server.url} answered 500: a fault on its side, in 4 attempts. Try again later.`);
    expect(attempts).toEqual([1, 2, 3, 4]);
    expect(clock.waits).toHaveLength(3);
    for (const [index, base] of [1_000, 2_000, 4_000].entries()) {
      expect(clock.waits[index]).toBeGreaterThanOrEqual(base);
      expect(clock.waits[index]).toBeLessThanOrEqual(base * 1.25);
    }
  });

  it.each([408, 429, 500, 502, 503, 504])("recovers from status %i", async (status) => {
    server.script(reply(status, "busy"), goodReply);
    expect((await http.getJson(server.url)).data).toEqual({ fine: true });
    expect(server.received).toHaveLength(2);
  });

  it.each([400, 401, 403, 404, 410, 501])("does not ask again after status %i", async (status) => {
    server.script(reply(status, { error: "no" }));
    expect(await failureOf(http.getJson(server.url))).toMatchObject({ status, isRetryable: false });
    expect(server.received).toHaveLength(1);
  });

  it("recovers from a web page where data belongs, and says so when it stays", async () => {
    const page = reply(200, "<!doctype html><p>Back soon</p>", { "content-type": "text/html" });
    server.script(page, goodReply);
    expect((await http.getJson(server.url)).data).toEqual({ fine: true });
    server.script(page);
    expect((await failureOf(http.getJson(server.url))).message).toContain("answered with a web page instead of data");
  });

  it("recovers from data that is cut short, and says so when it stays", async () => {
    server.script(reply(200, '[{"id": "a"}, {"i'), goodReply);
    expect((await http.getJson(server.url)).data).toEqual({ fine: true });
    server.script(reply(200, '[{"id": "a"}, {"i'));
    expect((await failureOf(http.getJson(server.url))).message).toContain("cut short or is not JSON");
  });

  it("recovers from a connection that breaks in the middle of a body", async () => {
    server.script((_, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write("[1,", () => response.destroy());
    }, goodReply);
    expect((await http.getJson(server.url)).data).toEqual({ fine: true });
  });

  it("says what to do when nobody listens", async () => {
    server.stop();
    const error = await failureOf(http.getJson(server.url));
    expect(error.message).toContain("could not be reached, or the connection broke (ECONNREFUSED), in 4 attempts");
    expect(error.status).toBeNull();
  });

  it("gives up on a server that says nothing", async () => {
    await http.close();
    http = createHttpClient({ clock, userAgent: "modelvane-test", maximumAttempts: 2 });
    server.script(() => {});
    clock.hurry();
    const error = await failureOf(http.getJson(server.url));
    expect(error.message).toContain("gave no complete answer within 20 s, in 2 attempts");
    expect(server.received).toHaveLength(2);
  });

  it("shows an explanation, but neither the query nor the token, whatever the server repeats", async () => {
    server.script((request, response) =>
      reply(400, { error: `bad: ${request.headers.authorization}` })(request, response),
    );
    const headers = { Authorization: "Bearer hf_secret" };
    const error = await failureOf(http.getJson(`${server.url}?key=hf_query`, { headers }));
    expect(error.message).toContain('("bad: Bearer ***")');
    expect(error.message).not.toMatch(/hf_/);
    expect(JSON.stringify(error.cause) + String(error.cause)).not.toContain("hf_secret");
  });

  it("gives the advice of the caller", async () => {
    server.script(reply(401, { error: "Invalid username or password." }));
    const error = await failureOf(http.getJson(server.url, { advice: { 401: "Check HF_TOKEN." } }));
    expect(error.message).toMatch(/answered 401: .* Check HF_TOKEN\.$/);
  });

  it("reads 64 MB of one answer and no more, and does not ask again", async () => {
    const megabyte = Buffer.alloc(1_024 * 1_024, " ");
    let sent = 0;
    server.script((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      // It never ends by itself.
      const send = () => {
        sent += 1;
        response.write(megabyte, () => response.destroyed || send());
      };
      send();
    });
    await http.close();
    http = createHttpClient({ clock: systemClock, userAgent: "modelvane-test" });
    const error = await failureOf(http.getJson(server.url));
    expect(error.message).toBe(`${server.url} sent more than 64 MB, which is not read. Check the address.`);
    expect(error.isRetryable).toBe(false);
    expect(server.received).toHaveLength(1);
    expect(sent).toBeGreaterThanOrEqual(64);
  });

  it("shows no control characters of an explanation", async () => {
    server.script(reply(400, { error: "bad \u001b[31mred\u0007 thing" }));
    expect((await failureOf(http.getJson(server.url))).message).toContain('("bad [31mred thing")');
  });
});
