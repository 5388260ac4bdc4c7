import OpenAI from "openai";
import { afterEach, expect, it } from "vitest";
import { type OpenAiServer, startOpenAiServer } from "../../demo/world/open-ai-server.ts";

let server: OpenAiServer | undefined;

afterEach(async () => {
  await server?.stop();
  server = undefined;
});

it("satisfies the official client: models, chats, streams and embeddings", async () => {
  server = await startOpenAiServer({ models: [{ id: "tiny", facts: { max_model_len: 8_192 } }], key: "secret-key" });
  const client = new OpenAI({ baseURL: server.baseUrl, apiKey: "secret-key", maxRetries: 0 });
  const listed = await client.models.list();
  expect(listed.data).toMatchObject([{ id: "tiny", object: "model", max_model_len: 8_192 }]);
  expect(await client.models.retrieve("tiny")).toMatchObject({ id: "tiny" });
  const messages = [{ role: "user" as const, content: "Hello" }];
  const chat = await client.chat.completions.create({ model: "tiny", messages });
  expect(chat.choices[0]?.message.content).toContain("stand-in for tiny");
  let text = "";
  for await (const { choices } of await client.chat.completions.create({ model: "tiny", messages, stream: true })) {
    text += choices[0]?.delta.content ?? "";
  }
  expect(text).toBe(chat.choices[0]?.message.content);
  const { data } = await client.embeddings.create({ model: "tiny", input: ["one", "two"], dimensions: 4 });
  expect(data.map(({ embedding }) => embedding.length)).toEqual([4, 4]);
  expect(Math.hypot(...(data[0]?.embedding ?? []))).toBeCloseTo(1);
});

it("refuses a wrong key and a model that it does not have, and forgets models", async () => {
  server = await startOpenAiServer({ key: "secret-key" });
  const wrong = new OpenAI({ baseURL: server.baseUrl, apiKey: "other", maxRetries: 0 });
  await expect(wrong.models.list()).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
  const client = new OpenAI({ baseURL: server.baseUrl, apiKey: "secret-key", maxRetries: 0 });
  const messages = [{ role: "user" as const, content: "Hello" }];
  await client.chat.completions.create({ model: "demo-model", messages });
  server.setModels([]);
  const gone = client.chat.completions.create({ model: "demo-model", messages });
  await expect(gone).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  expect(server.calls.map(({ model, outcome }) => [model, outcome])).toEqual([
    ["demo-model", "answered"],
    ["demo-model", "failed"],
  ]);
});

it("tells what is wrong with a request", async () => {
  server = await startOpenAiServer();
  const post = (body: string) => fetch(`${server?.baseUrl}/chat/completions`, { method: "POST", body });
  expect((await post("{")).status).toBe(400);
  expect((await post('{"model":"demo-model","messages":[]}')).status).toBe(400);
});
