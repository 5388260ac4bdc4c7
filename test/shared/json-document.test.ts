import { existsSync, readdirSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { systemClock } from "../../src/shared/clock.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { openJsonDocument } from "../../src/shared/json-document.ts";
import { startChild } from "../support/child.ts";
import { createTemporaryHome } from "../support/temporary-home.ts";
import { systemError, watchFileSystem } from "../support/watched-file-system.ts";

let path: string;
let remove: () => void;
const schema = z.object({ count: z.int() });
const initial = { count: 0 };

beforeEach(() => {
  const created = createTemporaryHome();
  path = join(created.home, "history", "state.json");
  remove = created.remove;
});
afterEach(() => remove());

function open(fileSystem = nodeFileSystem, warnings: string[] = []) {
  const logger = { warn: (message: string) => void warnings.push(message) };
  return openJsonDocument({ path, schema, initial, fileSystem, clock: systemClock, logger });
}

it("holds the initial value where there is no file, and what was written afterwards", async () => {
  expect(await open().read()).toEqual({ count: 0 });
  expect(await open().update(({ count }) => ({ count: count + 1 }))).toEqual({ count: 1 });
  expect(await open().read()).toEqual({ count: 1 });
});

it("reads what another program wrote in the meantime, a byte order mark included", async () => {
  const document = open();
  await document.update(() => ({ count: 1 }));
  writeFileSync(path, '\uFEFF{ "count": 41 }');
  expect(await document.update(({ count }) => ({ count: count + 1 }))).toEqual({ count: 42 });
});

it("sets a file of another shape aside with one sentence and begins anew", async () => {
  writeFileSync(path, '{ "count": "many" }');
  const warnings: string[] = [];
  expect(await open(nodeFileSystem, warnings).read()).toEqual({ count: 0 });
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(/state\.json is not valid \(count: .*set aside.*begins anew/);
  expect(readdirSync(join(path, "..")).filter((name) => name.includes(".corrupt-"))).toHaveLength(1);
});

it("leaves the old value and explains when the disk is full", async () => {
  await open().update(() => ({ count: 7 }));
  const fileSystem = watchFileSystem(nodeFileSystem, {
    before(call) {
      if (call.name === "write") throw systemError("ENOSPC");
    },
  });
  await expect(open(fileSystem).update(() => ({ count: 8 }))).rejects.toThrow(
    /state\.json could not be written: the disk is full/,
  );
  expect(await open().read()).toEqual({ count: 7 });
});

it("leaves the old value when the change throws", async () => {
  const refuse = () => {
    throw new Error("no");
  };
  await expect(open().update(refuse)).rejects.toThrow("no");
  expect(await open().read()).toEqual({ count: 0 });
});

it("loses no update of two processes", async () => {
  const children = [1, 2].map(() => startChild("count-up", [path, "40"]));
  expect(await Promise.all(children.map((child) => child.ended))).toEqual([0, 0]);
  expect(await open().read()).toEqual({ count: 80 });
});

it("leaves a file of another shape where it is for one who only looks, and says what is wrong with it", async () => {
  writeFileSync(path, '{ "count": "many" }');
  const looking = openJsonDocument({
    path,
    schema,
    initial,
    fileSystem: nodeFileSystem,
    clock: systemClock,
    mends: false,
  });
  await expect(looking.read()).rejects.toThrow(/state\.json is not valid \(count: .*The next command that needs it/);
  expect(readdirSync(join(path, ".."))).toEqual(["state.json"]);
});

it("shows the copy of a lost file to one who only looks, and puts nothing in its place", async () => {
  const folder = join(path, "..");
  const facts = { path, schema, initial, fileSystem: nodeFileSystem, clock: systemClock };
  const backupPath = join(folder, "copy.json");
  await openJsonDocument({ ...facts, backupPath }).update(() => ({ count: 7 }));
  unlinkSync(path);
  expect(await openJsonDocument({ ...facts, backupPath, mends: false }).read()).toEqual({ count: 7 });
  expect(existsSync(path)).toBe(false);
  expect(await openJsonDocument({ ...facts, mends: false }).read()).toEqual({ count: 0 });
});
