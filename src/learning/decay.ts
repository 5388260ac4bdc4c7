import { type RealUse, trustIn } from "../domain/real-use.ts";
import type { ModelIdentity } from "../domain/route.ts";
import type { TaskName } from "../domain/task.ts";
import type { DayOfUse } from "../store/store.ts";
import { type Evidence, everybodyBut } from "./other-models.ts";
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

/** What the days of one model at one task add up to. */
function addUp(days: readonly DayOfUse[], now: number): Omit<RealUse, "others"> {
  const [answers, recent] = [
    { good: 0, bad: 0 },
    { good: 0, bad: 0 },
  ];
  const waits = { weight: 0, sum: 0 };
  for (const { good, bad, firstTokenMs, day } of days) {
    const weight = weightAt(day, now);
    answers.good += good;
    answers.bad += bad;
    recent.good += weight * good;
    recent.bad += weight * bad;
    if (firstTokenMs === null) continue;
    waits.weight += weight * good;
    waits.sum += weight * good * firstTokenMs;
  }
  const firstToken = waits.weight > 0 ? { ms: waits.sum / waits.weight, weight: waits.weight } : null;
  return { answers, recent, firstToken };
}

function successIn({ recent: { good, bad } }: Pick<RealUse, "recent">): Evidence {
  return { weight: trustIn(good + bad), value: good / Math.max(1, good + bad) };
}

function waitIn({ firstToken }: Pick<RealUse, "firstToken">): Evidence {
  return firstToken === null
    ? { weight: 0, value: 0 }
    : { weight: trustIn(firstToken.weight), value: Math.log(Math.max(1, firstToken.ms)) };
}

/** By provider, then by model: no joined keys, as it is looked into for every model that is listed. */
type TaskUse = Map<string, Map<string, RealUse>>;

function useOfTask(days: readonly DayOfUse[], now: number): TaskUse {
  const byProvider = [...Map.groupBy(days, ({ provider }) => provider)];
  const sums = byProvider.flatMap(([provider, some]) =>
    [...Map.groupBy(some, ({ model }) => model)].map(([model, own]) => ({ provider, model, use: addUp(own, now) })),
  );
  const success = everybodyBut(sums.map(({ use }) => successIn(use)));
  const waits = everybodyBut(sums.map(({ use }) => waitIn(use)));
  const book: TaskUse = new Map(byProvider.map(([provider]) => [provider, new Map<string, RealUse>()]));
  for (const [at, { provider, model, use }] of sums.entries()) {
    const others = { success: success(at), logWait: waits(at) };
    book.get(provider)?.set(model, { ...use, others });
  }
  return book;
}

/**
 * What the days tell of each model at each task, on all of its hosts together, the older the less (half as much after
 * `halfLifeDays`); what failed for all alike is left out. `now` is in milliseconds since the epoch.
 */
export function decayUse(
  days: readonly DayOfUse[],
  now: number,
): (task: TaskName, model: ModelIdentity) => RealUse | undefined {
  const byTask = Map.groupBy(withoutSharedFaults(days), ({ task }) => task);
  const book = new Map([...byTask].map(([task, some]) => [task, useOfTask(some, now)]));
  return (task, { provider, model }) => book.get(task)?.get(provider)?.get(model);
}
