import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OpenStore } from "../../src/store/open-store.ts";
import { candidateWith, dayMs, servedRoute, testNow } from "../support/candidates.ts";
import { opinionWith } from "../support/opinion.ts";
import { type StoreStage, setUpStores } from "../support/store-stage.ts";
import { readTable } from "../support/store-tables.ts";
import { turnWith } from "../support/turn.ts";
import { usageWith } from "../support/usage-record.ts";
import { checkWith } from "../support/watch-check.ts";

let stage: StoreStage;
let store: OpenStore;

beforeEach(async () => {
  stage = setUpStores();
  store = await stage.open();
});
afterEach(() => stage.end());

const rows = (table: string) => readTable<Record<string, unknown>>(stage.path, table);

/** Is aborted when it has been asked so often. */
function endingAfter(steps: number): AbortSignal {
  const { signal } = new AbortController();
  let asked = 0;
  Object.defineProperty(signal, "aborted", {
    get() {
      asked += 1;
      return asked > steps;
    },
  });
  return signal;
}

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

  it("removes conversations and opinions of then, and counts calls alone", async () => {
    const old = testNow - 40 * dayMs;
    const turns = [turnWith({ at: old })];
    for (let topic = 0; topic < 3; topic += 1) {
      await store.keepConversation(
        { chat: "telegram:1", topic: String(topic) },
        { turns },
        topic === 2 ? testNow : old,
      );
    }
    await store.keepOpinion(opinionWith({ at: old }));
    await store.keepOpinion(opinionWith({ person: "telegram:3" }));
    store.record(usageWith({ at: old }));
    expect(await store.purge(testNow - 30 * dayMs)).toBe(1);
    expect(rows("conversations")).toMatchObject([{ topic: "2" }]);
    expect(rows("feedback")).toMatchObject([{ person: "telegram:3" }]);
  });

  it("removes conversations before any call, since they hold what people wrote", async () => {
    await store.keepConversation({ chat: "telegram:1", topic: "" }, { turns: [] }, testNow - 40 * dayMs);
    store.record(usageWith({ at: testNow - 40 * dayMs }));
    expect(await store.purge(testNow, endingAfter(1))).toBe(0);
    expect(rows("conversations")).toEqual([]);
    expect(rows("usage")).toHaveLength(1);
  });

  it("forgets what nobody has chosen anew for a year, but never who is not to be remembered", async () => {
    await store.keepChatPerson("telegram:1", { isRemembered: true, choices: {} }, testNow);
    await store.keepChatPerson("telegram:2", { isRemembered: false, choices: {} }, testNow);
    await store.keepChatPerson("telegram:3", { isRemembered: true, choices: {} }, testNow + 1);
    stage.clock.advance(365 * dayMs);
    await store.purge(testNow);
    expect(rows("chat_people")).toHaveLength(3);
    stage.clock.advance(1);
    await store.purge(testNow);
    expect(rows("chat_people")).toMatchObject([{ person: "telegram:2" }, { person: "telegram:3" }]);
  });

  it("removes looks of then, batch by batch, and counts calls alone", async () => {
    const at = testNow - 40 * dayMs;
    await store.keepChecks([...Array.from({ length: 5_500 }, () => checkWith({ at })), checkWith()]);
    expect(await store.purge(testNow - 30 * dayMs, endingAfter(1))).toBe(0);
    expect(rows("watch_checks")).toHaveLength(501);
    expect(await store.purge(testNow - 30 * dayMs)).toBe(0);
    expect(rows("watch_checks")).toMatchObject([{ at: testNow }]);
  });

  it("removes events of then and what was removed then, but no other document of the watch, however old", async () => {
    const note = { kind: "event", key: "old", body: {}, expected: null, at: testNow - 40 * dayMs };
    await store.writeNote(note);
    await store.writeNote({ ...note, key: "new", at: testNow });
    await store.writeNote({ ...note, kind: "probation" });
    await store.writeNote({ ...note, kind: "trial" });
    await store.writeNote({ ...note, kind: "trial", expected: 1, body: null });
    expect(await store.purge(testNow - 30 * dayMs)).toBe(0);
    expect(rows("watch_notes")).toMatchObject([
      { kind: "event", key: "new" },
      { kind: "probation", key: "old" },
    ]);
  });

  it("ends between two batches when it is told to", async () => {
    for (let count = 0; count < 5_500; count += 1) store.record(usageWith({ at: testNow - 40 * dayMs }));
    expect(await store.purge(testNow, endingAfter(1))).toBe(5_000);
    expect(await store.stats({ task: null, days: 60 })).toMatchObject({ total: 500 });
    expect(await store.purge(testNow)).toBe(500);
  });

  it("makes no database where there is none", async () => {
    expect(await store.purge(testNow)).toBe(0);
    expect(await store.check()).toBe("absent");
  });
});
