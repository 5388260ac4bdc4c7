import { expect, it } from "vitest";
import { mergeDocuments } from "../../src/shared/merge.ts";

it("lays objects over each other key by key, at every depth", () => {
  const merged = mergeDocuments({ a: 1, deep: { b: 2, c: 3 } }, { deep: { c: 4, d: 5 }, e: 6 });
  expect(merged).toEqual({ a: 1, deep: { b: 2, c: 4, d: 5 }, e: 6 });
});

it("takes lists, null and plain values as a whole", () => {
  expect(mergeDocuments({ list: [1, 2], pin: { model: "a" } }, { list: [3], pin: null })).toEqual({
    list: [3],
    pin: null,
  });
  expect(mergeDocuments({ pin: null }, { pin: { model: "a" } })).toEqual({ pin: { model: "a" } });
});

it("changes neither of the two", () => {
  const base = { deep: { a: 1 } };
  const over = { deep: { b: 2 } };
  mergeDocuments(base, over);
  expect([base, over]).toEqual([{ deep: { a: 1 } }, { deep: { b: 2 } }]);
});

it("takes __proto__ for a key like any other, and nobody inherits from it", () => {
  const merged = mergeDocuments({}, JSON.parse('{"__proto__": {"margin": 50}}'));
  expect(Object.keys(merged as object)).toEqual(["__proto__"]);
  expect((merged as { margin?: number }).margin).toBeUndefined();
  expect(({} as { margin?: number }).margin).toBeUndefined();
});
