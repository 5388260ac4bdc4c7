import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createUpdateHistory } from "../../src/history/update-history.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { exampleEntry } from "../support/configuration-setup.ts";
import { createFakeClock } from "../support/fake-clock.ts";
import { createTemporaryHome } from "../support/temporary-home.ts";

let home: string;
let remove: () => void;
let warnings: string[];
const file = () => join(home, "history", "updates.json");

function openHistory(limit = 30) {
  const logger = { warn: (message: string) => void warnings.push(message) };
  return createUpdateHistory({
    home,
    fileSystem: nodeFileSystem,
    clock: createFakeClock(),
    historyLimit: () => limit,
    logger,
  });
}

beforeEach(() => {
  ({ home, remove } = createTemporaryHome());
  warnings = [];
});
afterEach(() => remove());

async function ids(history: ReturnType<typeof openHistory>, limit?: number): Promise<string[]> {
  return (await history.list(limit === undefined ? {} : { limit })).map((entry) => entry.id);
}

it("is empty where there is no file, and writes none for reading", async () => {
  expect(await openHistory().list()).toEqual([]);
  expect(readdirSync(join(home, "history"))).toEqual([]);
});

it("lists the newest first, up to a limit", async () => {
  const history = openHistory();
  for (const id of ["one", "two", "three"]) await history.append(exampleEntry(id));
  expect(await ids(history)).toEqual(["three", "two", "one"]);
  expect(await ids(history, 2)).toEqual(["three", "two"]);
  expect(await history.has("one")).toBe(true);
  expect(await history.has("four")).toBe(false);
});

it("keeps the last entries and adds none twice", async () => {
  const history = openHistory(3);
  for (const id of ["1", "2", "3", "4", "4", "5", "3"]) await history.append(exampleEntry(id));
  expect(await ids(history)).toEqual(["5", "4", "3"]);
});

it("keeps fields that it does not know", async () => {
  writeFileSync(file(), JSON.stringify({ note: 1, entries: [{ ...exampleEntry("one"), mood: "good" }] }));
  await openHistory().append(exampleEntry("two"));
  expect(JSON.parse(readFileSync(file(), "utf8"))).toMatchObject({
    note: 1,
    entries: [{ id: "two" }, { mood: "good" }],
  });
});

it.each(['{"entries": [{"id"', "[]", '{"entries": [{"id": 7}]}', ""])(
  "uses the copy when the file is corrupt: %s",
  async (text) => {
    for (const id of ["one", "two"]) await openHistory().append(exampleEntry(id));
    writeFileSync(file(), text);
    expect(await ids(openHistory())).toEqual(["two", "one"]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(
      /updates\.json is not valid.*set aside as .*updates\.json\.corrupt-2026-11-21T03-00-00.*is used instead/,
    );
    const aside = readdirSync(join(home, "history")).find((name) => name.startsWith("updates.json.corrupt-"));
    expect(readFileSync(join(home, "history", aside ?? ""), "utf8")).toBe(text);
    await openHistory().append(exampleEntry("three"));
    expect(await ids(openHistory())).toEqual(["three", "two", "one"]);
  },
);

it("begins anew, and says so, when file and copy are corrupt", async () => {
  await openHistory().append(exampleEntry("one"));
  for (const path of [file(), join(home, "history", "backups", "updates.json")]) writeFileSync(path, "torn");
  expect(await ids(openHistory())).toEqual([]);
  expect(warnings.join()).toContain("begins anew");
});
