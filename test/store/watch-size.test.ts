import { statSync } from "node:fs";
import { afterEach, beforeEach, expect, it } from "vitest";
import { dayMs, testNow } from "../support/candidates.ts";
import { type StoreStage, setUpStores } from "../support/store-stage.ts";
import { readTable, runStatement } from "../support/store-tables.ts";
import { checkWith } from "../support/watch-check.ts";

let stage: StoreStage;

beforeEach(() => {
  stage = setUpStores();
});
afterEach(() => stage.end());

const routes = 50;
const everyMs = 30 * 60_000;
const keptMs = 30 * dayMs;

/** Every route, every half hour of the first day. */
function firstLooks() {
  const moments = Array.from({ length: dayMs / everyMs }, (_, place) => testNow + place * everyMs);
  const { route } = checkWith();
  return moments.flatMap((at) =>
    Array.from({ length: routes }, (_, place) =>
      checkWith({ at, route: { ...route, model: `organisation-${place}/Some-Model-70B-Instruct-${place}` } }),
    ),
  );
}

const time = `printf('%012x', at + ${dayMs})`;
/** The same again a day later, with ids of that time: a sixth of what it takes to keep them one by one. */
const nextDay = `insert into watch_checks
  select substr(${time}, 1, 8) || '-' || substr(${time}, 9) || substr(id, 14), at + ${dayMs}, kind, task, provider, model,
    version, host, interface, outcome, reason, calls, first_token_ms, tokens_per_second, input_tokens, asked,
    answered_rightly, cost from watch_checks`;

it("what is watched for two months takes no more room than what is kept of it", async () => {
  let store = await stage.open();
  const bytesAfter = new Map<number, number>();
  for (let day = 1; day <= 60; day += 1) {
    const now = testNow + day * dayMs;
    if (day === 1) await store.keepChecks(firstLooks());
    else runStatement(stage.path, `${nextDay} where at >= ${now - 2 * dayMs}`);
    await store.writeNote({ kind: "event", key: `event-${day}`, body: { day }, expected: null, at: now });
    await store.purge(now - keptMs);
    if (day !== 31 && day !== 60) continue;
    await store.close();
    bytesAfter.set(day, statSync(stage.path).size);
    store = await stage.open();
  }
  expect(readTable(stage.path, "watch_checks")).toHaveLength((routes * keptMs) / everyMs);
  expect(readTable(stage.path, "watch_notes")).toHaveLength(31);
  expect((bytesAfter.get(60) ?? 0) / (bytesAfter.get(31) ?? 0)).toBeLessThan(1.05);
});
