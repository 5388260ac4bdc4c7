import Sqlite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { Migrator } from "kysely/migration";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrations } from "../../src/store/migrations/migrations.ts";
import { candidateWith, testNow } from "../support/candidates.ts";
import { startChild } from "../support/child.ts";
import { type StoreStage, setUpStores } from "../support/store-stage.ts";
import { readTable, runStatement } from "../support/store-tables.ts";
import { usageWith } from "../support/usage-record.ts";
import { checkWith } from "../support/watch-check.ts";

let stage: StoreStage;

beforeEach(() => {
  stage = setUpStores();
});
afterEach(() => stage.end());

const thirtyDays = { task: null, days: 30 };

/** A file as a program made it that knew only the first of the changes, or so many. */
async function makeOlderFile(known = 1): Promise<void> {
  const database = new Kysely<unknown>({ dialect: new SqliteDialect({ database: new Sqlite(stage.path) }) });
  const first = Object.fromEntries(Object.entries(migrations).slice(0, known));
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => first },
  });
  await migrator.migrateToLatest();
  await database.destroy();
}

describe("the tables", () => {
  it("are brought up to date in an older file, which keeps what it holds", async () => {
    await makeOlderFile();
    runStatement(stage.path, "insert into model_versions values ('replicate', 'maker/model', 'v1', 1, 1)");
    const store = await stage.open();
    store.record(usageWith());
    expect((await store.stats(thirtyDays)).total).toBe(1);
    expect(readTable(stage.path, "model_versions")).toHaveLength(1);
    expect(stage.logged).toEqual([]);
  });

  it("of the version before the watch are brought up to date, with the calls and opinions that they hold", async () => {
    await makeOlderFile(5);
    const series = "1, 'translation', 'huggingface', 'maker/model', 'novita'";
    const columns = "'0192-a', 9, 'asked', 1, 'primary', 1, '', 'chat', 1, null, null, 'answered', null, 300, 500";
    runStatement(
      stage.path,
      `insert into usage_series values (${series});
       insert into usage values (${columns}, 1, 1, 1, 1, 1, 1, 0);
       insert into feedback values ('asked', 'telegram:1', 9, -1, 'translation', 'huggingface', 'maker/model', 'novita')`,
    );
    const store = await stage.open();
    expect(await store.useByDay(0)).toMatchObject([{ task: "translation", good: 0, bad: 1, firstTokenMs: 300 }]);
    await store.keepChecks([checkWith()]);
    expect(await store.checks({ since: 0 })).toEqual([checkWith()]);
    expect(await store.writeNote({ kind: "trial", key: "translation", body: {}, expected: null, at: 9 })).toBe(true);
    expect(stage.logged).toEqual([]);
  });

  it("are brought up to date once, by two processes at once, and nothing is lost", async () => {
    stage.clock.advance(Date.now() - testNow);
    await makeOlderFile();
    const children = [0, 1].map(() => startChild("record-usage", [stage.path, "1000", "close"]));
    const lines = await Promise.all(children.map(({ nextLine }) => nextLine()));
    expect(lines).toEqual(["recorded", "recorded"]);
    expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([0, 0]);
    expect((await (await stage.open()).stats({ task: null, days: 30 })).total).toBe(2_000);
    expect(readTable(stage.path, "kysely_migration")).toHaveLength(Object.keys(migrations).length);
  });

  it("of a newer program are left alone, with one sentence that says so", async () => {
    const first = await stage.open();
    first.record(usageWith());
    await first.close();
    runStatement(stage.path, "insert into kysely_migration values ('9999-future', '2030-01-01')");

    const store = await stage.open();
    for (let times = 0; times < 3; times += 1) {
      store.record(usageWith());
      store.observe(candidateWith());
      await store.flush();
    }
    await expect(store.stats(thirtyDays)).rejects.toThrow(/newer version of Modelvane has written it/);
    await store.close();
    expect(stage.logged.map(({ msg }) => msg)).toEqual([
      expect.stringMatching(/^The database .* a newer version of Modelvane .* Answers go on/),
      expect.stringMatching(/^3 calls were not noted/),
    ]);
    expect(readTable(stage.path, "usage")).toHaveLength(1);
  });
});
