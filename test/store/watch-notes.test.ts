import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OpenStore } from "../../src/store/open-store.ts";
import { testNow } from "../support/candidates.ts";
import { type StoreStage, setUpStores } from "../support/store-stage.ts";
import { runStatement } from "../support/store-tables.ts";

let stage: StoreStage;
let store: OpenStore;

afterEach(() => stage.end());

const trial = { kind: "trial", key: "translation", at: testNow };

describe("a document of the watch", () => {
  beforeEach(async () => {
    stage = setUpStores();
    store = await stage.open();
  });

  it("comes back with its version, also to the next process, beside the others of its kind", async () => {
    const body = { share: 0.1, words: ["ü", "\u0000", "'"], nothing: null };
    expect(await store.writeNote({ ...trial, body, expected: null })).toBe(true);
    await store.writeNote({ ...trial, key: "conversational", body: 5, expected: null });
    await store.writeNote({ ...trial, kind: "probation", body: "else", expected: null });
    await store.close();
    const next = await stage.open();
    expect(await next.notes("trial")).toEqual([
      { ...trial, key: "conversational", version: 1, body: 5 },
      { ...trial, version: 1, body },
    ]);
    expect(await next.notes("event")).toEqual([]);
  });

  it("is replaced by whoever has read its version, and its version grows", async () => {
    await store.writeNote({ ...trial, body: "first", expected: null });
    expect(await store.writeNote({ ...trial, at: testNow + 1, body: "second", expected: 1 })).toBe(true);
    const kept = [{ ...trial, at: testNow + 1, version: 2, body: "second" }];
    for (const expected of [null, 1, 3]) {
      expect(await store.writeNote({ ...trial, body: "late", expected })).toBe(false);
      expect(await store.writeNote({ ...trial, body: null, expected })).toBe(false);
    }
    expect(await store.notes("trial")).toEqual(kept);
  });

  it("is not replaced where there is none", async () => {
    expect(await store.writeNote({ ...trial, body: "second", expected: 1 })).toBe(false);
    expect(await store.writeNote({ ...trial, body: null, expected: null })).toBe(true);
    expect(await store.notes("trial")).toEqual([]);
  });

  it("is removed, and who still has its old version in hand never meets that of a new one", async () => {
    await store.writeNote({ ...trial, body: "first", expected: null });
    expect(await store.writeNote({ ...trial, body: null, expected: 1 })).toBe(true);
    expect(await store.notes("trial")).toEqual([]);
    expect(await store.writeNote({ ...trial, body: "again", expected: 1 })).toBe(false);
    expect(await store.writeNote({ ...trial, body: "again", expected: null })).toBe(true);
    expect(await store.writeNote({ ...trial, body: "late", expected: 1 })).toBe(false);
    expect(await store.notes("trial")).toMatchObject([{ body: "again", version: 3 }]);
  });

  it("that the disk has damaged counts as not there, and harms no other", async () => {
    await store.writeNote({ ...trial, body: { is: "whole" }, expected: null });
    await store.writeNote({ ...trial, key: "conversational", body: { is: "whole" }, expected: null });
    runStatement(stage.path, `update watch_notes set body = '{"is":"who' where key = 'translation'`);
    expect(await store.notes("trial")).toMatchObject([{ key: "conversational" }]);
    expect(await store.writeNote({ ...trial, body: "new", expected: null })).toBe(true);
    expect(await store.notes("trial")).toMatchObject([{}, { key: "translation", body: "new" }]);
  });
});

describe("two processes that write the same document at once", () => {
  it("make the file together, and of each version one of them is the next", async () => {
    stage = setUpStores({ hasThread: true });
    const both = [await stage.open(), await stage.open()];
    for (let round = 0; round < 10; round += 1) {
      const expected = round === 0 ? null : round;
      const written = await Promise.all(
        both.map((each, writer) => each.writeNote({ ...trial, body: { round, writer }, expected })),
      );
      expect(written.toSorted()).toEqual([false, true]);
      const body = { round, writer: written.indexOf(true) };
      expect(await both[0]?.notes("trial")).toEqual([{ ...trial, version: round + 1, body }]);
    }
  });
});
