import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NoRouteError } from "../../src/routing/errors.ts";
import { attempt } from "./fake-router.ts";
import { errorIn, type ProgramServer, startProgramServer, token } from "./program-server.ts";

const chat = "/v1/chat/completions";
const request = { model: "task:conversational", messages: [{ role: "user", content: "Hello?" }] };
const headers = { authorization: `Bearer ${token}` };

let server: ProgramServer;

beforeEach(async () => {
  server = await startProgramServer();
});
afterEach(() => server.stop());

async function metrics(): Promise<string[]> {
  const response = await fetch(`${server.url}/metrics`, { headers });
  expect(response.headers.get("content-type")).toContain("text/plain; version=0.0.4");
  return (await response.text()).split("\n");
}

describe("/readyz", () => {
  it("says whether requests can be served, and why not", async () => {
    const ready = await fetch(`${server.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: "ready" }]);
    const reasons = ["There is no configuration yet: run an update."];
    server.state.readiness = { ready: false, reasons };
    const response = await fetch(`${server.url}/readyz`);
    expect([response.status, await response.json()]).toEqual([503, { status: "not ready", reasons }]);
  });
});

describe("/metrics", () => {
  it("counts requests, attempts, tokens and times", async () => {
    server.router.attempts = [{ ...attempt, outcome: "busy" }, attempt];
    await (await server.post(chat, request)).text();
    await (await server.post(chat, { ...request, stream: true })).text();
    await (await server.post(chat, "{")).text();
    const lines = await metrics();
    for (const line of [
      'modelvane_http_requests_total{route="/v1/chat/completions",status="200"} 2',
      'modelvane_http_requests_total{route="/v1/chat/completions",status="400"} 1',
      'modelvane_http_request_duration_seconds_count{route="/v1/chat/completions"} 3',
      'modelvane_http_first_token_seconds_count{task="conversational"} 2',
      'modelvane_http_attempts_total{task="conversational",provider="huggingface",outcome="busy"} 2',
      'modelvane_http_attempts_total{task="conversational",provider="huggingface",outcome="answered"} 2',
      'modelvane_http_tokens_total{task="conversational",direction="input"} 14',
      'modelvane_http_tokens_total{task="conversational",direction="output"} 6',
    ]) {
      expect(lines).toContain(line);
    }
  });

  it("hold nothing that a caller wrote", async () => {
    server.router.attempts = [{ ...attempt, provider: "made-up-provider" }];
    await (await server.post(chat, { ...request, model: "made-up:model", user: "made-up-user" })).text();
    await fetch(`${server.url}/v1/made-up-path`);
    await fetch(`${server.url}/v1/models/made-up-id`, { headers });
    server.router.refusal = new NoRouteError("No made-up way.", { retryAt: null, attempts: [] });
    await (await server.post(chat, request)).text();
    const lines = await metrics();
    expect(lines.join("\n")).not.toContain("made-up");
    expect(lines).toContain('modelvane_http_attempts_total{task="none",provider="other",outcome="answered"} 1');
    expect(lines).toContain('modelvane_http_requests_total{route="other",status="404"} 1');
    expect(lines).toContain('modelvane_http_requests_total{route="/v1/models/:id{.+}",status="404"} 1');
    expect(lines).toContain('modelvane_http_requests_total{route="/v1/chat/completions",status="400"} 1');
  });

  it("are each server's own", async () => {
    await (await server.post(chat, request)).text();
    const other = await startProgramServer();
    const text = await (await fetch(`${other.url}/metrics`, { headers })).text();
    await other.stop();
    expect(text).not.toContain("/v1/chat/completions");
  });
});

describe("an address below /v1", () => {
  it("refuses in OpenAI's shape where there is nothing, or another method is taken", async () => {
    const nothing = await fetch(`${server.url}/v1/completions`, { method: "POST", headers, body: "{}" });
    expect(nothing.status).toBe(404);
    expect(nothing.headers.get("x-request-id")).toMatch(/^[\da-f-]{36}$/);
    expect(await nothing.json()).toEqual({
      error: {
        message: "There is nothing at this address.",
        type: "invalid_request_error",
        param: null,
        code: null,
      },
    });
    const method = await fetch(server.url + chat, { headers });
    expect(method.status).toBe(405);
    expect(method.headers.get("allow")).toBe("POST");
    expect((await errorIn(method)).message).toBe("This address takes POST only.");
  });

  it("lists nothing before there is a configuration", async () => {
    server.state.configuration = null;
    const response = await fetch(`${server.url}/v1/models`, { headers });
    expect(await response.json()).toEqual({ object: "list", data: [] });
    expect((await fetch(`${server.url}/v1/models/task:conversational`, { headers })).status).toBe(404);
  });
});
