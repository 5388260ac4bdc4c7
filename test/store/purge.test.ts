import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OpenStore } from "../../src/store/open-store.ts";
import { candidateWith, dayMs, servedRoute, testNow } from "../support/candidates.ts";
import { type StoreStage, setUpStores } from "../support/store-stage.ts";
import { readTable } from "../support/store-tables.ts";
import { usageWith } from "../support/usage-record.ts";

let stage: StoreStage;
let store: OpenStore;

beforeEach(async () => {
  stage = setUpStores();
  store = await stage.open();
});
afterEach(() => stage.end());

const rows = (table: string) => readTable<Record<string, unknown>>(stage.path, table);

describe("the purge", () => {
  it("removes old calls, answers how many, and forgets by what they were counted", async () => {
    const old = { provider: "ollama", model: "old:1b", version: null, host: null, interface: "chat" };
    for (let count = 0; count < 3; count += 1) store.record(usageWith({ at: testNow - 40 * dayMs, route: old }));
    store.record(usageWith({ at: testNow - 40 * dayMs }));
    store.record(usageWith());
    expect(await store.purge(testNow - 30 * dayMs)).toBe(4);
    expect(rows("usage_series")).toMatchObject([{ model: "maker/model" }]);
    expect(await store.stats({ task: null, days: 60 })).toMatchObject({ total: 1 });
  });

  it("removes what no source has named for 90 days, and counts calls alone", async () => {
    store.observe(candidateWith({ model: "old/model", routes: [servedRoute({ version: "v1" })] }));
    await store.flush();
    stage.clock.advance(90 * dayMs);
    expect(await store.purge(testNow)).toBe(0);
    expect(rows("models")).toHaveLength(1);
    store.observe(candidateWith({ model: "new/model", routes: [servedRoute({ version: "v2" })] }));
    stage.clock.advance(1);
    expect(await store.purge(testNow)).toBe(0);
    for (const table of ["models", "model_versions", "routes"]) {
      expect(rows(table)).toMatchObject([{ model: "new/model" }]);
    }
  });

  it("ends between two batches when it is told to", async () => {
    for (let count = 0; count < 5_500; count += 1) store.record(usageWith({ at: testNow - 40 * dayMs }));
    const { signal } = new AbortController();
    let asked = 0;
    Object.defineProperty(signal, "aborted", {
      get() {
        asked += 1;
        return asked > 1;
      },
    });
    expect(await store.purge(testNow, signal)).toBe(5_000);
    expect(await store.stats({ task: null, days: 60 })).toMatchObject({ total: 500 });
    expect(await store.purge(testNow)).toBe(500);
  });

  it("makes no database where there is none", async () => {
    expect(await store.purge(testNow)).toBe(0);
    expect(await store.check()).toBe("absent");
  });
});
