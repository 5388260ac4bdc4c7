import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLocalPolicy } from "../../src/local-policy/local-policy.ts";
import { type FileSystem, nodeFileSystem } from "../../src/shared/file-system.ts";
import { createFakeClock, type FakeClock } from "../support/fake-clock.ts";
import { createTemporaryHome } from "../support/temporary-home.ts";
import { systemError, watchFileSystem } from "../support/watched-file-system.ts";

let home: string;
let remove: () => void;
let clock: FakeClock;
let warnings: string[];
beforeEach(() => {
  ({ home, remove } = createTemporaryHome());
  clock = createFakeClock();
  warnings = [];
});
afterEach(() => remove());

const who = "telegram:1";
const onlyReads = new Set(["readText", "list"]);
const local = () => join(home, "config", "policy.local.json");
const written = () => (existsSync(local()) ? JSON.parse(readFileSync(local(), "utf8")) : {});
const edit = (document: object) => writeFileSync(local(), JSON.stringify(document));

function open(fileSystem: FileSystem = nodeFileSystem) {
  return createLocalPolicy({ home, fileSystem, clock, logger: { warn: (message) => void warnings.push(message) } });
}

/** A file system that does nothing any more from a call on that changes something, as for a process that is killed. */
function dyingAt(limit: number): { fileSystem: FileSystem; calls: () => number } {
  let calls = 0;
  const fileSystem = watchFileSystem(nodeFileSystem, {
    before({ name }) {
      if (calls >= limit) throw systemError("EIO");
      if (!onlyReads.has(name)) calls += 1;
    },
  });
  return { fileSystem, calls: () => calls };
}

describe("a change that is cut off", () => {
  it("after any call that changes a file is in the history with its author where it counts, and nowhere where not", async () => {
    const ends: string[] = [];
    for (let limit = 0; ; limit += 1) {
      remove();
      ({ home, remove } = createTemporaryHome());
      await open().change({ fallbacks: 4 }, "telegram:2");
      const { fileSystem, calls } = dyingAt(limit);
      await open(fileSystem)
        .change({ margin: 5 }, who)
        .catch(() => {});
      const history = await open().history(null);
      const isMade = written().margin === 5;
      expect(history.slice(0, -1)).toMatchObject(
        isMade ? [{ trigger: who, changes: [{ path: "margin", from: 3, to: 5 }] }] : [],
      );
      expect(history.at(-1)).toMatchObject({ trigger: "telegram:2", after: { fallbacks: 4 } });
      ends.push(isMade ? "made" : "not");
      if (calls() < limit) break;
    }
    expect(ends.length).toBeGreaterThan(15);
    expect(ends.join(" ")).toMatch(/^(not )+(made ?){6,}$/);
  });

  it("can be taken back when it is known to count", async () => {
    const isFile = (path: string) => path === local();
    let isDead = false;
    const fileSystem = watchFileSystem(nodeFileSystem, {
      before() {
        if (isDead) throw systemError("EIO");
      },
      after({ name, path }) {
        isDead ||= name === "rename" && isFile(path);
      },
    });
    await open(fileSystem).change({ margin: 5 }, who);
    expect(warnings.join()).toContain("The change of the policy is made, but its record is not finished yet");
    const [made] = await open().history(1);
    await open().undo(String(made?.id), who);
    expect(written()).toEqual({});
    expect((await open().history(null)).map(({ changes }) => changes)).toEqual([
      [{ path: "margin", from: 5, to: 3 }],
      [{ path: "margin", from: 3, to: 5 }],
    ]);
  });

  it("is nobody's where the file was edited before anybody looked", async () => {
    await open(dyingAt(12).fileSystem)
      .change({ margin: 5 }, who)
      .catch(() => {});
    edit({ margin: 7 });
    expect(await open().history(null)).toMatchObject([{ trigger: "unknown", changes: [{ path: "margin", to: 7 }] }]);
  });
});

describe("an edit by hand", () => {
  it("is told as a person's when somebody looks, once, and can be taken back", async () => {
    await open().change({ margin: 5 }, who);
    edit({ margin: 5, fallbacks: 4 });
    clock.advance(1_000);
    const [edited, ...others] = await open().history(null);
    expect(edited).toMatchObject({
      trigger: "person",
      at: "2026-11-21T03:00:01.000Z",
      changes: [{ path: "fallbacks", from: 2, to: 4 }],
    });
    expect(others).toMatchObject([{ trigger: who }]);
    expect((await open().history(null)).map(({ id }) => id)).toEqual([edited?.id, others[0]?.id]);
    await open().undo(String(edited?.id), who);
    expect(written()).toEqual({ margin: 5 });
  });

  it("stands before the command's change that comes after it", async () => {
    await open().change({ margin: 5 }, who);
    edit({ margin: 6 });
    await open().change({ margin: 7 }, who);
    const history = await open().history(null);
    expect(history.map(({ trigger, changes }) => [trigger, changes[0]?.from, changes[0]?.to])).toEqual([
      [who, 6, 7],
      ["person", 5, 6],
      [who, 3, 5],
    ]);
  });

  it("that is not finished, so that the file is not valid, keeps nobody from looking at the history", async () => {
    await open().change({ margin: 5 }, who);
    for (const text of ["{ torn", '{ "margin": "much" }']) {
      writeFileSync(local(), text);
      expect(await open().history(null)).toMatchObject([{ trigger: who }]);
    }
    edit({ margin: 6 });
    expect(await open().history(null)).toMatchObject([{ trigger: "person" }, { trigger: who }]);
  });

  it("that changes nothing of what counts is not told", async () => {
    await open().change({ margin: 5 }, who);
    edit({ margin: 5, fallbacks: 2 });
    expect(await open().history(null)).toMatchObject([{ trigger: who }]);
  });

  it("is not guessed at where no command has ever changed anything", async () => {
    edit({ margin: 5 });
    expect(await open().history(null)).toEqual([]);
  });
});
