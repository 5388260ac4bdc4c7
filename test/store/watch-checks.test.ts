import { writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserFacingError } from "../../src/domain/errors.ts";
import type { OpenStore } from "../../src/store/open-store.ts";
import { testNow } from "../support/candidates.ts";
import { type StoreStage, setUpStores } from "../support/store-stage.ts";
import { readTable, runStatement } from "../support/store-tables.ts";
import { checkWith } from "../support/watch-check.ts";

let stage: StoreStage;
let store: OpenStore;

afterEach(() => stage.end());

const { route } = checkWith();
const other = { ...route, model: "other/model" };

describe.each([
  { where: "the thread of its program", hasThread: false },
  { where: "a thread of its own", hasThread: true },
])("what was looked at, in $where,", ({ hasThread }) => {
  beforeEach(async () => {
    stage = setUpStores({ hasThread });
    store = await stage.open();
  });

  it("comes back as it was kept, the oldest first, also to the next process", async () => {
    const down = checkWith({
      at: testNow - 5,
      outcome: "down",
      reason: "was no longer served there",
      firstTokenMs: null,
    });
    const speed = checkWith({ kind: "speed", tokensPerSecond: 81.5, firstTokenMs: 312.25, costUsdNanos: null });
    const drift = checkWith({ kind: "drift", task: "translation", inputTokens: 48, asked: 8, right: 7, calls: 8 });
    await store.keepChecks([speed, down]);
    await store.keepChecks([drift]);
    await store.close();
    expect(await (await stage.open()).checks({ since: testNow - 5 })).toEqual([down, speed, drift]);
  });

  it("is asked for since a moment, and of one model", async () => {
    const [old, newer] = [checkWith({ at: testNow - 1 }), checkWith({ route: { ...route, host: null } })];
    const ofAnother = checkWith({ route: other });
    await store.keepChecks([old, newer, ofAnother]);
    expect(await store.checks({ since: testNow })).toEqual([newer, ofAnother]);
    const { provider, model } = route;
    expect(await store.checks({ since: testNow - 1, model: { provider, model } })).toEqual([old, newer]);
    expect(await store.checks({ since: testNow + 1 })).toEqual([]);
  });

  it("is nothing where nothing was ever written, and asking makes no file", async () => {
    expect(await store.checks({ since: 0 })).toEqual([]);
    expect(await store.checkTotals(0)).toEqual({ calls: 0, costUsdNanos: 0 });
    expect(await store.notes("trial")).toEqual([]);
    expect(await store.useByDay(0)).toEqual([]);
    expect(await store.observations({ task: "translation", route, since: 0, limit: 5 })).toEqual([]);
    await store.keepChecks([]);
    expect(await store.check()).toBe("absent");
  });

  it("begins anew where the database is damaged, which is set aside", async () => {
    writeFileSync(stage.path, "no database, but long enough to be read as the header of one. ".repeat(40));
    await store.keepChecks([checkWith()]);
    expect(await store.checks({ since: 0 })).toEqual([checkWith()]);
    expect(stage.logged.map(({ msg }) => msg)).toEqual([expect.stringContaining(".corrupt-")]);
  });
});

describe("what was looked at", () => {
  beforeEach(async () => {
    stage = setUpStores();
    store = await stage.open();
  });

  it("comes whole and in its order, however much it is", async () => {
    const looks = Array.from({ length: 1_250 }, (_, place) => checkWith({ at: testNow + (place >> 3), calls: place }));
    await store.keepChecks(looks);
    const calls = (await store.checks({ since: 0 })).map((check) => check.calls);
    expect(calls).toEqual(looks.map((check) => check.calls));
  });

  it("is added up since a moment: calls, and costs as far as they are known", async () => {
    const [old, free] = [checkWith({ at: testNow - 1, calls: 9 }), checkWith({ calls: 0, costUsdNanos: null })];
    await store.keepChecks([old, checkWith({ calls: 3 }), checkWith({ calls: 2, costUsdNanos: 70 }), free]);
    expect(await store.checkTotals(testNow)).toEqual({ calls: 5, costUsdNanos: 570 });
  });

  it("may hold what no database takes", async () => {
    const odd = checkWith({ reason: "a\0b\ud800", firstTokenMs: Number.NaN, costUsdNanos: Number.POSITIVE_INFINITY });
    await store.keepChecks([odd]);
    const kept = { reason: "ab\ufffd", firstTokenMs: null, costUsdNanos: null };
    expect(await store.checks({ since: 0 })).toEqual([{ ...odd, ...kept }]);
  });

  it("is passed over where another version wrote what this one does not know", async () => {
    await store.keepChecks([checkWith({ calls: 1 }), checkWith({ calls: 2 }), checkWith({ calls: 3 })]);
    runStatement(stage.path, "update watch_checks set kind = 'smell' where calls = 1");
    runStatement(stage.path, "update watch_checks set task = 'juggling' where calls = 2");
    const [, second, third] = [1, 2, 3].map((calls) => checkWith({ calls }));
    expect(await store.checks({ since: 0 })).toEqual([second, third]);
  });

  it("is kept all or not at all, and a refusal says so", async () => {
    await store.keepChecks([checkWith()]);
    const refused = checkWith({ route: { ...route, interface: null as unknown as string } });
    await expect(store.keepChecks([checkWith(), refused])).rejects.toThrow(UserFacingError);
    expect(readTable(stage.path, "watch_checks")).toHaveLength(1);
  });
});
