import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { setAside, writeDurably } from "../../src/shared/durable-file.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { createTemporaryHome } from "../support/temporary-home.ts";
import { type FileCall, systemError, watchFileSystem } from "../support/watched-file-system.ts";

let folder: string;
let remove: () => void;

beforeEach(() => {
  ({ home: folder, remove } = createTemporaryHome());
  folder = join(folder, "config");
});
afterEach(() => remove());

it("writes, syncs and closes a file of its own before the rename, and syncs the folder after it", () => {
  const calls: FileCall[] = [];
  const fileSystem = watchFileSystem(nodeFileSystem, { after: (call) => void calls.push(call) });
  const path = join(folder, "file.json");
  expect(writeDurably(fileSystem, path, "text")).toEqual({ folderFault: null });
  expect(calls.map((call) => call.name)).toEqual(["open", "write", "sync", "close", "rename", "open", "sync", "close"]);
  expect(new Set(calls.slice(0, 4).map((call) => call.path)).size).toBe(1);
  expect(calls[4]?.path).toBe(path);
  expect(calls[5]?.path).toBe(folder);
  expect(readFileSync(path, "utf8")).toBe("text");
});

it("writes a long text with characters of several bytes whole", () => {
  const text = "Zeile mit ä, 漢字 and 🧭\n".repeat(100_000);
  writeDurably(nodeFileSystem, join(folder, "long"), text);
  expect(readFileSync(join(folder, "long"), "utf8")).toBe(text);
});

it.each([1, 2, 3, 4, 5])("keeps the old text and removes its temporary file when call %i fails", (number) => {
  const path = join(folder, "file.json");
  writeFileSync(path, "old");
  const fileSystem = watchFileSystem(nodeFileSystem, {
    before(call) {
      if (call.number === number) throw systemError("ENOSPC");
    },
  });
  expect(() => writeDurably(fileSystem, path, "new")).toThrow("ENOSPC");
  expect(readFileSync(path, "utf8")).toBe("old");
  expect(readdirSync(folder)).toEqual(["file.json"]);
});

it("stops before the rename when it is told to", () => {
  const path = join(folder, "file.json");
  const stop = () => {
    throw new Error("the lock is lost");
  };
  expect(() => writeDurably(nodeFileSystem, path, "new", stop)).toThrow("the lock is lost");
  expect(readdirSync(folder)).toEqual([]);
});

it("tells a fault of the folder's sync without calling the write failed", () => {
  const path = join(folder, "file.json");
  const fileSystem = watchFileSystem(nodeFileSystem, {
    before(call) {
      if (call.name === "sync" && call.path === folder) throw systemError("EIO");
    },
  });
  expect(writeDurably(fileSystem, path, "new").folderFault).toMatchObject({ code: "EIO" });
  expect(readFileSync(path, "utf8")).toBe("new");
});

it("sets files aside under names that do not collide", () => {
  const path = join(folder, "file.json");
  for (const text of ["one", "two"]) {
    writeFileSync(path, text);
    setAside(nodeFileSystem, path, "2026-11-21T03:00:00.000Z");
  }
  const stem = "file.json.corrupt-2026-11-21T03-00-00.000Z";
  expect(readdirSync(folder).sort()).toEqual([stem, `${stem}-2`]);
  expect(readFileSync(join(folder, `${stem}-2`), "utf8")).toBe("two");
});
