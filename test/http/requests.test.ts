import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { errorIn, type ProgramServer, startProgramServer } from "./program-server.ts";

const chat = "/v1/chat/completions";
const messages = [{ role: "user", content: "Hello?" }];
const request = { model: "task:conversational", messages };

let server: ProgramServer;

beforeEach(async () => {
  server = await startProgramServer();
});
afterEach(() => server.stop());

describe("a request", () => {
  it.each([
    ["task:code-generation", { task: "code-generation" }],
    ["huggingface:zai-org/GLM-5", { provider: "huggingface", model: "zai-org/GLM-5" }],
    ["ollama:llama3.2:3b", { provider: "ollama", model: "llama3.2:3b" }],
    ["llama3.2:3b", { provider: null, model: "llama3.2:3b" }],
    ["zai-org/GLM-5", { provider: null, model: "zai-org/GLM-5" }],
    ["huggingface:", { provider: null, model: "huggingface:" }],
    [":x", { provider: null, model: ":x" }],
  ])("means by the model %s the right one", async (model, target) => {
    await server.post(chat, { ...request, model });
    expect(server.router.requests[0]?.target).toEqual(target);
  });

  it("hands on what it does not know, and keeps what is ours to read", async () => {
    const options = { temperature: 0.1, seed: 5, made_up: { deep: [1] }, user: "ana" };
    const stream_options = { include_usage: true };
    await server.post(chat, { ...request, ...options, n: 1, stream: false, stream_options, tools: null });
    const [{ ask, person, needs } = { ask: null, person: null, needs: null }] = server.router.requests;
    expect(ask).toEqual({ kind: "chat", messages, options: { ...options, tools: null } });
    expect(person).toBe("http:ana");
    expect(needs).toEqual({});
  });

  it("keeps parts of messages that it does not know", async () => {
    const own = [
      { role: "user", name: "ana", content: [{ type: "image_url", image_url: { url: "data:image/png;base64,AA==" } }] },
      { role: "assistant", content: null, tool_calls: [{ id: "call_1", type: "function", function: {} }] },
      { role: "tool", tool_call_id: "call_1", content: "18 °C" },
    ];
    await server.post(chat, { ...request, messages: own });
    expect(server.router.requests[0]?.ask).toMatchObject({ messages: own });
  });

  it("says by headers what it may cost, and where it may run", async () => {
    const headers = { "x-modelvane-max-price": "2.5", "x-modelvane-local": "true" };
    await server.post(chat, request, headers);
    expect(server.router.requests[0]?.needs).toEqual({ maximumOutputPrice: 2_500_000, localOnly: true });
    await server.post(chat, request, { "x-modelvane-max-price": " .5 " });
    expect(server.router.requests[1]?.needs).toEqual({ maximumOutputPrice: 500_000 });
    const prices = ["cheap", "0x10", "1e3", "-1", "", "Infinity", ".", "9".repeat(400)];
    for (const wrong of [
      ...prices.map((price) => ({ "x-modelvane-max-price": price })),
      { "x-modelvane-local": "yes" },
    ]) {
      const response = await server.post(chat, request, wrong);
      expect(response.status).toBe(400);
      expect((await errorIn(response)).message).toContain(`${Object.keys(wrong)[0]} must be`);
    }
  });

  it("tells how many Modelvanes it has come through, which may not be many", async () => {
    await server.post(chat, request, { "x-modelvane-hops": "2" });
    expect(server.router.requests[0]?.hops).toBe(2);
    const response = await server.post(chat, request, { "x-modelvane-hops": "5" });
    expect(response.status).toBe(508);
    expect(await errorIn(response)).toMatchObject({
      code: "loop_detected",
      message: expect.stringContaining("they seem to be sources of one another"),
    });
    await server.post(chat, request, { "x-modelvane-hops": "many" });
    expect(server.router.requests.map(({ hops }) => hops)).toEqual([2, 0]);
  });

  it("takes of the names of models and persons no more than names are long", async () => {
    expect((await server.post(chat, { ...request, model: "x".repeat(301) })).status).toBe(400);
    await server.post(chat, { ...request, user: "x".repeat(10_000) });
    expect(server.router.requests[0]?.person).toBe(`http:${"x".repeat(128)}`);
  });

  it.each([
    ["two words"],
    ["task:conversational "],
    ["huggingface:a\nb"],
    ["huggingface:evil\u001b[2J"],
    ["a\u0000b"],
    ["a\u202eb"],
    ["a\ud800"],
  ])("takes no model's name that cannot be shown as it is: %j", async (model) => {
    for (const [path, body] of [
      [chat, request],
      ["/v1/embeddings", { input: "A text." }],
    ] as const) {
      const response = await server.post(path, { ...body, model });
      expect(response.status).toBe(400);
      const error = await errorIn(response);
      expect(error.message).toContain("model: expected a model's name without white space or control characters");
      expect(error.param).toBe("model");
    }
    expect(server.router.requests).toEqual([]);
  });

  it.each([
    ["an\u0000a\u001b[2J\n", "http:ana[2J"],
    ["\u0000\ud800", null],
    ["", null],
    [`${"x".repeat(127)}🧭`, `http:${"x".repeat(127)}`],
    ["Zoë Müller", "http:Zoë Müller"],
  ])("names the person by what can be shown: %j", async (user, person) => {
    await server.post(chat, { ...request, user });
    expect(server.router.requests[0]?.person).toBe(person);
  });

  it("is taken whatever its content type says", async () => {
    expect((await server.post(chat, request, { "content-type": "text/plain" })).status).toBe(200);
  });
});

describe("a bad request for a chat", () => {
  it.each([
    ["", null, "The body is not valid JSON."],
    ["{", null, "The body is not valid JSON."],
    ["[1]", null, "The body must be a JSON object with the request's fields."],
    ["null", null, "The body must be a JSON object with the request's fields."],
    [{ model: "x" }, "messages", "messages: expected a list of messages."],
    [{ ...request, messages: "Hello" }, "messages", "messages: expected a list of messages."],
    [{ ...request, messages: [] }, "messages", "messages: expected a list with at least one message."],
    [{ ...request, messages: [{ role: "wizard", content: "" }] }, "messages.0.role", "messages.0.role: "],
    [{ ...request, messages: [{ role: "user", content: 5 }] }, "messages.0.content", "messages.0.content: "],
    [{ messages }, "model", "model: expected a model's name, such as task:conversational."],
    [{ ...request, model: 5 }, "model", "model: expected a model's name"],
    [{ ...request, model: "" }, "model", "model: expected a model's name"],
    [{ ...request, messages: [null] }, "messages.0", "messages.0: expected an object with a role."],
    [
      { ...request, messages: [...messages, { role: 5 }] },
      "messages.1.role",
      "messages.1.role: expected one of system, ",
    ],
    [{ ...request, messages: [{ role: "user", content: ["a"] }] }, "messages.0.content.0", "messages.0.content.0: "],
    [{ ...request, messages: [{ role: "user", content: [{}] }] }, "messages.0.content.0.type", "expected a text."],
    [{ ...request, tools: [{}, null] }, "tools.1", "tools.1: expected an object."],
    [{ ...request, tools: "all" }, "tools", "tools: expected a list of tools."],
    [{ ...request, stream: "yes" }, "stream", "stream: expected boolean"],
    [{ ...request, n: 2 }, "n", "n must be 1 or left out: a request brings one answer."],
  ])("gets 400 and a sentence: %j", async (body, param, sentence) => {
    const response = await server.post(chat, body);
    expect(response.status).toBe(400);
    const error = await errorIn(response);
    expect(error).toMatchObject({ type: "invalid_request_error", param, message: expect.stringContaining(sentence) });
    expect(server.router.requests).toEqual([]);
    expect(server.warnings).toEqual([]);
  });

  it("gets 404 for a task that there is not, and the names of those that there are", async () => {
    const response = await server.post(chat, { ...request, model: `task:${"x".repeat(250)}` });
    expect(response.status).toBe(404);
    const error = await errorIn(response);
    expect(error).toMatchObject({ code: "model_not_found", param: "model" });
    expect(error.message).toMatch(/The tasks are: task:conversational, task:feature-extraction\.$/);
    expect(error.message.length).toBeLessThan(250);
    server.state.configuration = null;
    expect(await (await server.post(chat, { ...request, model: "task:x" })).text()).toContain(
      "No task has a model yet.",
    );
  });
});

describe("a request for vectors", () => {
  const path = "/v1/embeddings";
  const wanted = { model: "task:feature-extraction", input: "A text." };

  it.each([
    [{ ...wanted, input: "" }, "input"],
    [{ ...wanted, input: [] }, "input"],
    [{ ...wanted, input: ["a", ""] }, "input"],
    [{ ...wanted, input: [1, 2, 3] }, "input"],
    [{ ...wanted, input: [[1, 2], [3]] }, "input"],
    [{ ...wanted, encoding_format: "hex" }, "encoding_format"],
    [{ ...wanted, dimensions: 0 }, "dimensions"],
    [{ input: "A text." }, "model"],
  ])("gets 400 and a sentence where it is wrong: %j", async (body, param) => {
    const response = await server.post(path, body);
    expect(response.status).toBe(400);
    const error = await errorIn(response);
    expect(error.param).toBe(param);
    if (param === "input") expect(error.message).toContain("tokens are not taken");
  });

  it("gets 400 where it holds more texts than can be asked for at once", async () => {
    const texts = Array.from({ length: 2_049 }, () => "a");
    const response = await server.post(path, { ...wanted, input: texts });
    expect([response.status, (await errorIn(response)).param]).toEqual([400, "input"]);
  });

  it("gets 502 where the model brings something else", async () => {
    const response = await server.post(path, wanted);
    expect(response.status).toBe(502);
    expect((await errorIn(response)).message).toBe("The model gave 0 vectors for 1 texts. Ask another one.");
  });
});
