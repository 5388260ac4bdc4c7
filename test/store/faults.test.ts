import { mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserFacingError } from "../../src/domain/errors.ts";
import { type StoreStage, setUpStores } from "../support/store-stage.ts";
import { usageWith } from "../support/usage-record.ts";

let stage: StoreStage;

afterEach(() => stage.end());

const thirtyDays = { task: null, days: 30 };
const damage = "no database, but long enough to be read as the header of one. ".repeat(40);

function asideFiles(): string[] {
  return readdirSync(stage.folder).filter((name) => name.includes(".corrupt-"));
}

describe.each([
  { place: "the thread of its program", hasThread: false },
  { place: "a thread of its own", hasThread: true },
])("in $place", ({ hasThread }) => {
  beforeEach(() => {
    stage = setUpStores({ hasThread });
  });

  describe("a damaged database", () => {
    it("is set aside with one warning that says where it is, and a new one begun", async () => {
      writeFileSync(stage.path, damage);
      const store = await stage.open();
      store.record(usageWith());
      expect((await store.stats(thirtyDays)).total).toBe(1);
      expect(asideFiles()).toEqual(["modelvane.db.corrupt-2026-11-21T03-00-00-000Z"]);
      expect(readFileSync(`${stage.folder}/${asideFiles()[0]}`, "utf8")).toBe(damage);
      expect(stage.logged.map(({ msg }) => msg)).toEqual([expect.stringContaining(`${stage.path}.corrupt-2026-11-21`)]);
    });

    it("is set aside by a question too", async () => {
      writeFileSync(stage.path, damage);
      const store = await stage.open();
      expect((await store.stats(thirtyDays)).total).toBe(0);
      expect(asideFiles()).toHaveLength(1);
    });

    it("is noticed by what reads its pages, not only by its beginning", async () => {
      const first = await stage.open();
      for (let count = 0; count < 2_000; count += 1) first.record(usageWith());
      await first.close();
      truncateSync(stage.path, 8_192);
      const store = await stage.open();
      store.record(usageWith());
      expect((await store.stats(thirtyDays)).total).toBe(1);
      expect(asideFiles()).toHaveLength(1);
    });
  });

  describe("a database that cannot be used", () => {
    it("is told once, refuses nobody, and gets what waited when it works again", async () => {
      mkdirSync(stage.path);
      const store = await stage.open();
      for (let times = 0; times < 3; times += 1) {
        store.record(usageWith());
        await store.flush();
      }
      await expect(store.stats(thirtyDays)).rejects.toThrow(UserFacingError);
      expect(stage.logged.map(({ msg }) => msg)).toEqual([
        expect.stringMatching(/something else stands in its place.* waits to be written\.$/),
      ]);
      rmdirSync(stage.path);
      expect((await store.stats(thirtyDays)).total).toBe(3);
      expect(stage.logged.at(-1)).toMatchObject({ lost: 0, msg: expect.stringContaining("works again") });
    });

    it("costs the oldest calls when more wait than there is room for, and says how many", async () => {
      mkdirSync(stage.path);
      const store = await stage.open();
      for (let count = 0; count < 50_500; count += 1) store.record(usageWith({ durationMs: count }));
      await store.flush();
      expect(stage.logged.filter(({ msg }) => msg.startsWith("More calls wait"))).toHaveLength(1);
      await store.close();
      expect(stage.logged.at(-1)?.msg).toMatch(/^50500 calls were not noted/);
    });

    it("may be in a folder that is not there", async () => {
      rmSync(stage.folder, { recursive: true });
      const store = await stage.open();
      store.record(usageWith());
      expect((await store.stats(thirtyDays)).total).toBe(1);
    });

    it("is made again when its folder was removed", async () => {
      const store = await stage.open();
      store.record(usageWith());
      await store.flush();
      rmSync(stage.folder, { recursive: true });
      store.record(usageWith());
      expect((await store.stats(thirtyDays)).total).toBe(1);
    });
  });

  describe("a closed store", () => {
    it("notes nothing and throws nothing", async () => {
      const store = await stage.open();
      await store.close();
      store.record(usageWith());
      await store.flush();
      await store.close();
      expect(readdirSync(stage.folder)).toEqual([]);
    });
  });
});

describe("a database of two programs", () => {
  beforeEach(() => {
    // As two programs have them.
    stage = setUpStores({ hasThread: true });
  });

  it("is given up for the new one when the other has set it aside", async () => {
    const [one, two] = [await stage.open(), await stage.open()];
    one.record(usageWith());
    two.record(usageWith());
    await Promise.all([one.flush(), two.flush()]);
    for (const ending of ["", "-wal", "-shm"]) rmSync(`${stage.path}${ending}`, { force: true });
    one.record(usageWith());
    await one.flush();
    two.record(usageWith());
    expect((await two.stats(thirtyDays)).total).toBe(2);
    expect((await one.stats(thirtyDays)).total).toBe(2);
  });
});
