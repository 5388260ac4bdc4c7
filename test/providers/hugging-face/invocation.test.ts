import { json } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ChatInput } from "../../../src/domain/input.ts";
import { createHuggingFaceInvocation } from "../../../src/providers/hugging-face/invocation.ts";
import { createStreamingPoster, type StreamingPoster } from "../../../src/shared/streaming-post.ts";
import { chunk, done, goodStream, outcomeOf, stream, usageChunk } from "../../support/chat-completions.ts";
import { createFakeClock } from "../../support/fake-clock.ts";
import { reply, type ScriptedServer, startScriptedServer } from "../../support/scripted-server.ts";

let server: ScriptedServer;
let streaming: StreamingPoster;
const clock = createFakeClock();
const token = "hf_0123456789";

beforeEach(async () => {
  server = await startScriptedServer();
  streaming = createStreamingPoster({ clock });
});
afterEach(async () => {
  await streaming.close();
  server.stop();
});

const input: ChatInput = { kind: "chat", messages: [{ role: "user", content: "Hello?" }], options: { seed: 1 } };

function chat({ host = null as string | null, withToken = true } = {}) {
  const { origin } = new URL(server.url);
  const where = { endpoint: origin, routerEndpoint: origin, token: withToken ? token : null };
  const route = { provider: "huggingface", model: "maker/model", version: null, host, interface: "chat" };
  const invocation = createHuggingFaceInvocation({ ...where, streaming, clock });
  return outcomeOf(invocation.call({ route, input, signal: new AbortController().signal }));
}

describe("a chat by Hugging Face's router", () => {
  it.each([
    ["novita", "maker/model:novita"],
    [null, "maker/model"],
  ])("on host %s asks for %s, with the token", async (host, model) => {
    const bodies: Promise<unknown>[] = [];
    server.script((request, response) => {
      bodies.push(json(request));
      goodStream(request, response);
    });
    expect((await chat({ host })).error).toBeNull();
    expect(await bodies[0]).toEqual({
      model,
      messages: input.messages,
      seed: 1,
      stream: true,
      stream_options: { include_usage: true },
    });
    expect(server.received[0]).toMatchObject({ method: "POST", url: "/v1/chat/completions" });
    expect(server.received[0]?.headers.authorization).toBe(`Bearer ${token}`);
  });

  it("streams text, finish and usage", async () => {
    server.script(stream(chunk({ content: "Hello" }), chunk({}, "stop"), usageChunk(3, 4), done));
    expect((await chat()).events).toMatchObject([
      { type: "text", text: "Hello" },
      { type: "finish", reason: "stop" },
      { type: "usage", usage: { inputTokens: 3, outputTokens: 4 } },
    ]);
  });

  it.each([
    [
      400,
      { error: "The requested model 'X' is not supported by any provider you have enabled." },
      "gone",
      /not served/,
    ],
    [401, { error: "Invalid username or password." }, "refused", /Check HF_TOKEN/],
    [402, { error: "You have exceeded your monthly included credits." }, "no-credit", /Buy credits/],
    [429, {}, "busy", /too busy/],
    [503, {}, "busy", /too busy/],
  ])("that is refused with %i is told as it is", async (status, body, kind, sentence) => {
    server.script(reply(status, body));
    const { error } = await chat();
    expect(error).toMatchObject({ name: "CallError", kind, code: status });
    expect((error as Error).message).toMatch(/^Hugging Face's inference router answered /);
    expect((error as Error).message).toMatch(sentence);
  });

  it("without a token is tried, and says that one is needed where it is refused", async () => {
    server.script(goodStream, reply(401, { error: "Unauthorized" }));
    expect((await chat({ withToken: false })).error).toBeNull();
    expect(server.received[0]?.headers.authorization).toBeUndefined();
    const { error } = await chat({ withToken: false });
    expect(error).toMatchObject({
      kind: "refused",
      message: expect.stringMatching(/Set HF_TOKEN: calls of models need/),
    });
  });
});
