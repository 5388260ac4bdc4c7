import Sqlite from "better-sqlite3";
import { afterEach, describe, expect, it } from "vitest";
import { type StoreStage, setUpStores } from "../support/store-stage.ts";
import { turnsUntil } from "../support/turns.ts";
import { usageWith } from "../support/usage-record.ts";

let stage: StoreStage;
let other: Sqlite.Database | null = null;

afterEach(async () => {
  other?.close();
  other = null;
  await stage.end();
});

const thirtyDays = { task: null, days: 30 };

/** A store with a call in it, whose file another program then locks. */
async function lockedStore() {
  const store = await stage.open();
  store.record(usageWith());
  await store.flush();
  other = new Sqlite(stage.path);
  other.exec("begin immediate");
  return store;
}

const messages = () => stage.logged.map(({ msg }) => msg);

describe("a database that another program has locked", () => {
  it("is waited for without keeping the thread from its other work", async () => {
    stage = setUpStores();
    const store = await lockedStore();
    store.record(usageWith());
    const written = store.flush();
    await turnsUntil(() => stage.clock.waits.length > 2);
    expect(stage.clock.waits.slice(0, 3)).toEqual([10, 20, 40]);
    other?.close();
    await written;
    expect((await store.stats(thirtyDays)).total).toBe(2);
    expect(messages()).toEqual([]);
  });

  it("is waited for by a thread of its own", async () => {
    stage = setUpStores({ hasThread: true });
    const store = await lockedStore();
    store.record(usageWith());
    const written = store.flush();
    setTimeout(() => other?.close(), 100);
    await written;
    expect((await store.stats(thirtyDays)).total).toBe(2);
    expect(messages()).toEqual([]);
  });

  it.each([
    { place: "the thread of its program", hasThread: false },
    { place: "a thread of its own", hasThread: true },
  ])("for longer than it is waited for, is told once and gets what waited later, in $place", async ({ hasThread }) => {
    stage = setUpStores({ hasThread, lockPatienceMs: 100 });
    const store = await lockedStore();
    for (let times = 0; times < 2; times += 1) {
      store.record(usageWith());
      await store.flush();
    }
    // Reading needs no lock.
    expect((await store.stats(thirtyDays)).total).toBe(1);
    expect(messages()).toEqual([expect.stringMatching(/another program has locked it\..* waits to be written\.$/)]);
    other?.close();
    expect((await store.stats(thirtyDays)).total).toBe(3);
    expect(stage.logged.at(-1)).toMatchObject({ lost: 0, msg: expect.stringContaining("works again") });
  });

  it.each([
    { place: "the thread of its program", hasThread: false },
    { place: "a thread of its own", hasThread: true },
  ])("until the end is told with the reason and the loss, in $place", async ({ hasThread }) => {
    stage = setUpStores({ hasThread, lockPatienceMs: 100 });
    const store = await lockedStore();
    store.record(usageWith());
    await store.close();
    expect(messages()).toEqual([
      expect.stringContaining("another program has locked it."),
      expect.stringMatching(/^1 call was not noted/),
    ]);
  });
});
