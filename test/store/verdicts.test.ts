import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OpenStore } from "../../src/store/open-store.ts";
import { candidateWith, dayMs, testNow } from "../support/candidates.ts";
import { type StoreStage, setUpStores } from "../support/store-stage.ts";
import { readTable, runStatement } from "../support/store-tables.ts";
import { verdictWith } from "../support/verdict.ts";

let stage: StoreStage;
let store: OpenStore;

beforeEach(async () => {
  stage = setUpStores();
  store = await stage.open();
});
afterEach(() => stage.end());

const model = { provider: "huggingface", model: "maker/model" };
const { route } = verdictWith();
const rows = () => readTable<Record<string, unknown>>(stage.path, "verdicts");

describe("what live calls have proved", () => {
  it("is kept with all that was measured, and no text of an answer", async () => {
    await store.keepVerdicts([verdictWith({ graded: { asked: 20, right: 19 }, reason: "answered 19 of 20" })]);
    const facts = { task: "conversational", model: "maker/model", host: "novita", version: "", at: testNow };
    const measured = { calls: 1, first_token_ms: 400, tokens_per_second: 80, cost: 12_000 };
    const expected = { ...facts, ...measured, outcome: "passed", asked: 20, answered_rightly: 19, is_damaged: 0 };
    expect(rows()).toMatchObject([expected]);
  });

  it("is not kept twice, and may hold what no database takes", async () => {
    const odd = verdictWith({ reason: "a\0b\ud800", firstTokenMs: Number.NaN, costUsdNanos: Number.POSITIVE_INFINITY });
    await store.keepVerdicts([odd]);
    await store.keepVerdicts([odd]);
    expect(rows()).toMatchObject([{ reason: "ab\ufffd", first_token_ms: null, cost: null }]);
    await store.keepVerdicts([]);
    expect(rows()).toHaveLength(1);
  });

  it("is forgotten with the calls of its time", async () => {
    await store.keepVerdicts([verdictWith({ at: testNow - 40 * dayMs }), verdictWith()]);
    expect(await store.purge(testNow - 30 * dayMs)).toBe(0);
    expect(rows()).toMatchObject([{ at: testNow }]);
  });
});

describe("what is known of earlier runs", () => {
  it("is nothing where nothing was ever written, and reading makes no file", async () => {
    const knowledge = await store.knowledge();
    expect([knowledge.past(model), knowledge.graded("conversational", model)]).toEqual([undefined, undefined]);
    expect(await store.check()).toBe("absent");
  });

  it("holds models as they were last seen, and when first", async () => {
    store.observe(candidateWith({ downloads: 500, parameters: null }));
    await store.flush();
    stage.clock.advance(5 * dayMs);
    store.observe(candidateWith({ downloads: 90_000, parameters: null }));
    const createdAt = testNow - 100 * dayMs;
    expect((await store.knowledge()).past(model)).toEqual({
      createdAt,
      parameters: null,
      downloads: 90_000,
      firstSeen: testNow,
      lastSeen: testNow + 5 * dayMs,
    });
  });

  it("holds every model of many pages", async () => {
    await store.keepVerdicts([verdictWith()]);
    const columns = "'', '[]', 5, 7, 0, '', 0, 0, 8, '', '', 0, 0, '[]', '{}', 'x', 9, 9";
    const numbers = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 4500)";
    runStatement(stage.path, `${numbers} insert into models select 'p' || (i % 3), 'm' || i, ${columns} from n`);
    const knowledge = await store.knowledge();
    for (const each of [1, 1_999, 2_000, 2_001, 4_500]) {
      expect(knowledge.past({ provider: `p${each % 3}`, model: `m${each}` })?.firstSeen).toBe(9);
    }
    expect(knowledge.past({ provider: "p0", model: "m1" })).toBeUndefined();
  });

  it("holds the share of all answers that are kept, and what each route has answered last", async () => {
    const older = verdictWith({ at: testNow - 9, graded: { asked: 20, right: 16 } });
    const newer = verdictWith({ at: testNow - 5, graded: { asked: 20, right: 18 } });
    await store.keepVerdicts([newer, older, verdictWith({ at: testNow })]);
    const knowledge = await store.knowledge();
    expect(knowledge.graded("conversational", model)).toEqual({ asked: 20, right: 17 });
    const last = { at: testNow - 5, graded: { asked: 20, right: 18 } };
    expect(knowledge.gradeOfRoute("conversational", route)).toMatchObject(last);
    expect(knowledge.graded("translation", model)).toBeUndefined();
  });

  it("holds what a model's last calls have shown, by the route that speaks best for it", async () => {
    const failed = { outcome: "failed", reason: "did not answer in time" } as const;
    const on = (host: string) => ({ ...route, host });
    await store.keepVerdicts([
      verdictWith({ at: testNow - 9, reason: "answered rightly the second time" }),
      verdictWith({ ...failed, task: "translation" }),
      verdictWith({ ...failed, route: on("groq") }),
      verdictWith({ route: on("novita") }),
      verdictWith({ ...failed, at: testNow - 5, task: "summarization", route: on("groq") }),
      verdictWith({ at: testNow - 9, task: "summarization", route: on("novita") }),
    ]);
    const { finding } = await store.knowledge();
    const told = (["conversational", "translation", "summarization"] as const).map((task) => finding(task, model));
    expect(told).toMatchObject([{ outcome: "passed", reason: "answered rightly" }, failed, failed]);
    expect(finding("code-generation", model)).toBeUndefined();
  });

  it("tells when a route has passed, unless its model has been called since", async () => {
    await store.keepVerdicts([verdictWith({ at: testNow - 9 })]);
    expect((await store.knowledge()).passedAt("conversational", route)).toBe(testNow - 9);
    await store.keepVerdicts([verdictWith({ outcome: "failed" })]);
    expect((await store.knowledge()).passedAt("conversational", route)).toBeUndefined();
    expect((await store.knowledge()).passedAt("translation", route)).toBeUndefined();
  });

  it("counts several hosts as one sample, without those that serve a damaged copy", async () => {
    const on = (host: string, right: number, isDamaged = false) =>
      verdictWith({ route: { ...route, host }, graded: { asked: 20, right }, isDamaged });
    await store.keepVerdicts([on("novita", 18), on("groq", 16), on("cheap", 4, true)]);
    const knowledge = await store.knowledge();
    expect(knowledge.graded("conversational", model)).toEqual({ asked: 20, right: 17 });
    expect(knowledge.gradeOfRoute("conversational", { ...route, host: "cheap" })?.isDamaged).toBe(true);
  });
});
