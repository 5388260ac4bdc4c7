import type { UsageRecord } from "../domain/usage.ts";
import type { AttemptLog } from "../routing/usage-record.ts";
import type { Clock } from "../shared/clock.ts";
import { messageOf } from "../shared/file-fault.ts";
import type { CallLog, Spending, UsageLog } from "../store/store.ts";

export interface SpendingLedgerOptions {
  usage: Pick<UsageLog, "record">;
  log: Pick<CallLog, "spendingSince">;
  /** When the present day began, in milliseconds since the epoch. */
  startOfDay(): number;
  clock: Pick<Clock, "now">;
  logger: { warn(message: string): void };
}

/** What people spend in a day. Stands between the router and the usage log, so that nothing is missed. */
export interface SpendingLedger extends AttemptLog {
  /** Of the present day, in USD nanos, as far as costs are known or can be estimated. Never rejects. */
  spent(person: string): Promise<Spending>;
}

/** After a fault, the database is asked again when so much time has passed. */
const againAfterMs = 60_000;

function costOf({ inputCost, outputCost }: UsageRecord): number {
  return (inputCost ?? 0) + (outputCost ?? 0);
}

/** A sum of which the part before this process, or before it was first asked, comes from the database. */
interface Account {
  before: number;
  since: number;
  /** What calls without a count may have cost. No database keeps it, so that after a restart it is lost. */
  estimated: number;
  /** Null where the database has told what was before; else when to ask it again. */
  askAgainAt: number | null;
}

interface Day {
  start: number;
  everybody: Account;
  persons: Map<string, Account>;
}

const newAccount = (): Account => ({ before: 0, since: 0, estimated: 0, askAgainAt: 0 });
const sumOf = ({ before, since, estimated }: Account): number => before + since + estimated;

/** The ledger. Where the database cannot be read, it knows what this process has spent, and says so once. */
export function createSpendingLedger(options: SpendingLedgerOptions): SpendingLedger {
  const { usage, log, clock, logger } = options;
  let day: Day = { start: Number.NaN, everybody: newAccount(), persons: new Map() };
  let isWarned = false;

  function today(): Day {
    const start = options.startOfDay();
    if (day.start !== start) day = { start, everybody: newAccount(), persons: new Map() };
    return day;
  }

  function accountOf(person: string): Account {
    const { persons } = today();
    const account = persons.get(person) ?? newAccount();
    persons.set(person, account);
    return account;
  }

  function settle(account: Account, { before, counted }: { before: number; counted: number }): void {
    account.before = before;
    // What came in since the database was asked is not in its answer.
    account.since -= counted;
    account.askAgainAt = null;
  }

  async function readBefore(person: string): Promise<void> {
    const { start, everybody } = today();
    const own = accountOf(person);
    if (own.askAgainAt === null || own.askAgainAt > clock.now()) return;
    const counted = { own: own.since, everybody: everybody.since };
    // Asked once, whatever comes meanwhile.
    own.askAgainAt = clock.now() + againAfterMs;
    try {
      const spent = await log.spendingSince(start, person);
      settle(own, { before: spent.person, counted: counted.own });
      if (everybody.askAgainAt !== null) settle(everybody, { before: spent.everybody, counted: counted.everybody });
    } catch (error) {
      if (!isWarned) logger.warn(`What was spent before this start cannot be counted: ${messageOf(error)}`);
      isWarned = true;
    }
  }

  return {
    record(call, estimatedCost) {
      usage.record(call);
      if (call.person === null) return;
      const cost = costOf(call);
      for (const account of [accountOf(call.person), today().everybody]) {
        account.since += cost;
        account.estimated += estimatedCost ?? 0;
      }
    },
    async spent(person) {
      await readBefore(person);
      return { person: sumOf(accountOf(person)), everybody: sumOf(today().everybody) };
    },
  };
}
