import type { Clock } from "../shared/clock.ts";

/** What a run may spend on calls. */
export interface BudgetLimits {
  /** USD; null: no longer set of questions is asked, and nothing that is dear. */
  budget: number | null;
  calls: number;
  seconds: number;
}

/** A call that may be made; to be settled once. */
export interface Reservation {
  /** `actual` in USD nanos; null where it is unknown: then what was expected counts. */
  settle(actual: number | null): void;
  /** The call was not made after all. */
  cancel(): void;
}

/** What all calls of a run share. */
export interface Budget {
  /**
   * A sentence's part where the call may not be made: "the money for calls is used up". `expected` in USD nanos. Waits
   * where only calls that are under way stand against it, which mostly cost less than was expected of them.
   */
  reserve(expected: number): Promise<Reservation | string>;
  /** Aborted when the time is up. */
  timeIsUp: AbortSignal;
  /** Whether more than one question may be asked of a model. */
  hasMoney: boolean;
  calls(): number;
  /** No timer is left behind. */
  end(): void;
}

const nanosOfDollar = 1_000_000_000;
/**
 * Without a budget, a single call may cost so much, in USD nanos: half of what Hugging Face gives for free in a month
 * ($0.10), so that no video is paid for that nobody has asked for.
 */
const mostWithoutBudget = 50_000_000;
/** With one, a single call may take so much of it: else a few videos would leave nothing for all that is cheap. */
const largestShare = 0.1;

export const moneyIsSpent = "the money for calls is used up";
export const callsAreSpent = "the calls of this run are used up";
export const timeIsSpent = "the time for calls is used up";
export const tooDear = "a call may cost more than $0.05, the most that one may without a budget";
export const tooDearForBudget = "a call may cost more than a tenth of the budget";

/** Why nothing so dear is called, whatever was spent; null where it may be. In USD nanos. */
function dearness(expected: number, money: number | null): string | null {
  if (money === null) return expected > mostWithoutBudget ? tooDear : null;
  return expected > Math.max(mostWithoutBudget, largestShare * money) ? tooDearForBudget : null;
}

/** What is spent, in USD nanos, and what is set aside for calls that are under way. */
interface Purse {
  /** Nothing is left for it, whatever comes of the calls under way. */
  isTooEmpty(expected: number): boolean;
  /** Only what is set aside stands against it. */
  isTight(expected: number): boolean;
  /** Sets it aside; the answer is to be called once, with what became of it. */
  setAside(expected: number): (actual: number) => void;
  /** Resolves when a call has ended, or somebody calls `wake`. */
  changed(): Promise<void>;
  wake(): void;
}

function openPurse(money: number): Purse {
  let [spent, aside, underWay] = [0, 0, 0];
  let waiting: (() => void)[] = [];

  function wake(): void {
    const woken = waiting;
    waiting = [];
    for (const go of woken) go();
  }

  return {
    wake,
    changed: () => new Promise((resolve) => waiting.push(resolve)),
    isTooEmpty: (expected) => expected > 0 && spent + expected > money,
    isTight: (expected) => expected > 0 && underWay > 0 && spent + aside + expected > money,
    setAside(expected) {
      aside += expected;
      underWay += 1;
      return (actual) => {
        aside -= expected;
        underWay -= 1;
        spent += actual;
        wake();
      };
    },
  };
}

/** Opens a run's budget: its time begins now. */
export function openBudget({ budget, calls: mostCalls, seconds }: BudgetLimits, clock: Clock): Budget {
  const money = budget === null ? null : budget * nanosOfDollar;
  const controller = new AbortController();
  const endsAt = clock.now() + seconds * 1_000;
  const purse = openPurse(money ?? Number.POSITIVE_INFINITY);
  let [calls, isEnded] = [0, false];

  const stopTimer = clock.after(seconds * 1_000, () => {
    controller.abort(new Error(timeIsSpent));
    purse.wake();
  });

  function refusal(expected: number): string | null {
    if (isEnded || controller.signal.aborted || clock.now() >= endsAt) return timeIsSpent;
    if (calls >= mostCalls) return callsAreSpent;
    return dearness(expected, money) ?? (purse.isTooEmpty(expected) ? moneyIsSpent : null);
  }

  function open(expected: number): Reservation {
    calls += 1;
    const close = purse.setAside(expected);
    return {
      settle: (actual) => close(actual ?? expected),
      cancel() {
        calls -= 1;
        close(0);
      },
    };
  }

  return {
    timeIsUp: controller.signal,
    hasMoney: money !== null,
    calls: () => calls,
    end() {
      stopTimer();
      isEnded = true;
      purse.wake();
    },
    async reserve(expected) {
      for (;;) {
        const why = refusal(expected);
        if (why !== null) return why;
        if (!purse.isTight(expected)) return open(expected);
        await purse.changed();
      }
    },
  };
}
