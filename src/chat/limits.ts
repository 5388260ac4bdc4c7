import type { Policy } from "../policy.ts";
import type { Clock } from "../shared/clock.ts";
import type { SpendingLedger } from "./spending.ts";

/** Why somebody has to wait. */
export type Refusal =
  | { limit: "messages" /** A minute. */; most: number; retryInMs: number }
  /** `most` is in USD a day; it begins anew when `retryInMs` have passed. */
  | { limit: "own-cost"; most: number; retryInMs: number }
  | { limit: "everybodys-cost"; most: number; retryInMs: number };

export interface LimitsOptions {
  policy(): Pick<Policy, "chat">;
  spending: Pick<SpendingLedger, "spent">;
  /** When the present day ends, in milliseconds since the epoch. */
  endOfDay(): number;
  clock: Pick<Clock, "now">;
}

export interface Limits {
  /** Counts a question of somebody; null where they may ask it. Never rejects. */
  admit(person: string): Promise<Refusal | null>;
}

const minuteMs = 60_000;
/** USD nanos in a USD. */
const nanos = 1_000_000_000;
/** More people than that at once are looked through for those who have been quiet. */
const manyPeople = 1_000;

/** The times of the last minute's questions, by person. */
function createRecentQuestions(clock: LimitsOptions["clock"]) {
  const byPerson = new Map<string, number[]>();

  function recentOf(person: string): number[] {
    const since = clock.now() - minuteMs;
    return (byPerson.get(person) ?? []).filter((at) => at > since && at <= clock.now());
  }

  function forgetQuiet(): void {
    if (byPerson.size < manyPeople) return;
    for (const person of byPerson.keys()) if (recentOf(person).length === 0) byPerson.delete(person);
  }

  return {
    recentOf,
    add(person: string): void {
      forgetQuiet();
      byPerson.set(person, [...recentOf(person), clock.now()]);
    },
  };
}

/** The policy's limits on how much is asked and spent. */
export function createLimits({ policy, spending, endOfDay, clock }: LimitsOptions): Limits {
  const questions = createRecentQuestions(clock);

  function tooMany(person: string, most: number): Refusal | null {
    const recent = questions.recentOf(person);
    const [oldest] = recent;
    if (oldest === undefined || recent.length < most) return null;
    return { limit: "messages", most, retryInMs: Math.max(1, oldest + minuteMs - clock.now()) };
  }

  async function tooDear(person: string, { chat }: Pick<Policy, "chat">): Promise<Refusal | null> {
    const { maximumDailyCost, maximumDailyCostPerPerson } = chat;
    const spent = await spending.spent(person);
    const retryInMs = Math.max(1, endOfDay() - clock.now());
    if (maximumDailyCostPerPerson !== null && spent.person >= maximumDailyCostPerPerson * nanos) {
      return { limit: "own-cost", most: maximumDailyCostPerPerson, retryInMs };
    }
    if (maximumDailyCost !== null && spent.everybody >= maximumDailyCost * nanos) {
      return { limit: "everybodys-cost", most: maximumDailyCost, retryInMs };
    }
    return null;
  }

  return {
    async admit(person) {
      const current = policy();
      const refusal = tooMany(person, current.chat.messagesPerMinute);
      if (refusal !== null) return refusal;
      questions.add(person);
      return await tooDear(person, current);
    },
  };
}
