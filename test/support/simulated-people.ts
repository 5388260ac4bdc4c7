import { seededRandom } from "../../calibration/statistics.ts";
import type { Knowledge } from "../../src/domain/knowledge.ts";
import type { ModelIdentity } from "../../src/domain/route.ts";
import type { TaskName } from "../../src/domain/task.ts";
import { decayUse, rememberedDays } from "../../src/learning/decay.ts";
import type { DayOfUse } from "../../src/store/store.ts";
import { dayMs } from "./candidates.ts";

/** How people use what is configured, and how good it is: whichever model it is. */
export interface SimulatedPeople {
  /** Of one task in a day. */
  answers: number;
  /** 0 to 1. */
  success: number;
  /** Until the first token, in the middle; a day's mean is up to a half more or less. */
  firstTokenMs: number;
}

/** What people have used, day by day. */
export interface SimulatedUse {
  /** A day's answers of one model. */
  live(task: TaskName, model: ModelIdentity, now: number): void;
  /** What is known of it at a moment, by the product's own rules. */
  at(now: number): Required<Pick<Knowledge, "use">>;
}

export function simulateUse({ answers, success, firstTokenMs }: SimulatedPeople, seed: number): SimulatedUse {
  const random = seededRandom(seed);
  let days: DayOfUse[] = [];
  return {
    live(task, { provider, model }, now) {
      const day = now - (now % dayMs);
      const good = Array.from({ length: answers }, random).filter((chance) => chance < success).length;
      const wait = firstTokenMs * (0.5 + random());
      days.push({ task, provider, model, host: null, day, good, bad: answers - good, firstTokenMs: wait });
    },
    at(now) {
      days = days.filter(({ day }) => day >= now - rememberedDays * dayMs);
      return { use: decayUse(days, now) };
    },
  };
}
