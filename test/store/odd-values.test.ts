import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { UsageRecord } from "../../src/domain/usage.ts";
import type { OpenStore } from "../../src/store/open-store.ts";
import { candidateWith, servedRoute } from "../support/candidates.ts";
import { type StoreStage, setUpStores } from "../support/store-stage.ts";
import { readTable, runStatement } from "../support/store-tables.ts";
import { usageWith } from "../support/usage-record.ts";

let stage: StoreStage;
let store: OpenStore;

beforeEach(async () => {
  stage = setUpStores();
  store = await stage.open();
});
afterEach(() => stage.end());

async function statsOf(...records: Partial<UsageRecord>[]) {
  for (const each of records) store.record(usageWith(each));
  return (await store.stats({ task: null, days: 30 })).models;
}

describe("a number of another program", () => {
  it.each([
    ["more tokens than any call has", { inputTokens: 1e12, inputCost: 1e17, outputCost: 7 }],
    ["a cost larger than is counted exactly", { inputCost: 9e18, outputCost: 7 }],
    ["a cost below nothing", { inputCost: -1, outputCost: 7 }],
  ])("that is %s is unknown", async (_what, facts) => {
    const [model] = await statsOf(facts, facts, facts);
    expect(model).toMatchObject({ calls: 3, costUsdNanos: 21 });
    expect(readTable(stage.path, "usage")[0]).toMatchObject({ input_cost: null });
  });

  it("that stands in the database already makes no statistics fail", async () => {
    await statsOf({}, {}, {});
    runStatement(stage.path, "update usage set input_cost = 9000000000000000000");
    const [model] = await statsOf();
    expect(model?.costUsdNanos).toBeCloseTo(27e18, -14);
  });

  it("that is a price beyond all prices is unknown", async () => {
    store.observe(candidateWith({ routes: [servedRoute({ inputPrice: 1e300 })] }));
    expect((await store.routeFacts()).map(({ inputPrice }) => inputPrice)).toEqual([null]);
  });
});

describe("a text of another program", () => {
  it("is kept without what databases refuse", async () => {
    const route = { provider: "p\0q", model: "m\0\ud800", version: null, host: "h\0", interface: "chat" };
    const [model] = await statsOf({ route, person: "http:\0x" });
    expect(model).toMatchObject({ provider: "pq", model: "m\ufffd", host: "h" });
    expect(readTable(stage.path, "usage")[0]).toMatchObject({ person: "http:x" });
  });

  it("that is none where one may be missing is missing", async () => {
    store.observe(candidateWith({ family: { odd: 1 } as unknown as string }));
    await store.flush();
    expect(readTable(stage.path, "models")).toMatchObject([{ family: null }]);
  });
});

describe("a row that cannot be written", () => {
  it("is left out, counted, and told of once, and all others are written", async () => {
    const wrong = { id: null as unknown as string };
    for (let count = 0; count < 20; count += 1) store.record(usageWith(count % 9 === 4 ? wrong : {}));
    store.observe(candidateWith({ routes: null as unknown as [] }));
    store.observe(candidateWith({ model: "maker/whole" }));
    expect(await statsOf()).toMatchObject([{ calls: 18 }]);
    expect(readTable(stage.path, "models")).toMatchObject([{ model: "maker/whole" }]);
    expect(await statsOf({}, wrong)).toMatchObject([{ calls: 19 }]);
    await store.close();
    expect(stage.logged.map(({ msg }) => msg)).toEqual([
      expect.stringMatching(/does not take what is known of a call or a model/),
      expect.stringMatching(/^3 calls were not noted/),
    ]);
  });
});
