import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Provider } from "../../../src/providers/provider.ts";
import { goodStream, outcomeOf } from "../../support/chat-completions.ts";
import { failureOf, reply } from "../../support/scripted-server.ts";
import { collected, openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const signal = new AbortController().signal;
const report = { skipped() {}, capped() {} };
const route = { provider: "mine", model: "m", version: null, host: null, interface: "chat" };
const input = { kind: "chat" as const, messages: [], options: {} };

function list(provider: Provider) {
  const session = provider.catalogue.open({ lookups: [] });
  return collected(session.list({ lookup: { kind: "tag", tag: "conversational" }, signal, report }));
}

describe("a declared server", () => {
  it.each<[string, () => Provider, RegExp]>([
    ["without an address", () => stage.declare({ baseUrl: undefined }), /set providers\.mine\.baseUrl in the policy/],
    ["whose key is not set", () => stage.declare({}, {}), /set the environment variable MY_KEY/],
  ])("%s says what to set, and is otherwise no trouble", async (_what, declare, sentence) => {
    const provider = declare();
    const failure = await failureOf(list(provider));
    expect(failure).toMatchObject({ status: null, isRetryable: false, message: expect.stringMatching(sentence) });
    const { error } = await outcomeOf(provider.invocation.call({ route, input, signal }));
    expect(error).toMatchObject({ name: "CallError", kind: "refused", message: failure.message });
    const [check] = provider.reachability;
    await expect(check?.run(signal)).rejects.toThrow(sentence);
    expect(stage.server.received).toEqual([]);
  });

  it("that needs no key gets none, and uses none of the user's own", async () => {
    const provider = stage.declare({ apiKeyEnv: undefined }, {});
    expect(provider).toMatchObject({ name: "mine", usesOwnKey: false });
    expect(stage.provider.usesOwnKey).toBe(true);
    stage.server.script(reply(200, { data: [] }), goodStream, reply(401, ""));
    await list(provider);
    expect((await outcomeOf(provider.invocation.call({ route, input, signal }))).error).toBeNull();
    expect(stage.server.received.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
    const { error } = await outcomeOf(provider.invocation.call({ route, input, signal }));
    expect((error as Error).message).toMatch(/name its variable as providers\.mine\.apiKeyEnv in the policy\.$/);
  });

  it("is reached where it lists models", async () => {
    stage.server.script(reply(200, { data: [{ id: "a" }, { id: "whisper-1" }] }));
    const [check] = stage.provider.reachability;
    expect(check?.what).toMatch(/^mine at http:\/\/127\.0\.0\.1:\d+\/v1$/);
    expect(await check?.run(signal)).toBe("it answers; models to chat with or to embed: 1");
  });
});
