import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CallError } from "../../src/providers/invocation.ts";
import { AnswerBrokenError, NoRouteError, UnknownTargetError } from "../../src/routing/errors.ts";
import { attempt, endless, route, script } from "./fake-router.ts";
import { errorIn, type ProgramServer, startProgramServer } from "./program-server.ts";

const path = "/v1/chat/completions";
const messages = [{ role: "user", content: "Hello?" }];
const request = { model: "task:conversational", messages };
const streamed = { ...request, stream: true };

let server: ProgramServer;

beforeEach(async () => {
  server = await startProgramServer();
});
afterEach(() => server.stop());

type Completion = { choices: [{ message: { content: string; files: unknown } }] };

async function completionOf(response: Response): Promise<Completion> {
  return (await response.json()) as Completion;
}

/** The events of a stream, each as the object that it holds, or its text where it is none. */
async function eventsOf(response: Response): Promise<unknown[]> {
  const parts = (await response.text()).split("\n\n").filter((part) => part !== "");
  return parts.map((part) => {
    const data = part.replace(/^data: /, "");
    return data.startsWith("{") ? JSON.parse(data) : data;
  });
}

function deltasOf(events: unknown[]): unknown[] {
  return (events as { choices?: { delta: unknown }[] }[]).flatMap(({ choices = [] }) =>
    choices.map(({ delta }) => delta),
  );
}

describe("an answer as JSON", () => {
  it("keeps the reasoning apart from the text", async () => {
    server.router.answer = script({ type: "reasoning", text: "Hm." }, { type: "text", text: "Yes." });
    const body = await completionOf(await server.post(path, request));
    expect(body.choices).toEqual([
      {
        index: 0,
        message: { role: "assistant", content: "Yes.", refusal: null, reasoning_content: "Hm." },
        logprobs: null,
        finish_reason: "stop",
      },
    ]);
    expect(body).not.toHaveProperty("usage");
  });

  it("says in headers who answered, and what was tried before", async () => {
    server.router.attempts = [{ ...attempt, host: null, model: "modèle", outcome: "busy", ms: 5 }, attempt];
    const { headers } = await server.post(path, request, { "x-request-id": "mine-1" });
    expect(headers.get("x-request-id")).toBe("mine-1");
    expect(headers.get("x-modelvane-model")).toBe("huggingface:zai-org/GLM-5@novita");
    expect(headers.get("x-modelvane-attempts")).toBe(
      "huggingface:mod?le;outcome=busy;ms=5, huggingface:zai-org/GLM-5@novita;outcome=answered;ms=12",
    );
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("gives a request an id of its own where the caller's is none", async () => {
    for (const id of ["two words", "x".repeat(129), ""]) {
      const { headers } = await server.post(path, request, { "x-request-id": id });
      expect(headers.get("x-request-id")).toMatch(/^[\da-f]{8}-[\da-f-]{27}$/);
    }
  });

  it("tells files and labels as far as the shape allows", async () => {
    const file = { bytes: new Uint8Array([1, 2, 3]), mediaType: "image/png", name: "a.png" };
    server.router.answer = script(
      { type: "data", data: { kind: "labels", labels: [{ label: "good", score: 0.9 }] } },
      { type: "file", file },
    );
    const { message } = (await completionOf(await server.post(path, request))).choices[0];
    expect(JSON.parse(message.content)).toEqual({ kind: "labels", labels: [{ label: "good", score: 0.9 }] });
    expect(message.files).toEqual([{ type: "file", media_type: "image/png", name: "a.png", data: "AQID" }]);
  });
});

describe("an answer as a stream", () => {
  it("begins with the role, and ends with the reason and [DONE]", async () => {
    const response = await server.post(path, streamed, { "x-request-id": "mine-2" });
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(response.headers.get("x-request-id")).toBe("mine-2");
    expect(response.headers.get("x-modelvane-model")).toBe("huggingface:zai-org/GLM-5@novita");
    const events = await eventsOf(response);
    const chunk = {
      id: expect.stringMatching(/^chatcmpl-/),
      object: "chat.completion.chunk",
      created: Date.parse("2026-11-21T03:00:00.000Z") / 1_000,
      model: "zai-org/GLM-5",
    };
    const choice = { index: 0, logprobs: null, finish_reason: null };
    expect(events).toEqual([
      { ...chunk, choices: [{ ...choice, delta: { role: "assistant", content: "", refusal: null } }] },
      { ...chunk, choices: [{ ...choice, delta: { content: "Hello" } }] },
      { ...chunk, choices: [{ ...choice, delta: { content: " there" } }] },
      { ...chunk, choices: [{ ...choice, delta: {}, finish_reason: "stop" }] },
      "[DONE]",
    ]);
  });

  it("keeps the reasoning apart, and any letters whole", async () => {
    const text = 'A "quote"\n\ndata: [DONE]\r\n\u2028 🧭 \\';
    server.router.answer = script({ type: "reasoning", text: "Hm." }, { type: "life" }, { type: "text", text });
    const deltas = deltasOf(await eventsOf(await server.post(path, streamed)));
    expect(deltas.slice(1)).toEqual([{ reasoning_content: "Hm." }, { content: text }, {}]);
  });

  it("names the model that goes on with an answer from there on", async () => {
    server.router.answer = async function* () {
      yield { type: "route", route };
      yield { type: "text", text: "Half" };
      yield { type: "route", route: { ...route, model: "Qwen/Qwen4" } };
      yield { type: "text", text: " and half" };
    };
    const response = await server.post(path, streamed);
    expect(response.headers.get("x-modelvane-model")).toBe("huggingface:zai-org/GLM-5@novita");
    const models = (await eventsOf(response)).map((event) => (event as { model?: string }).model);
    expect(models).toEqual(["zai-org/GLM-5", "zai-org/GLM-5", "Qwen/Qwen4", "Qwen/Qwen4", undefined]);
  });

  it("ends with one error and no [DONE] where the answer dies half-way", async () => {
    server.router.answer = async function* (asked) {
      yield* script({ type: "text", text: "Half" })(asked);
      throw new AnswerBrokenError("The answer broke off.", { attempts: [] });
    };
    const events = await eventsOf(await server.post(path, streamed));
    expect(events.at(-1)).toEqual({
      error: { message: "The answer broke off.", type: "server_error", param: null, code: "answer_broken" },
    });
    expect(events).not.toContain("[DONE]");
    expect(deltasOf(events)).toHaveLength(2);
  });

  it("sends a comment where nothing comes for fifteen seconds, and none where something does", async () => {
    server.clock.hurry();
    const { answer } = endless({ type: "text", text: "Wait" });
    server.router.answer = answer;
    const response = await server.post(path, streamed);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let read = "";
    while (!read.includes("Wait")) read += (await reader?.read())?.value;
    expect(read).not.toContain("keep-alive");
    server.clock.advance(15_000);
    while (!read.includes("keep-alive")) read += (await reader?.read())?.value;
    expect(read.endsWith(": keep-alive\n\n")).toBe(true);
    await reader?.cancel();
  });
});

describe("an error before the answer", () => {
  const fails = (error: unknown) => {
    server.router.answer = async function* () {
      yield { type: "route", route };
      throw error;
    };
  };

  it.each([request, streamed])("has a status of its own, streamed or not", async (body) => {
    const bad = new CallError("The model takes no pictures.", { kind: "bad-request", code: 400 });
    const now = server.clock.now();
    for (const [error, status, code] of [
      [bad, 400, "bad_request"],
      [new NoRouteError("Nobody answers.", { retryAt: now + 61_500, attempts: [] }), 503, "no_route"],
      [new AnswerBrokenError("It broke.", { attempts: [] }), 502, "answer_broken"],
    ] as const) {
      fails(error);
      const response = await server.post(path, body);
      expect(response.status).toBe(status);
      expect(response.headers.get("retry-after")).toBe(status === 503 ? "62" : null);
      expect(await errorIn(response)).toMatchObject({ message: error.message, code });
    }
  });

  it("is 400 where waiting does not help, so that clients do not try again by themselves", async () => {
    fails(new NoRouteError("No model is that cheap.", { retryAt: null, attempts: [] }));
    const response = await server.post(path, request);
    expect([response.status, response.headers.get("retry-after")]).toEqual([400, null]);
  });

  it("is 404 where the router does not know the model", async () => {
    server.router.refusal = new UnknownTargetError("There is no such model. The tasks are conversational.");
    const response = await server.post(path, { ...request, model: "no/such" });
    expect(response.status).toBe(404);
    expect(await errorIn(response)).toEqual({
      message: "There is no such model. The tasks are conversational.",
      type: "invalid_request_error",
      param: "model",
      code: "model_not_found",
    });
  });

  it("is told to the log alone where it is a defect", async () => {
    fails(new Error("the inside of it"));
    const response = await server.post(path, streamed);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("inside");
    expect(server.warnings).toEqual(["A request to /v1 failed: the inside of it"]);
  });
});

describe("an answer that the server cannot wait for when it is stopped", () => {
  const stopping = { type: "server_error", message: expect.stringContaining("The server is being stopped") };

  it("ends in an error event where it is a stream", async () => {
    const { answer, cancelled } = endless({ type: "text", text: "Half" });
    server.router.answer = answer;
    const response = await server.post(path, streamed);
    server.clock.hurry();
    await server.stop();
    await cancelled;
    const events = await eventsOf(response);
    expect(deltasOf(events)).toContainEqual(expect.objectContaining({ content: "Half" }));
    expect(events.at(-1)).toMatchObject({ error: stopping });
  });

  it("is refused where it has not begun", async () => {
    const { answer, cancelled } = endless();
    server.router.answer = answer;
    const asked = server.post(path, request);
    await expect.poll(() => server.router.requests.length).toBe(1);
    server.clock.hurry();
    await server.stop();
    await cancelled;
    const response = await asked;
    expect(response.status).toBe(503);
    expect(await errorIn(response)).toMatchObject(stopping);
  });
});
