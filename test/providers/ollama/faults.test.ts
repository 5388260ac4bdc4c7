import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Fault } from "../../../demo/world/fault.ts";
import type { OllamaFault } from "../../../demo/world/ollama/spoil.ts";
import type { FailureKind } from "../../../src/providers/invocation.ts";
import {
  callErrorOf,
  callModel,
  chatOf,
  type OllamaFixture,
  startOllamaFixture,
  textIn,
} from "../../support/ollama-fixture.ts";

let fixture: OllamaFixture;

beforeEach(async () => {
  fixture = await startOllamaFixture();
});

afterEach(async () => {
  await fixture.stop();
});

const model = "llama3.2:latest";
const says = (status: number, error: string): Fault => ({ kind: "status", status, body: { error } });

function ask(signal?: AbortSignal, options: Record<string, unknown> = {}) {
  return callModel(fixture.provider, { model, input: chatOf("Hello there", options), ...(signal && { signal }) });
}

/** A whole answer that was only thought. */
const thinks = (reason: string): Fault => ({
  kind: "status",
  status: 200,
  body: { message: { role: "assistant", thinking: "Hm.", content: "" }, done: true, done_reason: reason },
});

describe("before an answer", () => {
  it.each<[Fault, FailureKind, string]>([
    [says(404, `model '${model}' not found`), "gone", `Install the model with "ollama pull ${model}"`],
    [says(410, "it was removed"), "gone", "answered 410"],
    [says(400, `"${model}" does not support chat`), "gone", "does not support chat"],
    [says(400, `registry.ollama.ai/library/${model} does not support tools`), "broken", "does not support tools"],
    [says(400, "this model is missing data required for image input"), "broken", "image input"],
    [says(400, "invalid options: temperature"), "bad-request", "invalid options"],
    [says(401, "unauthorized"), "refused", 'run "ollama signin"'],
    [says(402, "no credit"), "no-credit", "no credit left"],
    [says(403, "this model requires a subscription"), "refused", "requires a subscription"],
    [says(429, "you've reached your hourly usage limit"), "busy", "hourly usage limit"],
    [says(500, "llama runner process has terminated: exit status 2"), "broken", "llama runner process has terminated"],
    [
      says(500, "model requires more system memory (7.3 GiB) than is available (6.0 GiB)"),
      "busy",
      "more system memory",
    ],
    [says(500, "cudaMalloc failed: out of memory"), "busy", "out of memory"],
    [says(503, "server busy, please try again.  maximum pending requests exceeded"), "busy", "server busy"],
    [{ kind: "closed" }, "busy", "could not be reached, or hung up"],
    [{ kind: "html" }, "broken", "a web page"],
    [{ kind: "content-type", type: "image/png" }, "broken", "something of another content type"],
  ])("%j is %s", async (fault, kind, sentence) => {
    fixture.ollama.fail(fault);
    const result = await ask();
    const error = callErrorOf(result);
    expect(error).toMatchObject({ kind, message: expect.stringContaining(sentence) });
    expect(error.message).toMatch(/^Ollama at http:\/\/127\.0\.0\.1:\d+ .*[.]$/);
    expect(result.events).toEqual([]);
  });

  it("tells when a busy server wants to be asked again", async () => {
    fixture.ollama.fail({ ...says(503, "server busy"), headers: { "retry-after": "7" } } as Fault);
    expect(callErrorOf(await ask())).toMatchObject({ kind: "busy", code: 503, retryAfterMs: 7_000 });
    fixture.ollama.heal();
    fixture.ollama.fail(says(429, "slow down"));
    expect(callErrorOf(await ask())).toMatchObject({ kind: "busy", code: 429, retryAfterMs: null });
  });

  it("is busy where Ollama is off, and says how to start it", async () => {
    const provider = fixture.declare({ baseUrl: "http://127.0.0.1:9" });
    const error = callErrorOf(await callModel(provider, { model, input: chatOf("Hello") }));
    expect(error).toMatchObject({ kind: "busy", code: "ECONNREFUSED" });
    expect(error.message).toBe(
      'Ollama at http://127.0.0.1:9 could not be reached, or hung up (ECONNREFUSED). Start it with "ollama serve".',
    );
  });

  it("never shows the key", async () => {
    const key = "very-secret-key";
    const provider = fixture.declare({ baseUrl: fixture.ollama.url, apiKeyEnv: "MY_KEY" }, { MY_KEY: key });
    fixture.ollama.fail(says(401, `the key ${key} is wrong`));
    const error = callErrorOf(await callModel(provider, { model, input: chatOf("Hello") }));
    expect(error.message).toContain("Check MY_KEY.");
    expect(`${error.message} ${String((error.cause as { body?: string }).body)}`).not.toContain(key);
  });

  it("cancels the call where the caller goes away", async () => {
    fixture.ollama.fail({ kind: "silence" });
    const controller = new AbortController();
    const asking = ask(controller.signal);
    await expect.poll(() => fixture.ollama.countCalls()).toBe(1);
    controller.abort(new Error("gone away"));
    expect((await asking).error).toMatchObject({ message: "gone away" });
    await expect.poll(() => fixture.ollama.countCalls({ outcome: "cancelled" })).toBe(1);
  });
});

describe("within an answer", () => {
  it.each<[Fault, string]>([
    [{ kind: "truncated", after: 4 }, "ended in the middle of its answer"],
    [{ kind: "truncated", after: 4, cut: true }, "broke off in the middle of its answer"],
    [
      { kind: "error-event", after: 4, error: "llama runner process has terminated" },
      "llama runner process has terminated",
    ],
  ])("%j is broken, after what was said", async (fault, sentence) => {
    fixture.ollama.fail(fault);
    const result = await ask();
    expect(callErrorOf(result)).toMatchObject({ kind: "broken", message: expect.stringContaining(sentence) });
    expect(textIn(result.events)).toBe("This is the demo's");
  });

  it("is busy where the memory is full", async () => {
    fixture.ollama.fail({ kind: "error-event", after: 0, error: "cudaMalloc failed: out of memory" });
    expect(callErrorOf(await ask())).toMatchObject({ kind: "busy" });
  });

  it.each<[OllamaFault, string]>([
    [{ kind: "empty-answer" }, "sent an empty answer"],
    [{ kind: "other-role", role: "user" }, "answered in a role that is not the assistant's"],
    [{ kind: "no-json" }, "cut short or is not JSON"],
  ])("%j is broken", async (fault, sentence) => {
    fixture.ollama.misbehave(fault);
    expect(callErrorOf(await ask())).toMatchObject({ kind: "broken", message: expect.stringContaining(sentence) });
  });

  it.each(["stop", "length"])("is broken where the model only thought, and ended with %s by itself", async (reason) => {
    fixture.ollama.fail(thinks(reason));
    const error = callErrorOf(await ask());
    expect(error).toMatchObject({ kind: "broken", message: expect.stringContaining("sent an empty answer") });
  });

  it("may be thoughts alone where the caller's own limit leaves no more", async () => {
    fixture.ollama.fail(thinks("length"));
    const { events, error } = await ask(undefined, { max_tokens: 8 });
    expect(error).toBeNull();
    expect(events).toMatchObject([
      { type: "reasoning", text: "Hm." },
      { type: "finish", reason: "length" },
      { type: "usage" },
    ]);
  });

  it("tells of life where a part is empty", async () => {
    fixture.ollama.misbehave({ kind: "empty-answer" });
    expect((await ask()).events.every(({ type }) => type === "life")).toBe(true);
  });

  it("cancels the call where the caller goes away", async () => {
    fixture.ollama.fail({ kind: "stalled", after: 3 });
    const controller = new AbortController();
    const result = await callModel(fixture.provider, {
      model,
      input: chatOf("Hello"),
      signal: controller.signal,
      onEvent: () => controller.abort(new Error("enough")),
    });
    expect(result.error).toMatchObject({ message: "enough" });
    await expect.poll(() => fixture.ollama.countCalls({ outcome: "cancelled" })).toBe(1);
  });

  it("cancels the call where nobody reads on", async () => {
    fixture.ollama.fail({ kind: "stalled", after: 3 });
    const route = { provider: "ollama", model, version: null, host: null, interface: "chat" };
    const { signal } = new AbortController();
    for await (const _ of fixture.provider.invocation.call({ route, input: chatOf("Hello"), signal })) break;
    await expect.poll(() => fixture.ollama.countCalls({ outcome: "cancelled" })).toBe(1);
  });

  it("takes an answer that comes whole although a stream was asked for", async () => {
    const message = { role: "assistant", content: "All at once." };
    fixture.ollama.fail({
      kind: "status",
      status: 200,
      body: { message, done: true, done_reason: "stop", eval_count: 3 },
    });
    const { events, error } = await ask();
    expect(error).toBeNull();
    expect(events).toMatchObject([
      { type: "text", text: "All at once." },
      { type: "finish", reason: "stop" },
      { type: "usage", usage: { outputTokens: 3, inputTokens: null, tokensPerSecond: null } },
    ]);
  });
});
