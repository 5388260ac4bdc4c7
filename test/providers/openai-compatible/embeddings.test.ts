import { json } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { outcomeOf } from "../../support/chat-completions.ts";
import { type Handler, reply } from "../../support/scripted-server.ts";
import { openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

function embed(texts: readonly string[], dimensions: number | null = null, signal?: AbortSignal) {
  return outcomeOf(stage.call({ kind: "embedding", texts, dimensions }, signal ? { signal } : {}));
}

describe("embeddings of a declared server", () => {
  it("are one vector a text, in the texts' order, with the tokens", async () => {
    const bodies: Promise<unknown>[] = [];
    const data = [
      { index: 1, embedding: [0, 1] },
      { index: 0, embedding: [1, 0] },
    ];
    stage.server.script((request, response) => {
      bodies.push(json(request));
      reply(200, { data, usage: { prompt_tokens: 7, total_tokens: 7 } })(request, response);
    });
    const { events, error } = await embed(["a", "b"], 2);
    expect(error).toBeNull();
    expect(events).toMatchObject([
      {
        type: "data",
        data: {
          kind: "embeddings",
          vectors: [
            [1, 0],
            [0, 1],
          ],
        },
      },
      { type: "finish", reason: "stop" },
      { type: "usage", usage: { inputTokens: 7, outputTokens: null } },
    ]);
    expect(await bodies[0]).toEqual({
      model: "maker/model",
      input: ["a", "b"],
      encoding_format: "float",
      dimensions: 2,
    });
    expect(stage.server.received[0]?.url).toBe("/v1/embeddings");
  });

  it.each<[string, Handler, object]>([
    ["a vector is missing", reply(200, { data: [{ index: 0, embedding: [1] }] }), { kind: "broken" }],
    ["a vector is no vector", reply(200, { data: [{ embedding: [1] }, { embedding: ["x"] }] }), { kind: "broken" }],
    ["it is not JSON", reply(200, "<html>"), { kind: "broken" }],
    ["an error stands in it", reply(200, { error: { message: "x", code: 503 } }), { kind: "busy" }],
    ["it is refused", reply(404, { error: "no such model" }), { kind: "gone", code: 404 }],
  ])("fail where %s", async (_what, handler, expected) => {
    stage.server.script(handler);
    const { error } = await embed(["a", "b"]);
    expect(error).toMatchObject({ name: "CallError", ...expected });
  });

  it("throw the signal's reason in the middle of the answer", async () => {
    const controller = new AbortController();
    const closed = Promise.withResolvers<void>();
    stage.server.script((request, response) => {
      request.socket.on("close", closed.resolve);
      response.writeHead(200, { "content-type": "application/json" }).write('{"data":[');
      setImmediate(() => controller.abort());
    });
    expect((await embed(["a"], null, controller.signal)).error).toMatchObject({ name: "AbortError" });
    await closed.promise;
  });

  it("are all that there is besides chat", async () => {
    const pipeline = { text: "x", context: null, labels: [], targetLanguage: null, sourceLanguage: null, files: [] };
    const { error } = await outcomeOf(stage.call({ kind: "pipeline", ...pipeline }));
    expect(error).toMatchObject({ kind: "bad-request" });
    expect(stage.server.received).toEqual([]);
  });
});
