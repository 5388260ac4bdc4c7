import type { Configuration } from "../../../domain/configuration.ts";
import type { HistoryEntry } from "../../../domain/history.ts";
import { type Choice, isSameRoute, type Route, routeOf } from "../../../domain/route.ts";
import type { TaskName } from "../../../domain/task.ts";
import { messageOf } from "../../../shared/file-fault.ts";
import type { WatchDependencies } from "../dependencies.ts";
import { openProbations } from "../notes.ts";
import { recordOf } from "../test-progress.ts";
import { knownTasks } from "../watched-routes.ts";
import { openStanding, type Standing, standingKey, standingOf } from "./standing.ts";

/** Another first choice than the watch has seen last. */
interface Switch {
  task: TaskName;
  to: Choice;
  from: Route;
}

/** What an update has chosen, by itself or with somebody's consent, is on probation; what people choose is their word. */
const onProbation: ReadonlySet<HistoryEntry["kind"]> = new Set(["update", "apply"]);

/** The run that has brought a choice; undefined where the history no longer says, or a person has edited the file. */
function makingOf({ task, to }: Switch, entries: readonly HistoryEntry[], after: number): HistoryEntry | undefined {
  return entries.find(
    ({ success, revision, changes }) =>
      success &&
      revision !== null &&
      revision > after &&
      changes.some((change) => change.task === task && change.to !== null && isSameRoute(change.to, to)),
  );
}

async function begin(made: Switch, { seen, entry }: { seen: Standing; entry: HistoryEntry }, deps: WatchDependencies) {
  const { task, to, from } = made;
  const { watchLog, clock } = deps;
  const probations = openProbations({ log: watchLog, now: clock.now });
  const since = Date.parse(entry.at);
  const probation = {
    task,
    since,
    revision: entry.revision ?? 0,
    previousRevision: seen.revision,
    route: routeOf(to),
    incumbent: from,
    record: await recordOf({ task, route: from, until: since }, watchLog),
  };
  const before = await probations.find(task);
  await probations.write(task, probation, before?.version ?? null);
}

/** The tasks whose first choice is another one than the watch has seen. */
function switchesSince(seen: Standing, configuration: Configuration): Switch[] {
  return knownTasks(configuration).flatMap(({ task, entry: { primary } }) => {
    const from = seen.tasks[task];
    return from === undefined || isSameRoute(from, primary) ? [] : [{ task, to: primary, from }];
  });
}

async function beginAll(seen: Standing, configuration: Configuration, dependencies: WatchDependencies): Promise<void> {
  const before = await dependencies.repository.load(seen.revision).catch(() => null);
  // Without the revision that it came from, there is no way back.
  if (before === null) return;
  const entries = await dependencies.history.list();
  for (const made of switchesSince(seen, configuration)) {
    const entry = makingOf(made, entries, seen.revision);
    const wasBuiltIn = before.tasks[made.task]?.primary.origin === "seed";
    if (entry && !wasBuiltIn && onProbation.has(entry.kind)) await begin(made, { seen, entry }, dependencies);
  }
}

/**
 * Puts the tasks on probation in which an update has put another first choice since the watch last looked, with the record
 * of what stood there. What is seen for the first time, or was built in, begins none: there is nothing to compare it with.
 * Rejects where the store fails.
 */
export async function noticeSwitches(dependencies: WatchDependencies): Promise<void> {
  const present = await dependencies.repository.read();
  if (present === null) return;
  const { configuration } = present;
  const standing = openStanding(dependencies);
  const known = await standing.find(standingKey);
  if (known?.body.revision === configuration.revision) return;
  if (known !== null) await beginAll(known.body, configuration, dependencies);
  await standing.write(standingKey, standingOf(configuration), known?.version ?? null);
}

/**
 * Notes what stands before an update changes it, so that what it brings is measured by what it has replaced, even where
 * the watch has not looked yet. A fault of the store is a warning; a wrong policy rejects.
 */
export async function noteStanding(dependencies: WatchDependencies): Promise<void> {
  const { watching } = await dependencies.policy.read();
  if (!watching.enabled) return;
  await noticeSwitches(dependencies).catch((error: unknown) => dependencies.logger.warn(messageOf(error)));
}
