import { appendFileSync, existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Update } from "grammy/types";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createUpdateInbox, type UpdateInbox } from "../../src/bot/inbox.ts";
import { UserFacingError } from "../../src/domain/errors.ts";
import { type FileSystem, nodeFileSystem } from "../../src/shared/file-system.ts";
import { createFakeClock } from "../support/fake-clock.ts";
import { createTemporaryHome } from "../support/temporary-home.ts";
import { type FileCall, systemError, watchFileSystem } from "../support/watched-file-system.ts";

let home: string;
let remove: () => void;
let warnings: string[];

beforeEach(() => {
  ({ home, remove } = createTemporaryHome());
  warnings = [];
});
afterEach(() => remove());

function openInbox(fileSystem: FileSystem = nodeFileSystem): UpdateInbox {
  const logger = { warn: (message: string) => void warnings.push(message) };
  return createUpdateInbox({ home, fileSystem, clock: createFakeClock(), logger });
}

function updateOf(id: number): Update {
  const chat = { id: 1, type: "private", first_name: "Ana" } as const;
  const message = {
    message_id: id,
    date: 0,
    chat,
    from: { id: 1, is_bot: false, first_name: "Ana" },
    text: "/rank 🧭",
  };
  return { update_id: id, message } as Update;
}

const updatesOf = (...ids: number[]) => ids.map(updateOf);
const idsOf = (updates: readonly Update[]) => updates.map((update) => update.update_id);
const folder = () => join(home, "history", "inbox");
const filesOf = () => (existsSync(folder()) ? readdirSync(folder()).sort() : []);

describe("the inbox", () => {
  it("gives a new process what the last one did not finish, the oldest first and whole", async () => {
    const first = openInbox();
    await first.keep(updatesOf(12, 13));
    await first.keep(updatesOf(9, 10, 11));
    await first.done(10);
    expect(await openInbox().leftovers()).toEqual(updatesOf(9, 11, 12, 13));
    expect(warnings).toEqual([]);
  });

  it("leaves nothing on the disk of what is done", async () => {
    const inbox = openInbox();
    await inbox.keep(updatesOf(1, 2));
    await inbox.keep(updatesOf(3));
    for (const id of [2, 3, 1]) await inbox.done(id);
    expect(filesOf()).toEqual([]);
    expect(await openInbox().leftovers()).toEqual([]);
  });

  it("answers only what is new, each once", async () => {
    const inbox = openInbox();
    expect(idsOf(await inbox.keep(updatesOf(1, 2, 2)))).toEqual([1, 2]);
    await inbox.done(1);
    expect(idsOf(await inbox.keep(updatesOf(1, 2, 3)))).toEqual([3]);
    for (const id of [2, 3]) await inbox.done(id);
    expect(await inbox.keep(updatesOf(1, 2, 3))).toEqual([]);
    expect(await inbox.keep([])).toEqual([]);
    expect(filesOf()).toEqual([]);
  });

  it("knows after a restart what of a delivery was done already", async () => {
    const first = openInbox();
    await first.keep(updatesOf(1, 2));
    await first.done(1);
    expect(idsOf(await openInbox().keep(updatesOf(1, 2, 3)))).toEqual([3]);
  });

  it("forgets what was done long ago, so that its memory stays small", async () => {
    const inbox = openInbox();
    await inbox.keep(updatesOf(0));
    await inbox.done(0);
    const later = Array.from({ length: 10_000 }, (_, index) => index + 1);
    await inbox.keep(updatesOf(...later));
    for (const id of later) await inbox.done(id);
    expect(idsOf(await inbox.keep(updatesOf(0, 1)))).toEqual([0]);
  });

  it("gives as a leftover what was kept before anything could be handled, and all of it once", async () => {
    await openInbox().keep(updatesOf(1));
    const inbox = openInbox();
    await inbox.keep(updatesOf(2, 3));
    await inbox.done(3);
    expect(idsOf(await inbox.leftovers())).toEqual([1, 2]);
    await inbox.keep(updatesOf(4));
    expect(await inbox.leftovers()).toEqual([]);
  });

  it("drops with a warning what was begun more than three times", async () => {
    await openInbox().keep(updatesOf(7, 8));
    for (const _ of [1, 2, 3]) expect(idsOf(await openInbox().leftovers())).toEqual([7, 8]);
    expect(warnings).toEqual([]);
    const last = openInbox();
    expect(await last.leftovers()).toEqual([]);
    expect(warnings).toEqual(["Begun 4 times and never finished, so dropped: the updates 7, 8."]);
    expect(filesOf()).toEqual([]);
    expect(await last.keep(updatesOf(7))).toEqual([]);
  });

  it("writes a delivery with one sync of its file and one of the folder, before it resolves", async () => {
    const calls: FileCall[] = [];
    const inbox = openInbox(watchFileSystem(nodeFileSystem, { after: (call) => void calls.push(call) }));
    await inbox.keep(updatesOf(...Array.from({ length: 100 }, (_, index) => index)));
    const synced = calls.filter((call) => call.name === "sync").map((call) => call.path);
    expect(synced).toEqual([expect.stringContaining("0.jsonl"), folder()]);
  });

  it("takes at most 10,000 updates that wait, and then says so", async () => {
    const inbox = openInbox();
    for (let first = 0; first < 10_000; first += 1_000)
      await inbox.keep(updatesOf(...Array.from({ length: 1_000 }, (_, index) => first + index)));
    const refusal = await inbox.keep(updatesOf(10_000)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UserFacingError);
    expect(String(refusal)).toContain("10000 updates wait");
    await inbox.done(0);
    expect(idsOf(await inbox.keep(updatesOf(10_000)))).toEqual([10_000]);
  });
});

describe("the inbox's faults", () => {
  it("sets a corrupt file aside with a warning, and gives what the others hold", async () => {
    const first = openInbox();
    await first.keep(updatesOf(1));
    await first.keep(updatesOf(2));
    await first.keep(updatesOf(3));
    writeFileSync(join(folder(), "1.jsonl"), "not JSON");
    writeFileSync(join(folder(), "3.jsonl"), '{"updates":[{"update_id":"3"}]}');
    expect(idsOf(await openInbox().leftovers())).toEqual([2]);
    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toContain("1.jsonl is not valid");
    expect(filesOf()).toEqual([
      "1.jsonl.corrupt-2026-11-21T03-00-00.000Z",
      "2.jsonl",
      "3.jsonl.corrupt-2026-11-21T03-00-00.000Z",
    ]);
    expect(idsOf(await openInbox().leftovers())).toEqual([2]);
  });

  it("passes over a mark that was torn, and reads the marks after it", async () => {
    const first = openInbox();
    await first.keep(updatesOf(1, 2, 3));
    appendFileSync(join(folder(), "1.jsonl"), '\n{"do');
    await first.done(2);
    expect(idsOf(await openInbox().leftovers())).toEqual([1, 3]);
    expect(warnings).toEqual([]);
  });

  it("refuses updates in a sentence when the disk is full, and takes them when there is room again", async () => {
    let isFull = true;
    const inbox = openInbox(
      watchFileSystem(nodeFileSystem, {
        before(call) {
          if (isFull && call.name === "write") throw systemError("ENOSPC");
        },
      }),
    );
    const refusal = await inbox.keep(updatesOf(1)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UserFacingError);
    expect(String(refusal)).toContain("the disk is full");
    expect(filesOf()).toEqual([]);
    isFull = false;
    expect(idsOf(await inbox.keep(updatesOf(1)))).toEqual([1]);
  });

  it("warns, and goes on, when the disk refuses to take note of what is done or begun", async () => {
    await openInbox().keep(updatesOf(1, 2));
    const inbox = openInbox(
      watchFileSystem(nodeFileSystem, {
        before(call) {
          if (call.name === "open" && call.path.endsWith(".jsonl")) throw systemError("EROFS");
        },
      }),
    );
    expect(idsOf(await inbox.leftovers())).toEqual([1, 2]);
    await inbox.done(1);
    expect(warnings).toHaveLength(2);
    expect(warnings[1]).toMatch(/read-only.*may be handled again/);
    expect(await inbox.keep(updatesOf(1))).toEqual([]);
  });

  it("rejects in a sentence when the folder cannot be read, and can be asked again", async () => {
    await openInbox().keep(updatesOf(1));
    let isForbidden = true;
    const inbox = openInbox(
      watchFileSystem(nodeFileSystem, {
        before(call) {
          if (isForbidden && call.name === "list") throw systemError("EACCES");
        },
      }),
    );
    await expect(inbox.leftovers()).rejects.toThrow(UserFacingError);
    isForbidden = false;
    expect(idsOf(await inbox.leftovers())).toEqual([1]);
  });
});

interface Witness {
  /** Taken: `keep` has resolved. */
  kept: number[];
  /** `done` was called, and may have got anywhere. */
  finishing: number[];
  /** `done` has resolved. */
  done: number[];
}

/** What a process does until it dies: it takes two deliveries, and finishes one update of each. */
async function work(inbox: UpdateInbox, witness: Witness): Promise<void> {
  for (const ids of [[1, 2], [3]]) {
    await inbox.keep(updatesOf(...ids));
    witness.kept.push(...ids);
  }
  for (const id of [2, 3]) {
    witness.finishing.push(id);
    await inbox.done(id);
    witness.done.push(id);
  }
}

describe("a process that dies at any call on the disk", () => {
  /** Runs the work until call `at`, at which the process ends: after it, or in it, with half of a text written. */
  async function dieAt(at: number, isTorn: boolean): Promise<{ witness: Witness; calls: number }> {
    const witness: Witness = { kept: [], finishing: [], done: [] };
    let calls = 0;
    let isDead = false;
    const fileSystem = watchFileSystem(nodeFileSystem, {
      before(call, writeHalf) {
        calls = call.number;
        if (call.number === at && isTorn && call.name === "write") writeHalf();
        isDead ||= call.number > at || (call.number === at && isTorn);
        if (isDead) throw systemError("KILLED");
      },
    });
    // A mark that fails is only warned of; a dead process would not have come that far.
    const alive = <T>(value: T) => (isDead ? Promise.reject(systemError("KILLED")) : value);
    const inbox = openInbox(fileSystem);
    const mortal = {
      ...inbox,
      keep: async (updates: readonly Update[]) => alive(await inbox.keep(updates)),
      done: async (id: number) => alive(await inbox.done(id)),
    };
    await work(mortal, witness).catch(() => {});
    return { witness, calls };
  }

  it.each([false, true])("loses and repeats nothing, and leaves nothing corrupt (torn writes: %s)", async (isTorn) => {
    const { calls } = await dieAt(Number.MAX_SAFE_INTEGER, false);
    expect(calls).toBeGreaterThan(20);
    for (let at = 1; at <= calls; at += 1) {
      remove();
      ({ home, remove } = createTemporaryHome());
      const { kept, finishing, done } = (await dieAt(at, isTorn)).witness;
      warnings = [];
      const left = idsOf(await openInbox().leftovers());
      expect(left, `call ${at}`).toEqual(expect.arrayContaining(kept.filter((id) => !finishing.includes(id))));
      expect(left.filter((id) => done.includes(id))).toEqual([]);
      expect(warnings).toEqual([]);
      expect(filesOf().filter((name) => !/^\d+\.jsonl$/.test(name))).toEqual([]);
    }
  });
});
