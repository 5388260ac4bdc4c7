import { listDatasets, listModels, modelInfo, whoAmI } from "@huggingface/hub";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startWorld, type World } from "../../demo/world/world.ts";

let world: World;
let hubUrl: string;

beforeEach(async () => {
  world = await startWorld();
  hubUrl = world.hub.url;
});

afterEach(async () => {
  await world.stop();
});

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

it("lists models for the official client", async () => {
  const models = await collect(
    listModels({
      hubUrl,
      search: { tags: ["conversational"], inferenceProviders: ["all"] },
      additionalFields: ["inferenceProviderMapping", "createdAt", "tags", "model-index"],
      sort: "downloads",
    }),
  );
  expect(models.length).toBeGreaterThan(80);
  expect(models[0]).toMatchObject({
    name: "Qwen/Qwen2.5-7B-Instruct",
    task: "text-generation",
    gated: false,
    private: false,
  });
  expect(models[0]?.updatedAt.getTime()).toBeGreaterThan(0);
  expect(models[0]?.inferenceProviderMapping).toContainEqual(
    expect.objectContaining({ provider: "together", status: "live", hfModelId: "Qwen/Qwen2.5-7B-Instruct" }),
  );
});

it("pages for the official client", async () => {
  const all = await collect(listModels({ hubUrl }));
  world.setRecords(Array.from({ length: 1_203 }, (_, index) => ({ id: `many/model-${index}`, downloads: index % 10 })));
  const many = await collect(listModels({ hubUrl, sort: "downloads" }));
  expect(all.length).toBeGreaterThan(150);
  expect(new Set(many.map(({ name }) => name)).size).toBe(1_203);
});

it("describes one model to the official client", async () => {
  const model = await modelInfo({
    hubUrl,
    name: "openai/gpt-oss-120b",
    additionalFields: ["inferenceProviderMapping", "tags"],
  });
  expect(model.name).toBe("openai/gpt-oss-120b");
  expect(model.tags).toContain("license:apache-2.0");
  expect(model.inferenceProviderMapping?.map(({ provider }) => provider)).toEqual(
    expect.arrayContaining(["groq", "cerebras"]),
  );
  await expect(modelInfo({ hubUrl, name: "nobody/nothing" })).rejects.toMatchObject({ statusCode: 401 });
});

it("tells the official client who it is, and refuses another token", async () => {
  expect(await whoAmI({ hubUrl, accessToken: world.token })).toMatchObject({ type: "user", name: "demo" });
  await expect(whoAmI({ hubUrl, accessToken: "hf_wrong" })).rejects.toMatchObject({ statusCode: 401 });
});

it("lists the official benchmarks for the official client", async () => {
  const datasets = await collect(listDatasets({ hubUrl, search: { tags: ["benchmark:official"] } }));
  expect(datasets.map(({ name }) => name)).toContain("TIGER-Lab/MMLU-Pro");
});
