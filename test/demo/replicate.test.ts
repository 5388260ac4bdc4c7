import Replicate from "replicate";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type ReplicateStandIn, startReplicate } from "../../demo/world/replicate/replicate.ts";

let standIn: ReplicateStandIn;
let client: Replicate;

beforeEach(async () => {
  standIn = await startReplicate({ pageSize: 4 });
  client = new Replicate({
    auth: standIn.token,
    baseUrl: standIn.environment.REPLICATE_BASE_URL,
    useFileOutput: false,
  });
});

afterEach(() => standIn.stop());

const chatModel = "meta/meta-llama-3-70b-instruct";

it("runs a model by its name for the official client", async () => {
  const output = await client.run(chatModel, { input: { prompt: "Hello" } });
  expect((output as string[]).join("")).toBe(`This is ${chatModel} of the demo's Replicate. You said: "Hello".`);
});

it("runs a version for the official client, and delivers its file", async () => {
  const { latest_version: version } = await client.models.get("jaaari", "kokoro-82m");
  const output = await client.run(`jaaari/kokoro-82m:${version?.id}`, {
    input: { text: "Hello" },
    wait: { mode: "poll", interval: 1 },
  });
  const file = await fetch(String(output));
  expect(file.headers.get("content-type")).toBe("audio/wav");
  expect(Buffer.from(await file.arrayBuffer()).toString("latin1", 0, 4)).toBe("RIFF");
});

it("streams to the official client", async () => {
  const events = [];
  for await (const event of client.stream(chatModel, { input: { prompt: "Hi" } })) events.push(event);
  expect(events.map(({ data }) => data).join("")).toBe(
    `This is ${chatModel} of the demo's Replicate. You said: "Hi".{}`,
  );
  expect(events.at(-1)?.event).toBe("done");
});

it("shows its collections, its models and their versions to the official client", async () => {
  const collections = await client.collections.list();
  expect(collections.results.map(({ slug }) => slug)).toContain("text-to-image");
  const collection = await client.collections.get("text-to-image");
  expect(collection.models?.[0]).toMatchObject({ owner: "black-forest-labs", name: "flux-schnell" });
  const models = [];
  for await (const page of client.paginate(client.models.list)) models.push(...page);
  expect(new Set(models.map(({ name }) => name)).size).toBe(9);
  const found = await client.models.search("whisper");
  expect(found.results.map(({ name }) => name)).toEqual(["whisper"]);
  const versions = await client.models.versions.list("openai", "whisper");
  expect(versions).toMatchObject({ results: [{ openapi_schema: { components: { schemas: { Input: {} } } } }] });
});

it("lets the official client call a run off", async () => {
  const { id } = await client.predictions.create({ model: chatModel, input: { prompt: "Hi" } });
  expect(await client.predictions.cancel(id)).toMatchObject({ id, status: "canceled" });
  expect(await client.predictions.get(id)).toMatchObject({ status: "canceled" });
});

it("keeps files for the official client", async () => {
  const file = await client.files.create(new File(["some words"], "words.txt", { type: "text/plain" }), { number: 1 });
  expect(file).toMatchObject({ name: "words.txt", content_type: "text/plain", size: 10, metadata: { number: 1 } });
  expect(await client.files.get(file.id)).toMatchObject({ id: file.id });
  expect(await client.files.delete(file.id)).toBe(true);
  expect((await client.files.list()).results).toEqual([]);
});

it("tells the official client whose the token is, and refuses another", async () => {
  expect(await client.accounts.current()).toMatchObject({ username: "demo" });
  const stranger = new Replicate({ auth: "r8_wrong", baseUrl: standIn.environment.REPLICATE_BASE_URL });
  await expect(stranger.accounts.current()).rejects.toThrow("401");
});

it("fails a run as the official client expects it", async () => {
  standIn.fail({ kind: "run-fails", error: "CUDA out of memory" });
  await expect(client.run(chatModel, { input: { prompt: "Hi" } })).rejects.toThrow(
    "Prediction failed: CUDA out of memory",
  );
  await expect(client.run("nobody/nothing", { input: {} })).rejects.toThrow("404");
});
