import type { Candidate } from "../domain/candidate.ts";
import { modelKey, type TaskRanking } from "../domain/evaluation.ts";
import type { QuarantinedModel } from "../domain/quarantine.ts";
import type { TaskName } from "../domain/task.ts";
import { toTimestamp } from "../shared/clock.ts";
import type { GuardFacts, Suspicion } from "./guard-rankings.ts";

export interface WaitingOptions extends GuardFacts {
  /** As they were before what waits was taken out. */
  rankings: ReadonlyMap<TaskName, TaskRanking>;
  suspicion: Suspicion;
  /** Those that waited already and that this run has seen, by `modelKey`. */
  seenAgain: ReadonlyMap<string, Candidate>;
}

/** A model that waits, with the tasks of this run for which it would have been among the best. */
interface Found {
  candidate: Candidate;
  tasks: TaskName[];
}

/** People are told of what would have been among so many of a task's best. */
const wantedPlaces = 3;
/** More than that are not remembered; the guards of each run meet them all the same. */
const mostRecorded = 500;

function findSuspicious({ rankings, suspicion, seenAgain, policy }: WaitingOptions): Map<string, Found> {
  const found = new Map<string, Found>();
  const find = (candidate: Candidate): Found | null => {
    if (suspicion(candidate) === null) return null;
    const known = found.get(modelKey(candidate)) ?? { candidate, tasks: [] };
    found.set(modelKey(candidate), known);
    return known;
  };
  for (const candidate of seenAgain.values()) find(candidate);
  for (const [task, { best }] of rankings) {
    for (const [place, { candidate, score }] of best.entries()) {
      const known = find(candidate);
      if (known && place < wantedPlaces && score >= policy.minimumScore) known.tasks.push(task);
    }
  }
  return found;
}

/**
 * What waits after a run: what it has found, and what waited before and was not seen by it. Of tasks that it did not
 * look at, what was known before counts on.
 */
export function waitingAfter(options: WaitingOptions): QuarantinedModel[] {
  const { rankings, recorded, suspicion, seenAgain, policy, knowledge, now } = options;
  const before = new Map(recorded.map((each) => [modelKey(each), each]));
  const found = [...findSuspicious(options)].map(([key, { candidate, tasks }]): QuarantinedModel => {
    const { provider, model } = candidate;
    const known = before.get(key);
    const elsewhere = (known?.tasks ?? []).filter((task) => !rankings.has(task as TaskName));
    return {
      provider,
      model,
      reason: suspicion(candidate) ?? "",
      tasks: [...elsewhere, ...tasks],
      since: known?.since ?? toTimestamp(now),
      downloadsBefore: known ? known.downloadsBefore : (knowledge.past(candidate)?.downloads ?? null),
    };
  });
  const unseen = recorded.filter((each) => !seenAgain.has(modelKey(each)) && !policy.approved.includes(each.model));
  const keys = new Set(found.map(modelKey));
  return [...found, ...unseen.filter((each) => !keys.has(modelKey(each)))].slice(0, mostRecorded);
}
