import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { errorIn, type ProgramServer, startProgramServer, token } from "./program-server.ts";

const chat = "/v1/chat/completions";
const request = { model: "task:conversational", messages: [{ role: "user", content: "Hello?" }] };
const text = JSON.stringify(request);
/** As much as a body may hold. */
const largest = 4 * 1_024 * 1_024;
/** Milliseconds, of which reading a large body fault by fault takes thousands. */
const patience = 1_000;

/** A list as long as a body may be. */
function listOf(element: string): string {
  return `[${Array(Math.floor((largest - 200) / (element.length + 1)))
    .fill(element)
    .join()}]`;
}

function fields(count: number): string {
  return Array.from({ length: count }, (_, place) => `"k${place}":1`).join();
}

/** The request's text with more fields. */
function withMore(more: string): string {
  return `${text.slice(0, -1)},${more}}`;
}

function withMessages(messages: string): string {
  return `{"model":"task:conversational","messages":${messages}}`;
}

let server: ProgramServer;

beforeEach(async () => {
  server = await startProgramServer();
});
afterEach(() => server.stop());

async function refusalOf(path: string, body: string): Promise<string> {
  const began = performance.now();
  const response = await server.post(path, body);
  const { message } = await errorIn(response);
  expect(performance.now() - began).toBeLessThan(patience);
  expect(response.status).toBe(400);
  expect(server.router.requests).toEqual([]);
  return message;
}

describe("a large body with nothing but faults", () => {
  it.each([
    ["messages that are numbers", withMessages(listOf("1"))],
    ["messages that are empty", withMessages(listOf("{}"))],
    ["messages without number", withMessages(listOf('{"role":"user"}'))],
    ["parts that are numbers", withMessages(`[{"role":"user","content":${listOf("1")}}]`)],
    ["fields without number", withMore(fields(350_000))],
    ["a message's fields without number", withMessages(`[{"role":"user",${fields(350_000)}}]`)],
  ])("is refused at once: %s", async (_, body) => {
    expect(await refusalOf(chat, body)).toBe("The body holds more than 50000 values.");
  });

  it.each([
    [withMessages(`[${Array(40_000).fill("1").join()}]`), "messages: expected at most 10000 messages."],
    [withMessages(`[${Array(9_000).fill("1").join()}]`), "messages.0: expected an object with a role."],
    [
      withMessages(`[{"role":"user","content":[${Array(40_000).fill("1").join()}]}]`),
      "messages.0.content: expected at most 1000 parts.",
    ],
    [withMore(fields(40_000)), "The body has more than 1000 fields."],
    [withMore(`"tools":[${Array(40_000).fill("1").join()}]`), "tools.0: expected an object."],
  ])("is refused with the first of them", async (body, sentence) => {
    expect(await refusalOf(chat, body)).toContain(sentence);
  });

  it("is refused where it is to be embedded, too", async () => {
    const wanted = (more: string) => `{"model":"task:feature-extraction","input":"a",${more}}`;
    expect(await refusalOf("/v1/embeddings", wanted(`"x":${listOf("1")}`))).toContain("more than 50000 values");
    expect(await refusalOf("/v1/embeddings", wanted(fields(1_001)))).toContain("more than 1000 fields");
  });
});

describe("a body that is nested", () => {
  const nested = (levels: number) => withMore(`"metadata":${"[".repeat(levels)}${"]".repeat(levels)}`);

  it("is refused where it is too deep for those who would pass it on", async () => {
    for (const levels of [100, 100_000, 2_000_000]) {
      expect(await refusalOf(chat, nested(levels))).toBe("The body is nested more than 100 levels deep.");
    }
    expect(await refusalOf(chat, "[".repeat(largest))).toContain("100 levels");
    expect(await refusalOf(chat, '{"a":'.repeat(1_000))).toContain("100 levels");
  });

  it("is taken as long as it is not", async () => {
    expect((await server.post(chat, nested(99))).status).toBe(200);
    const side = withMore(`"metadata":[${Array(1_000).fill("[[{}]]").join()}]`);
    expect((await server.post(chat, side)).status).toBe(200);
  });

  it.each(["[".repeat(200), '\\"'.repeat(3) + "[".repeat(200), `${"\\".repeat(6)}`, '"}]{[,'.repeat(20_000), "\\\\\\"])(
    "is not taken for one for what stands in its texts",
    async (content) => {
      const messages = [{ role: "user", content }];
      expect((await server.post(chat, { ...request, messages })).status).toBe(200);
      expect(server.router.requests[0]?.ask).toMatchObject({ messages });
    },
  );

  it("is no JSON where a text has no end, however deep that is", async () => {
    for (const body of [`{"a": "${"[".repeat(200)}`, '{"a": "\\"', '"\\'])
      expect(await refusalOf(chat, body)).toBe("The body is not valid JSON.");
  });
});

describe("a body in another form", () => {
  it("is taken with a byte order mark before it", async () => {
    expect((await server.post(chat, `\ufeff${text}`)).status).toBe(200);
    expect((await server.post(chat, `\ufeff\ufeff${text}`)).status).toBe(400);
  });

  it("is refused where it is compressed, and taken where it says that it is not", async () => {
    const ask = (encoding: string, body: string | Uint8Array<ArrayBuffer>) => {
      const headers = { authorization: `Bearer ${token}`, "content-encoding": encoding };
      return fetch(server.url + chat, { method: "POST", body, headers });
    };
    const response = await ask("gzip", new Uint8Array(gzipSync(text)));
    expect(response.status).toBe(415);
    expect(await errorIn(response)).toMatchObject({
      code: "unsupported_encoding",
      message: expect.stringContaining("not compressed"),
    });
    expect((await ask("identity", text)).status).toBe(200);
  });
});
