import { readdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createHoldStore } from "../../src/history/holds.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { dayMs } from "../support/candidates.ts";
import { createFakeClock, type FakeClock } from "../support/fake-clock.ts";
import { createTemporaryHome } from "../support/temporary-home.ts";

let home: string;
let remove: () => void;
let clock: FakeClock;
beforeEach(() => {
  ({ home, remove } = createTemporaryHome());
  clock = createFakeClock();
});
afterEach(() => remove());

const open = () => createHoldStore({ home, fileSystem: nodeFileSystem, clock });
const held = (task: string, model = "maker/model") => ({ task, provider: "huggingface", model });
const model = { provider: "huggingface", model: "maker/model" };

it("holds nothing at first, and writes no file for looking", async () => {
  expect(await open().list()).toEqual([]);
  expect(readdirSync(join(home, "history"))).toEqual([]);
});

it("holds a model for a task until its days are over, across restarts", async () => {
  await open().add([held("translation")], 30);
  expect(await open().list()).toEqual([
    { ...held("translation"), since: "2026-11-21T03:00:00.000Z", until: "2026-12-21T03:00:00.000Z" },
  ]);
  clock.advance(30 * dayMs - 1);
  expect(await open().list()).toHaveLength(1);
  clock.advance(1);
  expect(await open().list()).toEqual([]);
});

it("begins anew where the same model is rolled back again, and takes up one place", async () => {
  await open().add([held("translation")], 30);
  clock.advance(10 * dayMs);
  await open().add([held("translation")], 30);
  expect((await open().list()).map((each) => each.until)).toEqual(["2026-12-31T03:00:00.000Z"]);
});

it("holds nothing where the policy's days are 0", async () => {
  await open().add([held("translation")], 0);
  expect(await open().list()).toEqual([]);
});

it("holds for as long as the policy can say", async () => {
  await open().add([held("translation")], 36_500);
  expect((await open().list())[0]?.until).toBe("2126-10-28T03:00:00.000Z");
});

it("is released by a person for one task or for all, and tells how many there were", async () => {
  const store = open();
  const all = [held("translation"), held("summarization"), held("translation", "maker/other")];
  await store.add(all, 30);
  expect(await store.release(model, "translation")).toBe(1);
  expect(await store.release(model, "translation")).toBe(0);
  await store.add(all, 30);
  expect(await store.release(model, null)).toBe(2);
  expect(await store.release({ ...model, provider: "ollama" }, null)).toBe(0);
  expect((await store.list()).map((each) => each.model)).toEqual(["maker/other"]);
});

it("loses none when several are added at once", async () => {
  const names = Array.from({ length: 8 }, (_, index) => `maker/model-${index}`);
  await Promise.all(names.map((name) => open().add([held("translation", name)], 30)));
  expect((await open().list()).map((each) => each.model).sort()).toEqual(names);
});

it("sets a corrupt file aside, says so, and goes on", async () => {
  const warnings: string[] = [];
  const path = join(home, "history", "holds.json");
  writeFileSync(path, '{"holds": [');
  const store = createHoldStore({
    home,
    fileSystem: nodeFileSystem,
    clock,
    logger: { warn: (message) => void warnings.push(message) },
  });
  await store.add([held("translation")], 30);
  expect(await store.list()).toHaveLength(1);
  expect(warnings.join()).toMatch(/holds\.json is not valid .* set aside as .*holds\.json\.corrupt-/);
  const aside = readdirSync(join(home, "history")).find((name) => name.includes("corrupt"));
  expect(readFileSync(join(home, "history", aside ?? ""), "utf8")).toBe('{"holds": [');
});

it("loses no hold to a file that is torn or lost", async () => {
  await open().add([held("translation"), held("summarization")], 30);
  const path = join(home, "history", "holds.json");
  writeFileSync(path, '{"holds": [{"task": "transl');
  expect((await open().list()).map((each) => each.task)).toEqual(["translation", "summarization"]);
  unlinkSync(path);
  await open().add([held("fill-mask")], 30);
  expect((await open().list()).map((each) => each.task)).toEqual(["translation", "summarization", "fill-mask"]);
});
