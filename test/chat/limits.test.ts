import { describe, expect, it } from "vitest";
import { createDay } from "../../src/chat/day.ts";
import { createLimits } from "../../src/chat/limits.ts";
import { createSpendingLedger } from "../../src/chat/spending.ts";
import { UserFacingError } from "../../src/domain/errors.ts";
import type { UsageRecord } from "../../src/domain/usage.ts";
import { type Policy, policySchema } from "../../src/policy.ts";
import type { Spending } from "../../src/store/store.ts";
import { createFakeClock } from "../support/fake-clock.ts";
import { usageWith } from "../support/usage-record.ts";

const ana = "telegram:1";
const rui = "telegram:2";
const cents = (count: number) => count * 10_000_000;

/** What a database would say of the calls that were noted. */
function sumsOf(calls: readonly UsageRecord[], person: string): Spending {
  const sum = (some: readonly UsageRecord[]) => some.reduce((total, { inputCost }) => total + (inputCost ?? 0), 0);
  return {
    person: sum(calls.filter((call) => call.person === person)),
    everybody: sum(calls.filter((call) => call.person !== null)),
  };
}

function setUp(chat: Partial<Policy["chat"]> = {}, before?: (person: string) => Promise<Spending>) {
  const clock = createFakeClock("2026-11-21T12:00:00.000Z");
  const calls: UsageRecord[] = [];
  const policy = policySchema.parse({ chat, schedule: { timeZone: "Europe/Lisbon" } });
  const warnings: string[] = [];
  const asked: number[] = [];
  const day = createDay({ timeZone: () => policy.schedule.timeZone, clock });
  const ledger = createSpendingLedger({
    usage: { record: (call) => void calls.push(call) },
    log: {
      spendingSince: async (since, person) => {
        asked.push(since);
        return before
          ? await before(person)
          : sumsOf(
              calls.filter(({ at }) => at >= since),
              person,
            );
      },
    },
    startOfDay: day.start,
    clock,
    logger: { warn: (message) => void warnings.push(message) },
  });
  const limits = createLimits({ policy: () => policy, spending: ledger, endOfDay: day.end, clock });
  const spend = (person: string | null, nanos: number | null, estimated: number | null = null) =>
    ledger.record(usageWith({ at: clock.now(), person, inputCost: nanos, outputCost: null }), estimated);
  return { clock, limits, ledger, spend, warnings, asked };
}

describe("the limit of messages", () => {
  it("lets so many through in a minute, and each person for themselves", async () => {
    const { limits, clock } = setUp({ messagesPerMinute: 2 });
    expect(await limits.admit(ana)).toBeNull();
    clock.advance(10_000);
    expect(await limits.admit(ana)).toBeNull();
    expect(await limits.admit(ana)).toEqual({ limit: "messages", most: 2, retryInMs: 50_000 });
    expect(await limits.admit(rui)).toBeNull();
    clock.advance(50_000);
    expect(await limits.admit(ana)).toBeNull();
  });

  it("is not made longer by asking on", async () => {
    const { limits, clock } = setUp({ messagesPerMinute: 1 });
    await limits.admit(ana);
    for (let times = 0; times < 5; times += 1) {
      clock.advance(10_000);
      await limits.admit(ana);
    }
    clock.advance(10_000);
    expect(await limits.admit(ana)).toBeNull();
  });

  it("is not lifted by a clock that is set back", async () => {
    const { limits, clock } = setUp({ messagesPerMinute: 1 });
    await limits.admit(ana);
    clock.advance(-3_600_000);
    expect(await limits.admit(ana)).toBeNull();
    expect(await limits.admit(ana)).not.toBeNull();
  });
});

describe("the limits of a day's cost", () => {
  it("stop a person who has spent theirs, until midnight in the policy's time zone", async () => {
    const { limits, spend } = setUp({ maximumDailyCostPerPerson: 0.05 });
    spend(ana, cents(5));
    expect(await limits.admit(ana)).toEqual({ limit: "own-cost", most: 0.05, retryInMs: 12 * 3_600_000 });
    expect(await limits.admit(rui)).toBeNull();
  });

  it("stop everybody where all together have spent it, programs left out", async () => {
    const { limits, spend } = setUp({ maximumDailyCostPerPerson: null, maximumDailyCost: 0.1 });
    spend(null, cents(500));
    spend(ana, cents(9));
    expect(await limits.admit(rui)).toBeNull();
    spend(rui, cents(1));
    expect(await limits.admit(ana)).toMatchObject({ limit: "everybodys-cost", most: 0.1 });
  });

  it("begin anew with the day", async () => {
    const { limits, spend, clock, asked } = setUp({ maximumDailyCostPerPerson: 0.05 });
    spend(ana, cents(5));
    expect(await limits.admit(ana)).not.toBeNull();
    clock.advance(12 * 3_600_000);
    expect(await limits.admit(ana)).toBeNull();
    expect(asked.map((since) => new Date(since).toISOString())).toEqual([
      "2026-11-21T00:00:00.000Z",
      "2026-11-22T00:00:00.000Z",
    ]);
  });

  it("count what was spent before this start, and nothing twice", async () => {
    const { ledger, spend } = setUp({}, async (person) => ({ person: person === ana ? 7 : 0, everybody: 10 }));
    // The database knows these three already when it is asked.
    spend(ana, 3);
    expect(await ledger.spent(ana)).toEqual({ person: 7, everybody: 10 });
    spend(ana, 5);
    expect(await ledger.spent(ana)).toEqual({ person: 12, everybody: 15 });
    expect(await ledger.spent(rui)).toEqual({ person: 0, everybody: 15 });
  });

  it("count what this process knows where the database cannot be read, and say so once", async () => {
    const { limits, spend, warnings, clock, asked } = setUp({ maximumDailyCostPerPerson: 0.05 }, async () => {
      throw new UserFacingError("It is locked.");
    });
    spend(ana, cents(6));
    expect(await limits.admit(ana)).toMatchObject({ limit: "own-cost" });
    expect(await limits.admit(ana)).toMatchObject({ limit: "own-cost" });
    expect(asked).toHaveLength(1);
    clock.advance(60_000);
    await limits.admit(ana);
    expect(asked).toHaveLength(2);
    expect(warnings).toEqual(["What was spent before this start cannot be counted: It is locked."]);
  });

  it("count what stopped answers may have cost, which the database does not know", async () => {
    const { limits, ledger, spend } = setUp({ maximumDailyCostPerPerson: 0.05 });
    spend(ana, null, cents(2));
    expect(await ledger.spent(ana)).toEqual({ person: cents(2), everybody: cents(2) });
    spend(ana, cents(1), cents(2));
    expect(await limits.admit(ana)).toMatchObject({ limit: "own-cost" });
    expect(await limits.admit(rui)).toBeNull();
  });

  it("do not count what nobody knows the price of", async () => {
    const { limits, spend } = setUp({ maximumDailyCostPerPerson: 0.05 });
    spend(ana, null);
    expect(await limits.admit(ana)).toBeNull();
  });

  it("can be turned off, and be nothing at all", async () => {
    const off = setUp({ maximumDailyCostPerPerson: null, maximumDailyCost: null });
    off.spend(ana, cents(1_000_000));
    expect(await off.limits.admit(ana)).toBeNull();
    expect(await setUp({ maximumDailyCost: 0 }).limits.admit(ana)).toMatchObject({ limit: "everybodys-cost" });
  });
});
