import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { OpenStore } from "../../src/store/open-store.ts";
import { candidateWith, dayMs, servedRoute } from "../support/candidates.ts";
import { type StoreStage, setUpStores } from "../support/store-stage.ts";
import { readTable, runStatement } from "../support/store-tables.ts";

let stage: StoreStage;
let store: OpenStore;

beforeAll(async () => {
  stage = setUpStores();
  store = await stage.open();
});
afterEach(async () => {
  await store.flush();
  for (const table of ["models", "model_versions", "routes"]) runStatement(stage.path, `delete from ${table}`);
});
afterAll(() => stage.end());

const hourMs = 3_600_000;

interface Seen {
  first_seen: number;
  last_seen: number;
}

async function seen(table: string): Promise<Seen | undefined> {
  await store.flush();
  return readTable<Seen>(stage.path, table)[0];
}

describe("the registry of models", () => {
  it("gives back the facts of every route, unknown ones as unknown", async () => {
    const known = servedRoute({ host: "novita", isFree: true, supportsTools: false, tokensPerSecond: 81.25 });
    const unknown = servedRoute({
      host: null,
      version: "v1",
      inputPrice: null,
      outputPrice: null,
      isFree: null,
      contextLength: null,
      firstTokenMs: null,
      tokensPerSecond: null,
      supportsTools: null,
      supportsVision: null,
    });
    store.observe(candidateWith({ routes: [known, unknown] }));
    const facts = [unknown, known].map(({ status, isAdapter, ...rest }) => ({ ...rest, isLocal: false }));
    const found = await store.routeFacts();
    expect(found).toHaveLength(2);
    for (const each of facts) {
      expect(found).toContainEqual({ provider: "huggingface", model: "maker/model", ...each });
    }
  });

  it("has the newest facts of a route, however often it was seen", async () => {
    for (const outputPrice of [1, 2]) store.observe(candidateWith({ routes: [servedRoute({ outputPrice })] }));
    await store.flush();
    const routes = [servedRoute({ outputPrice: 3 }), servedRoute({ outputPrice: 4 })];
    store.observe(candidateWith({ routes }));
    expect((await store.routeFacts()).map(({ outputPrice }) => outputPrice)).toEqual([4]);
  });

  it("keeps a model's facts, what it can do, and its versions", async () => {
    const routes = [
      servedRoute({ contextLength: 8_192, supportsTools: false }),
      servedRoute({ host: "together", version: "v2", contextLength: null, supportsTools: true }),
    ];
    store.observe(candidateWith({ tags: ["code"], routes, downloads: 12, isGated: null }));
    await store.flush();
    const [model] = readTable<Record<string, unknown>>(stage.path, "models");
    expect(model).toMatchObject({ provider: "huggingface", downloads: 12, is_gated: null, tags: '["code"]' });
    expect(JSON.parse(String(model?.capabilities))).toEqual({
      interfaces: ["chat"],
      contextLength: 8_192,
      tools: true,
      vision: null,
    });
    expect(readTable(stage.path, "model_versions")).toMatchObject([{ model: "maker/model", version: "v2" }]);
  });

  it.each(["models", "routes", "model_versions"])("touches %s that have not changed once an hour", async (table) => {
    const candidate = candidateWith({ routes: [servedRoute({ version: "v1" })] });
    const start = stage.clock.now();
    const observeAfter = async (milliseconds: number) => {
      stage.clock.advance(milliseconds);
      store.observe(candidate);
      return seen(table);
    };
    expect(await observeAfter(0)).toMatchObject({ first_seen: start, last_seen: start });
    expect(await observeAfter(hourMs - 1)).toMatchObject({ last_seen: start });
    expect(await observeAfter(1)).toMatchObject({ first_seen: start, last_seen: start + hourMs });
  });

  it("writes what has changed at once", async () => {
    store.observe(candidateWith({ likes: 1 }));
    await store.flush();
    stage.clock.advance(1_000);
    store.observe(candidateWith({ likes: 2 }));
    await store.flush();
    expect(readTable(stage.path, "models")).toMatchObject([{ likes: 2, last_seen: stage.clock.now() }]);
  });

  it("keeps every route of a model that several listings name at once", async () => {
    const chat = servedRoute({ host: null, interface: "chat" });
    const image = servedRoute({ host: null, interface: "text-to-image" });
    store.observe(candidateWith({ routes: [chat] }));
    store.observe(candidateWith({ routes: [{ ...chat, contextLength: 4_096 }, image] }));
    store.observe(candidateWith({ routes: [image] }));
    const facts = await store.routeFacts();
    expect(facts.map((each) => [each.interface, each.contextLength]).sort()).toEqual([
      ["chat", 4_096],
      ["text-to-image", image.contextLength],
    ]);
  });

  it("forgets routes that were not seen for 30 days", async () => {
    store.observe(candidateWith({ model: "old/model" }));
    await store.flush();
    stage.clock.advance(30 * dayMs);
    store.observe(candidateWith({ model: "new/model" }));
    expect((await store.routeFacts()).map(({ model }) => model)).toEqual(["new/model"]);
  });

  it("gives back thousands of routes, each once", async () => {
    const count = 600;
    for (let index = 0; index < count; index += 1) {
      const routes = [servedRoute({ host: "a" }), servedRoute({ host: null })];
      store.observe(candidateWith({ model: `maker/model-${index}`, routes }));
    }
    const routes = await store.routeFacts();
    expect(routes).toHaveLength(2 * count);
    expect(new Set(routes.map(({ model, host }) => `${model} ${host}`)).size).toBe(2 * count);
  });
});
