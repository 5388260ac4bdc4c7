import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type StoreStage, setUpStores } from "../support/store-stage.ts";
import { readTable, runStatement } from "../support/store-tables.ts";
import { usageWith } from "../support/usage-record.ts";

let stage: StoreStage;

beforeEach(() => {
  stage = setUpStores();
});
afterEach(() => stage.end());

const thirtyDays = { task: null, days: 30 };

describe("a database of another program", () => {
  it("is left as it is, with one sentence that says what it is", async () => {
    runStatement(stage.path, "create table customers (name text); insert into customers values ('Ada')");
    const store = await stage.open();
    for (let times = 0; times < 2; times += 1) {
      store.record(usageWith());
      await store.flush();
    }
    await expect(store.stats(thirtyDays)).rejects.toThrow(
      /another program has made it, or changed its tables\. Move it away\. \(it has the tables customers\)$/,
    );
    await store.close();
    expect(stage.logged.map(({ msg }) => msg)).toEqual([
      expect.stringMatching(/another program has made it.* waits to be written\.$/),
      expect.stringMatching(/^2 calls were not noted/),
    ]);
    const tables = new Sqlite(stage.path, { readonly: true });
    expect(tables.prepare("select name from sqlite_master").pluck().all()).toEqual(["customers"]);
    tables.close();
  });

  it("is one too where it has taken tables away", async () => {
    const store = await stage.open();
    store.record(usageWith());
    await store.flush();
    runStatement(stage.path, "drop table usage");
    await expect(store.stats(thirtyDays)).rejects.toThrow(
      /changed its tables\. Move it away\. \(no such table: usage\)$/,
    );
  });
});

describe("a look at the database", () => {
  it("finds one that is sound", async () => {
    const store = await stage.open();
    store.record(usageWith());
    await store.flush();
    expect(await store.check()).toBe("sound");
    expect(readTable(stage.path, "usage")).toHaveLength(1);
  });

  it("finds damage and leaves the file where it is", async () => {
    const damage = "no database, but long enough to be read as the header of one. ".repeat(40);
    writeFileSync(stage.path, damage);
    expect(await (await stage.open()).check()).toBe("damaged");
    expect(readFileSync(stage.path, "utf8")).toBe(damage);
    expect(stage.logged).toEqual([]);
  });

  it("rejects where something else stands in its place", async () => {
    mkdirSync(stage.path);
    await expect((await stage.open()).check()).rejects.toThrow(/something else stands in its place/);
  });
});
