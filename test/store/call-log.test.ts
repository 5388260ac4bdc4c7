import Sqlite from "better-sqlite3";
import { type CompiledQuery, Kysely, SqliteDialect } from "kysely";
import { v7 as uuid } from "uuid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { UsageRecord } from "../../src/domain/usage.ts";
import type { OpenStore } from "../../src/store/open-store.ts";
import { readAttempts, readSpending } from "../../src/store/queries/read-calls.ts";
import type { StoreTables } from "../../src/store/schema.ts";
import { dayMs, testNow } from "../support/candidates.ts";
import { type StoreStage, setUpStores } from "../support/store-stage.ts";
import { runStatement } from "../support/store-tables.ts";
import { usageWith } from "../support/usage-record.ts";

let stage: StoreStage;
let store: OpenStore;

beforeEach(async () => {
  stage = setUpStores();
  store = await stage.open();
});
afterEach(() => stage.end());

const request = uuid({ msecs: testNow });
const replicate = { provider: "replicate", model: "a/b", version: "v1", host: null, interface: "chat" };

/** What SQLite would do for each query of some work. */
async function plansOf(work: (database: Kysely<StoreTables>) => Promise<unknown>): Promise<string[]> {
  const file = new Sqlite(stage.path, { readonly: true });
  const queries: CompiledQuery[] = [];
  const dialect = new SqliteDialect({ database: file });
  const database = new Kysely<StoreTables>({ dialect, log: ({ query }) => void queries.push(query) });
  try {
    await work(database);
    return queries.flatMap(({ sql, parameters }) =>
      file
        .prepare<unknown[], { detail: string }>(`explain query plan ${sql}`)
        .all(...parameters)
        .map(({ detail }) => detail),
    );
  } finally {
    await database.destroy();
  }
}

describe("the attempts of a request", () => {
  it("come back in their order, as they were noted", async () => {
    const first: UsageRecord = usageWith({
      request,
      route: replicate,
      task: null,
      outcome: "busy",
      error: "429",
      firstTokenMs: null,
      inputCost: null,
      revision: null,
      ownKey: true,
    });
    const second = usageWith({ request, attempt: 2, role: "fallback", at: testNow + 900, chat: null, person: null });
    for (const usage of [second, usageWith({ request: uuid({ msecs: testNow }) }), first]) store.record(usage);
    expect(await store.attemptsOf(request)).toEqual([first, second]);
  });

  it("are none where there is no database, no such request, or an id that tells no time", async () => {
    expect(await store.attemptsOf(request)).toEqual([]);
    store.record(usageWith({ request: "a-caller's-own" }));
    for (const id of [request, "a-caller's-own", "", "0195".repeat(8)]) expect(await store.attemptsOf(id)).toEqual([]);
  });

  it("may end hours after the request came", async () => {
    const late = usageWith({ request, id: uuid({ msecs: testNow + dayMs - 1 }) });
    store.record(late);
    store.record(usageWith({ request, id: uuid({ msecs: testNow + dayMs }) }));
    expect(await store.attemptsOf(request)).toEqual([late]);
  });

  it("have no task where it is none of ours any more", async () => {
    store.record(usageWith({ request }));
    await store.flush();
    runStatement(stage.path, "update usage_series set task = 'table-turning'; update usage set role = 'understudy'");
    expect(await store.attemptsOf(request)).toMatchObject([{ task: null, role: "primary" }]);
  });

  it("are found by the span of their ids", async () => {
    store.record(usageWith({ request }));
    await store.flush();
    expect(await plansOf((database) => readAttempts(database, request))).toEqual([
      expect.stringMatching(/^SEARCH usage USING INDEX sqlite_autoindex_usage_1 \(id>\? AND id<\?\)/),
      expect.stringMatching(/^SEARCH usage_series USING INTEGER PRIMARY KEY|^SEARCH usage_series USING INDEX/),
      expect.stringContaining("ORDER BY"),
    ]);
  });
});

describe("what was spent", () => {
  it("is nothing where there is no database, or no call of a person", async () => {
    expect(await store.spendingSince(testNow, "telegram:2")).toEqual({ person: 0, everybody: 0 });
    store.record(usageWith({ person: null }));
    expect(await store.spendingSince(testNow - dayMs, "telegram:2")).toEqual({ person: 0, everybody: 0 });
  });

  it("is added up of one person and of all, as far as costs are known", async () => {
    store.record(usageWith({ inputCost: 1, outputCost: 20 }));
    store.record(usageWith({ inputCost: null, outputCost: 300 }));
    store.record(usageWith({ inputCost: null, outputCost: null }));
    store.record(usageWith({ person: "telegram:3", inputCost: 4_000, outputCost: null }));
    store.record(usageWith({ person: null, inputCost: 50_000 }));
    expect(await store.spendingSince(testNow, "telegram:2")).toEqual({ person: 321, everybody: 4_321 });
    expect(await store.spendingSince(testNow, "telegram:9")).toEqual({ person: 0, everybody: 4_321 });
  });

  it("is that of calls that began since then", async () => {
    const end = uuid({ msecs: testNow + 50 });
    store.record(usageWith({ at: testNow - 1, id: end, inputCost: 1, outputCost: 0 }));
    store.record(usageWith({ at: testNow, inputCost: 20, outputCost: 0 }));
    store.record(usageWith({ at: testNow - dayMs, inputCost: 300, outputCost: 0 }));
    expect(await store.spendingSince(testNow, "telegram:2")).toEqual({ person: 20, everybody: 20 });
    expect((await store.spendingSince(0, "telegram:2")).person).toBe(321);
    expect((await store.spendingSince(-1, "telegram:2")).person).toBe(321);
  });

  it("is no failure where it is more than can be counted", async () => {
    for (let count = 0; count < 3; count += 1) store.record(usageWith());
    await store.flush();
    runStatement(stage.path, "update usage set input_cost = 9000000000000000000");
    expect((await store.spendingSince(testNow, "telegram:2")).everybody).toBeCloseTo(27e18, -14);
  });

  it("is found by the span of the ids", async () => {
    store.record(usageWith());
    await store.flush();
    expect(await plansOf((database) => readSpending(database, { since: testNow, person: "a" }))).toEqual([
      "SEARCH usage USING INDEX sqlite_autoindex_usage_1 (id>?)",
    ]);
  });
});
