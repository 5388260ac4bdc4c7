import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { errorIn, type ProgramServer, startProgramServer, token } from "./program-server.ts";

const body = JSON.stringify({ model: "task:conversational", messages: [{ role: "user", content: "Hello?" }] });

let server: ProgramServer;

beforeEach(async () => {
  server = await startProgramServer();
});
afterEach(() => server.stop());

/** The answer to a request whose address stands there as it is given. */
function answerTo(method: string, address: string, content = ""): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  socket.write(
    `${method} ${address} HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\nAuthorization: Bearer ${token}\r\nContent-Length: ${content.length}\r\n\r\n${content}`,
  );
  let received = "";
  socket.on("data", (chunk) => {
    received += String(chunk);
  });
  return new Promise((resolve) => socket.on("close", () => resolve(received)));
}

describe("an address", () => {
  it.each(["http://a.example", "HTTPS://a.example:8443"])(
    "is known where it is named as a whole, from %s on",
    async (origin) => {
      expect(await answerTo("POST", `${origin}/v1/chat/completions?a=http://b/c`, body)).toMatch(/^HTTP\/1\.1 200 /);
      expect(server.router.requests).toHaveLength(1);
      expect(await answerTo("GET", `${origin.toLowerCase()}/v1/models`)).toMatch(/^HTTP\/1\.1 200 /);
      expect(await answerTo("POST", `${origin.toLowerCase()}/nothing`)).toMatch(/^HTTP\/1\.1 404 /);
    },
  );

  it.each(["/v1", "/v1/", "/v1/responses", "/V1/chat/completions", "/V1"])(
    "is refused in the form that OpenAI's clients know: %s",
    async (path) => {
      const response = await fetch(server.url + path, { method: "POST", body });
      expect(response.status).toBe(404);
      expect(await errorIn(response)).toMatchObject({
        type: "invalid_request_error",
        message: "There is nothing at this address.",
      });
    },
  );

  it("is not taken for one of theirs where it only begins so", async () => {
    expect(await (await fetch(`${server.url}/v10`)).json()).toEqual({ error: "There is nothing at this address." });
  });
});
