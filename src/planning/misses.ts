import type { Configuration, TaskConfiguration } from "../domain/configuration.ts";
import type { TaskRanking } from "../domain/evaluation.ts";
import type { MissedRoute, SteadinessRecord } from "../domain/steadiness.ts";
import type { TaskName } from "../domain/task.ts";
import type { Policy } from "../policy.ts";
import { missesWith } from "./presence.ts";

export interface MissesOptions {
  configuration: Configuration;
  rankings: ReadonlyMap<TaskName, TaskRanking>;
  policy: Policy;
  record: SteadinessRecord;
}

function missedIn(task: TaskName, entry: TaskConfiguration, options: MissesOptions): MissedRoute[] {
  const { rankings, policy, record } = options;
  const ranking = rankings.get(task);
  if (!ranking) return record.missed.filter((each) => each.task === task);
  return [entry.primary, ...entry.fallbacks].flatMap((choice) => {
    const { provider, model, host, interface: spoken } = choice;
    const listings = missesWith(choice, { task, ranking, policy, record });
    return listings === 0 ? [] : [{ task, provider, model, host, interface: spoken, listings }];
  });
}

/**
 * What is missing after a run's listings, of the configuration that it found. What was not asked about, or could not be
 * read, counts as before; what is there again begins anew.
 */
export function missedAfter(options: MissesOptions): MissedRoute[] {
  return Object.entries(options.configuration.tasks).flatMap(([task, entry]) =>
    missedIn(task as TaskName, entry, options),
  );
}
