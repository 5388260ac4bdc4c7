import type { RealUse } from "../domain/knowledge.ts";
import type { ModelIdentity } from "../domain/route.ts";
import type { TaskName } from "../domain/task.ts";
import type { DayOfUse } from "../store/store.ts";
import { withoutSharedFaults } from "./shared-faults.ts";

const dayMs = 86_400_000;

/** After so many days an answer counts half: hosts and models change, and what was true a month ago may not be. */
export const halfLifeDays = 14;

/** Further back than six half-lives, nothing counts a sixtieth any more. */
export const rememberedDays = 6 * halfLifeDays;

/** How much a day's answers count, 0 to 1: whole until the day has ended. Days that lie ahead of the clock do, too. */
function weightAt(day: number, now: number): number {
  const age = Math.max(0, (now - day - dayMs) / dayMs);
  return 0.5 ** (age / halfLifeDays);
}

/** What was added up of one model at one task. */
interface Sums {
  use: RealUse;
  /** Milliseconds until the first token, each as often as its weight. */
  waited: number;
  waits: number;
}

function add(sums: Sums, { good, bad, firstTokenMs, day }: DayOfUse, now: number): void {
  const weight = weightAt(day, now);
  const { answers, recent } = sums.use;
  answers.good += good;
  answers.bad += bad;
  recent.good += weight * good;
  recent.bad += weight * bad;
  if (firstTokenMs === null) return;
  sums.waited += weight * good * firstTokenMs;
  sums.waits += weight * good;
  if (sums.waits > 0) sums.use.firstToken = { ms: sums.waited / sums.waits, weight: sums.waits };
}

type UseBook = Map<string, Map<string, Map<string, Sums>>>;

/** Maps in maps, and no joined keys: it is looked into for every model that is listed. */
function sumsOf({ task, provider, model }: DayOfUse, book: UseBook): Sums {
  const ofTask = book.get(task) ?? new Map<string, Map<string, Sums>>();
  book.set(task, ofTask);
  const ofProvider = ofTask.get(provider) ?? new Map<string, Sums>();
  ofTask.set(provider, ofProvider);
  const nothing: RealUse = { answers: { good: 0, bad: 0 }, recent: { good: 0, bad: 0 }, firstToken: null };
  const sums = ofProvider.get(model) ?? { use: nothing, waited: 0, waits: 0 };
  ofProvider.set(model, sums);
  return sums;
}

/**
 * What the days tell of each model at each task, on all of its hosts together, the older the less (half as much after
 * `halfLifeDays`); what failed for all alike is left out. `now` is in milliseconds since the epoch.
 */
export function decayUse(
  days: readonly DayOfUse[],
  now: number,
): (task: TaskName, model: ModelIdentity) => RealUse | undefined {
  const book: UseBook = new Map();
  for (const day of withoutSharedFaults(days)) add(sumsOf(day, book), day, now);
  return (task, { provider, model }) => book.get(task)?.get(provider)?.get(model)?.use;
}
