import { seededRandom } from "../../calibration/statistics.ts";
import { callOutcomes, type UsageRecord } from "../../src/domain/usage.ts";
import type { Opinion } from "../../src/store/store.ts";
import { opinionWith } from "./opinion.ts";
import { usageWith } from "./usage-record.ts";

export interface RandomUse {
  calls: UsageRecord[];
  /** Each person's one word on a request; some of it about a model that did not answer it. */
  opinions: Opinion[];
}

const tasks = ["conversational", "translation"] as const;
const models = ["maker/one", "maker/two"];
const hosts = ["novita", null];
const people = ["telegram:1", "telegram:2", "telegram:3"];
const ratings = [1, 0, -1, -1] as const;

/** So many requests of one or two attempts each, begun between two moments, and what people thought of every third. */
export function randomUse({ seed, from, until, requests }: Record<"seed" | "from" | "until" | "requests", number>) {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const oneOf = <Value>(values: readonly [Value, ...Value[]] | readonly Value[]) =>
    values[below(values.length)] as Value;
  const use: RandomUse = { calls: [], opinions: [] };
  for (let place = 0; place < requests; place += 1) {
    const request = `request-${seed}-${place}`;
    const at = from + below(until - from);
    const task = oneOf(tasks);
    for (let attempt = 1; attempt <= 1 + below(2); attempt += 1) {
      const route = { ...usageWith().route, model: oneOf(models), host: oneOf(hosts) };
      const outcome = random() < 0.7 ? "answered" : oneOf(callOutcomes);
      const firstTokenMs = random() < 0.9 ? below(2_000) : null;
      use.calls.push(usageWith({ at: at + attempt, request, attempt, task, route, outcome, firstTokenMs }));
    }
    if (below(3) > 0) continue;
    for (const person of people.filter(() => random() < 0.4)) {
      const said = { request, person, at: at + below(2 * 86_400_000), rating: oneOf(ratings) };
      use.opinions.push(opinionWith({ ...said, task, model: oneOf(models) }));
    }
  }
  return use;
}
