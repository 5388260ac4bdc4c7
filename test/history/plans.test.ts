import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { UserFacingError } from "../../src/domain/errors.ts";
import { hashPlan, type Plan } from "../../src/domain/plan.ts";
import { createPlanStore } from "../../src/history/plans.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { dayMs, testNow } from "../support/candidates.ts";
import { createFakeClock, type FakeClock } from "../support/fake-clock.ts";
import { choiceOf, entryOf, planFor, rankingWith } from "../support/plans.ts";
import { createTemporaryHome } from "../support/temporary-home.ts";

let home: string;
let remove: () => void;
let clock: FakeClock;
beforeEach(() => {
  ({ home, remove } = createTemporaryHome());
  clock = createFakeClock(testNow);
});
afterEach(() => remove());

const open = () => createPlanStore({ home, fileSystem: nodeFileSystem, clock });
const planOf = (model: string) => planFor({ ranking: rankingWith([{ model, score: 80 }]), now: clock.now() });

it("gives a stored plan back exactly as it was made, across restarts", async () => {
  const entry = { ...entryOf(choiceOf("maker/standing")), note: { of: "others" } };
  const plan = planFor({ entry, ranking: rankingWith([{ model: "maker/best", score: 90 }]) });
  await open().save(plan);
  expect(await open().load(plan.hash)).toEqual(plan);
});

it("refuses a plan that nobody stored, and says how to make one", async () => {
  await expect(open().load("nope")).rejects.toThrow(UserFacingError);
  await expect(open().load("nope")).rejects.toThrow(
    'There is no stored plan nope. A new one is made by "update --dry-run".',
  );
});

it("refuses a plan after a day, and says that it has expired", async () => {
  const plan = planOf("maker/best");
  await open().save(plan);
  clock.advance(dayMs - 1);
  expect((await open().load(plan.hash)).hash).toBe(plan.hash);
  clock.advance(1);
  await expect(open().load(plan.hash)).rejects.toThrow(`The plan ${plan.hash} expired at 2026-11-22T03:00:00.000Z.`);
  expect(await open().list()).toEqual([]);
});

it("lists the newest first, each once", async () => {
  const [older, newer] = [planOf("maker/one"), planOf("maker/two")];
  for (const plan of [older, newer, older]) await open().save(plan);
  expect((await open().list()).map((plan) => plan.hash)).toEqual([older.hash, newer.hash]);
});

it("forgets a plan that was applied, and no other", async () => {
  const [one, two] = [planOf("maker/one"), planOf("maker/two")];
  for (const plan of [one, two]) await open().save(plan);
  await open().remove(one.hash);
  await expect(open().load(one.hash)).rejects.toThrow("There is no stored plan");
  expect((await open().load(two.hash)).hash).toBe(two.hash);
});

it("keeps fifty, and lets the oldest go", async () => {
  const plans = Array.from({ length: 52 }, (_, index) => planOf(`maker/model-${index}`));
  for (const plan of plans) await open().save(plan);
  expect(await open().list()).toHaveLength(50);
  await expect(open().load(plans[1]?.hash ?? "")).rejects.toThrow("There is no stored plan");
  expect((await open().load(plans[2]?.hash ?? "")).hash).toBe(plans[2]?.hash);
});

it("lets what has expired go before what still waits for a person's word", async () => {
  const early = planOf("maker/early");
  const waiting = { ...planOf("maker/waiting"), expiresAt: new Date(clock.now() + 2 * dayMs).toISOString() };
  const awaited = { ...waiting, hash: hashPlan(waiting) };
  for (const plan of [awaited, early]) await open().save(plan);
  clock.advance(dayMs);
  const plans = Array.from({ length: 49 }, (_, index) => planOf(`maker/model-${index}`));
  for (const plan of plans) await open().save(plan);
  expect((await open().load(awaited.hash)).hash).toBe(awaited.hash);
  await expect(open().load(early.hash)).rejects.toThrow("There is no stored plan");
});

it.each([
  [
    "the configuration to be committed",
    (plan: Plan) => ({ ...plan, configuration: { ...plan.configuration, intents: {} } }),
  ],
  ["a decision", (plan: Plan) => ({ ...plan, decisions: [] })],
  ["the time that it expires", (plan: Plan) => ({ ...plan, expiresAt: "2027-01-01T00:00:00.000Z" })],
  ["the configuration that it was made from", (plan: Plan) => ({ ...plan, baseHash: "another" })],
])("refuses a plan in which somebody changed %s", async (_what, change) => {
  const plan = planOf("maker/best");
  await open().save(plan);
  const path = join(home, "history", "plans.json");
  const stored: { plans: Plan[] } = JSON.parse(readFileSync(path, "utf8"));
  writeFileSync(path, JSON.stringify({ plans: stored.plans.map(change) }));
  await expect(open().load(plan.hash)).rejects.toThrow(
    `The plan ${plan.hash} was changed since it was made, so it is not applied. Make a new one by "update --dry-run".`,
  );
});

it("takes a plan whose file somebody only laid out anew", async () => {
  const plan = planOf("maker/best");
  await open().save(plan);
  const path = join(home, "history", "plans.json");
  const reversed = (_key: string, value: unknown) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).reverse())
      : value;
  writeFileSync(path, JSON.stringify(JSON.parse(readFileSync(path, "utf8")), reversed));
  expect(await open().load(plan.hash)).toEqual(plan);
});
