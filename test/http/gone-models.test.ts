import OpenAI from "openai";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NoRouteError } from "../../src/routing/errors.ts";
import type { Attempt } from "../../src/routing/request.ts";
import { attempt } from "./fake-router.ts";
import { errorIn, type ProgramServer, startProgramServer } from "./program-server.ts";

const messages = [{ role: "user" as const, content: "Hello?" }];
const gone: Attempt = { ...attempt, outcome: "gone", error: "Hugging Face's router no longer serves the model." };

let server: ProgramServer;

beforeEach(async () => {
  server = await startProgramServer();
});
afterEach(() => server.stop());

function failsAfter(attempts: Attempt[], isGone = false): void {
  server.router.answer = async function* () {
    yield* [];
    throw new NoRouteError("No model could answer.", { retryAt: server.clock.now() + 21_600_000, attempts, isGone });
  };
}

describe("a concrete model that nobody serves", () => {
  it.each([
    ["huggingface:no/such", "/v1/chat/completions", { messages }],
    ["no/such", "/v1/chat/completions", { messages, stream: true }],
    ["huggingface:no/such", "/v1/embeddings", { input: "A text." }],
  ])("is one that there is not: %s at %s", async (model, path, body) => {
    failsAfter([gone, { ...gone, host: "together" }], true);
    const response = await server.post(path, { ...body, model });
    expect(response.status).toBe(404);
    expect(response.headers.get("retry-after")).toBeNull();
    expect(await errorIn(response)).toEqual({
      message: `Nobody who was asked serves the model ${model}. Hugging Face's router no longer serves the model.`,
      type: "invalid_request_error",
      param: "model",
      code: "model_not_found",
    });
  });

  it("is asked for once by the official client, which would try again where nobody could answer", async () => {
    failsAfter([gone], true);
    const asking = server.client.chat.completions.create({ model: "no/such", messages }, { maxRetries: 2 });
    await expect(asking).rejects.toBeInstanceOf(OpenAI.NotFoundError);
    expect(server.router.requests).toHaveLength(1);
  });
});

describe("a request that nobody could answer", () => {
  it.each([
    ["task:conversational", [gone]],
    ["huggingface:zai-org/GLM-5", [gone, { ...gone, outcome: "busy" as const }]],
    ["huggingface:zai-org/GLM-5", []],
  ])("may be made again later, for %s", async (model, attempts) => {
    failsAfter(attempts);
    const response = await server.post("/v1/chat/completions", { model, messages });
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "21600"]);
    expect((await errorIn(response)).code).toBe("no_route");
  });
});
