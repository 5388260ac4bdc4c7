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
  /** A sentence's part where the call may not be made: "the money for calls is used up". `expected` in USD nanos. */
  reserve(expected: number): Reservation | string;
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
export const tooDear = "a call may cost more than is spent without a budget";
export const tooDearForBudget = "a call may cost more than a tenth of the budget";

/** Opens a run's budget: its time begins now. */
export function openBudget({ budget, calls: mostCalls, seconds }: BudgetLimits, clock: Clock): Budget {
  const controller = new AbortController();
  const endsAt = clock.now() + seconds * 1_000;
  const stopTimer = clock.after(seconds * 1_000, () => controller.abort(new Error(timeIsSpent)));
  const most = budget === null ? Number.POSITIVE_INFINITY : budget * nanosOfDollar;
  let calls = 0;
  /** What is reserved and not settled counts as spent. */
  let spent = 0;

  function lackOfMoney(expected: number): string | null {
    if (budget === null) return expected > mostWithoutBudget ? tooDear : null;
    if (expected > 0 && spent + expected > most) return moneyIsSpent;
    return expected > Math.max(mostWithoutBudget, largestShare * most) ? tooDearForBudget : null;
  }

  function refusal(expected: number): string | null {
    if (controller.signal.aborted || clock.now() >= endsAt) return timeIsSpent;
    return calls >= mostCalls ? callsAreSpent : lackOfMoney(expected);
  }

  return {
    timeIsUp: controller.signal,
    hasMoney: budget !== null,
    calls: () => calls,
    end: stopTimer,
    reserve(expected) {
      const why = refusal(expected);
      if (why !== null) return why;
      calls += 1;
      spent += expected;
      return {
        settle(actual) {
          spent += (actual ?? expected) - expected;
        },
        cancel() {
          calls -= 1;
          spent -= expected;
        },
      };
    },
  };
}
