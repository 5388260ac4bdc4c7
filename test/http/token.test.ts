import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { errorIn, type ProgramServer, startProgramServer, token } from "./program-server.ts";

const addresses: readonly [string, string][] = [
  ["POST", "/v1/chat/completions"],
  ["POST", "/v1/embeddings"],
  ["GET", "/v1/models"],
  ["GET", "/v1/models/task:conversational"],
  ["GET", "/metrics"],
];

let server: ProgramServer;

afterEach(() => server.stop());

describe("the token", () => {
  beforeEach(async () => {
    server = await startProgramServer();
  });

  it.each(addresses)("is wanted at %s %s, before anything else is looked at", async (method, path) => {
    const tooLarge = "x".repeat(5 * 1_024 * 1_024);
    for (const authorization of ["", "Bearer", "Bearer wrong", `Basic ${token}`, token, `Bearer ${token}x`]) {
      const body = method === "POST" && authorization === "" ? tooLarge : null;
      const response = await fetch(server.url + path, { method, headers: { authorization }, body });
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toBe("Bearer");
      expect(await errorIn(response)).toMatchObject({ type: "invalid_request_error", code: "invalid_api_key" });
    }
    expect(server.router.requests).toEqual([]);
  });

  it("lets in who brings it, however the scheme is spelt", async () => {
    for (const scheme of ["Bearer", "bearer"]) {
      const headers = { authorization: `${scheme} ${token}` };
      expect((await fetch(`${server.url}/v1/models`, { headers })).status).toBe(200);
    }
  });

  it("is missed in the log once a minute, and never written there", async () => {
    const headers = { authorization: "Bearer wrong-one" };
    for (let count = 0; count < 3; count += 1) await fetch(`${server.url}/v1/models`, { headers });
    expect(server.warnings).toHaveLength(1);
    server.clock.advance(60_000);
    await fetch(`${server.url}/metrics`);
    expect(server.warnings).toHaveLength(2);
    expect(server.warnings[1]).toContain("3 request(s)");
    expect(server.warnings.join()).not.toMatch(/wrong-one|token-of/);
  });

  it("is not wanted where people only look whether the server is well", async () => {
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });
});

describe("a server without a token", () => {
  beforeEach(async () => {
    server = await startProgramServer({ token: null });
  });

  it.each(addresses)("is closed at %s %s, and says what to set", async (method, path) => {
    for (const authorization of ["", "Bearer ", "Bearer null"]) {
      const response = await fetch(server.url + path, { method, headers: { authorization } });
      expect(response.status).toBe(403);
      expect((await errorIn(response)).message).toContain("HTTP_TOKEN is not set");
    }
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });
});
