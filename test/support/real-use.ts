import type { Knowledge } from "../../src/domain/knowledge.ts";
import type { RealUse } from "../../src/domain/real-use.ts";
import type { DayOfUse } from "../../src/store/store.ts";
import { dayMs, testNow } from "./candidates.ts";
import { knowing } from "./knowledge.ts";

/** When the day of `testNow` began. */
export const today = testNow - (testNow % dayMs);

/** A day of conversation with one model, unless the test says otherwise. */
export function dayOfUse(facts: Partial<DayOfUse> = {}): DayOfUse {
  return {
    task: "conversational",
    provider: "huggingface",
    model: "maker/model",
    host: "novita",
    day: today,
    good: 0,
    bad: 0,
    firstTokenMs: null,
    ...facts,
  };
}

const nobody = { weight: 0, mean: 0 };

/** So many answers of today, good and bad, where nothing else is used for the task. */
export function useOf(good: number, bad = 0, firstTokenMs: number | null = null): RealUse {
  const tally = { good, bad };
  const firstToken = firstTokenMs === null ? null : { ms: firstTokenMs, weight: good };
  return { answers: tally, recent: tally, firstToken, others: { success: nobody, logWait: nobody } };
}

/** Nothing is known of any model but how people's use of it went, whatever the task. */
export function used(use: RealUse): Knowledge {
  return { ...knowing({}), use: () => use };
}
