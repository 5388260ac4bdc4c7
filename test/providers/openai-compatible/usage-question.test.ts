import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { goodStream, outcomeOf } from "../../support/chat-completions.ts";
import { reply } from "../../support/scripted-server.ts";
import { openStage, recorded, type Stage } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const refusesUsage = reply(400, {
  detail: [{ loc: ["body", "stream_options"], msg: "Extra inputs are not permitted" }],
});

/** How many requests a call makes of a server that answers so at first, and well from then on. */
async function requestsAfter(status: number, body: unknown): Promise<number> {
  stage.server.script(reply(status, body), goodStream);
  await outcomeOf(stage.call());
  return stage.server.received.length;
}

describe("a server that does not understand the question for usage", () => {
  it("is asked without it, at once and from then on, for that model", async () => {
    const second = recorded(goodStream);
    const third = recorded(goodStream);
    const fourth = recorded(goodStream);
    stage.server.script(refusesUsage, second.handler, third.handler, fourth.handler);
    expect((await outcomeOf(stage.call())).error).toBeNull();
    await outcomeOf(stage.call());
    await outcomeOf(stage.call({}, { model: "maker/other" }));
    expect(await second.body).not.toHaveProperty("stream_options");
    expect(await third.body).not.toHaveProperty("stream_options");
    expect(await fourth.body).toHaveProperty("stream_options");
    expect(stage.server.received).toHaveLength(4);
  });

  it("is asked no third time", async () => {
    stage.server.script(refusesUsage);
    expect((await outcomeOf(stage.call())).error).toMatchObject({ kind: "bad-request", code: 400 });
    expect(stage.server.received).toHaveLength(2);
  });

  it.each<[string, number, unknown]>([
    ["OpenAI", 400, { error: { message: "Unknown parameter.", param: "stream_options", code: "unknown_parameter" } }],
    ["an older OpenAI", 400, { error: { message: "Unrecognized request argument supplied: stream_options" } }],
    ["FastAPI", 422, { detail: [{ type: "extra_forbidden", loc: ["body", "stream_options"], msg: "Extra inputs" }] }],
    [
      "vLLM",
      400,
      { object: "error", message: "[{'type': 'extra_forbidden', 'loc': ('body', 'stream_options'), 'msg': 'Extra'}]" },
    ],
    [
      "pydantic",
      422,
      { message: "1 validation error\nstream_options\n  Extra inputs [type=extra_forbidden, input_value={'a': 1}]" },
    ],
    ["a detail", 422, { detail: "include_usage is not known" }],
    ["plain text", 400, "unknown field `stream_options`"],
  ])("is understood as %s says it", async (_who, status, body) => {
    expect(await requestsAfter(status, body)).toBe(2);
  });

  it("is asked for it again where the request without it did not succeed either", async () => {
    const third = recorded(goodStream);
    stage.server.script(refusesUsage, reply(503, ""), third.handler);
    expect((await outcomeOf(stage.call())).error).toMatchObject({ code: 503 });
    await outcomeOf(stage.call());
    expect(await third.body).toHaveProperty("stream_options");
  });

  it("is remembered for the models that were called of late", async () => {
    for (let model = 0; model <= 100; model += 1) {
      stage.server.script(refusesUsage, goodStream);
      await outcomeOf(stage.call({}, { model: `maker/model-${model}` }));
    }
    const newest = recorded(goodStream);
    const oldest = recorded(goodStream);
    stage.server.script(newest.handler, oldest.handler);
    await outcomeOf(stage.call({}, { model: "maker/model-100" }));
    await outcomeOf(stage.call({}, { model: "maker/model-0" }));
    expect(await newest.body).not.toHaveProperty("stream_options");
    expect(await oldest.body).toHaveProperty("stream_options");
  });
});

describe("a server that shows the whole request where it refuses another part of it", () => {
  const sent = { model: "maker/model", stream: true, stream_options: { include_usage: true } };
  const inPython = "{'model': 'maker/model', 'stream_options': {'include_usage': True}}";
  const long = { ...sent, messages: [{ role: "user", content: "x".repeat(20_000) }] };

  it.each<[string, unknown]>([
    ["FastAPI", { detail: [{ type: "missing", loc: ["body", "foo"], msg: "Field required", input: sent }] }],
    [
      "FastAPI, of a long one",
      { detail: [{ type: "missing", loc: ["body", "foo"], msg: "Field required", input: long }] },
    ],
    [
      "vLLM",
      { object: "error", message: `[{'type': 'missing', 'loc': ('body', 'foo'), 'msg': 'x', 'input': ${inPython}}]` },
    ],
    [
      "pydantic",
      { error: { message: `foo\n  Field required [type=missing, input_value=${inPython}, input_type=dict]` } },
    ],
    ["a gateway", { error: { message: "seed must be a number" }, request: sent }],
  ])("is asked once, in the words of %s, and for usage the next time", async (_who, body) => {
    const second = recorded(goodStream);
    stage.server.script(reply(422, body), second.handler);
    expect((await outcomeOf(stage.call())).error).toMatchObject({ kind: "bad-request", code: 422 });
    expect(stage.server.received).toHaveLength(1);
    await outcomeOf(stage.call());
    expect(await second.body).toHaveProperty("stream_options");
  });
});
