import type { TaskConfiguration } from "../../domain/configuration.ts";
import { type Choice, describeRoute, isSameModel, isSameRoute, routeOf } from "../../domain/route.ts";
import type { TaskName } from "../../domain/task.ts";
import { toTimestamp } from "../../shared/clock.ts";
import { placeKey } from "../../verification/contender.ts";
import { createEntry } from "../history-entry.ts";
import type { Listed } from "./catalogue-look.ts";
import { isDear } from "./look.ts";
import type { RouteState } from "./route-states.ts";
import { betweenRuns } from "./run-lock.ts";
import type { WatchRun } from "./watch-run.ts";

/** What fails and comes back changes a task so often a day at the most. */
const mostReplacements = 3;
const dayMs = 86_400_000;
/** The next night must not bring back at once what has just failed. */
const holdDays = 1;

export interface Replacement {
  task: TaskName;
  /** How the first choice was found. */
  failed: RouteState;
  listings: ReadonlyMap<string, Listed>;
}

/** What has become of a task whose first choice does not answer. `kept`: why nothing was changed. */
export type ReplacementResult = { kind: "replaced" } | { kind: "kept"; why: string | null };

const kept = (why: string | null): ReplacementResult => ({ kind: "kept", why });

/** Whether what stands behind answers this moment: it is asked a question of the task; what is dear, by its catalogue. */
async function answersNow(choice: Choice, { task, listings }: Replacement, run: WatchRun): Promise<boolean> {
  const route = routeOf(choice);
  const listed = listings.get(placeKey(route))?.state;
  if (listed === "not-served") return false;
  if (isDear(task)) return listed === "served";
  const { repair, probes } = await run.questions();
  const { outcome } = await repair.ask({ route, task, probe: probes[task].smoke });
  return outcome.kind === "answered" && outcome.isRight;
}

async function findSubstitute(
  entry: TaskConfiguration,
  replacement: Replacement,
  run: WatchRun,
): Promise<Choice | null> {
  for (const choice of entry.fallbacks) {
    if (isSameRoute(choice, entry.primary)) continue;
    if (await answersNow(choice, replacement, run)) return choice;
  }
  return null;
}

/** The entry with another first choice; what stood there goes last, unless its host says that it is gone. */
function withPrimary(entry: TaskConfiguration, primary: Choice, { failed, now }: { failed: RouteState; now: number }) {
  const others = entry.fallbacks.filter((each) => !isSameRoute(each, primary));
  const at = toTimestamp(now);
  return {
    ...entry,
    primary: { ...primary, verifiedAt: at },
    fallbacks: failed.isCertain ? others : [...others, entry.primary],
    trial: null,
    since: at,
    reason: `${describeRoute(entry.primary)} ${failed.reason ?? "does not answer"}, so what stood behind it took its place.`,
  };
}

/** Why the task is left as it is, whatever stands behind; null where it may be changed. */
async function obstacle(
  entry: TaskConfiguration,
  { task, failed }: Replacement,
  run: WatchRun,
): Promise<string | null> {
  const { history, clock, isPaused } = run.dependencies;
  if (await isPaused()) return "changes are paused, so nothing was changed";
  if (entry.primary.origin === "pin") return "it is pinned, so it keeps its place";
  if (failed.isCertain) return null;
  const isOfToday = ({ at }: { at: string }) => clock.now() - Date.parse(at) < dayMs;
  const earlier = (await history.list()).filter(
    (each) => each.kind === "repair" && isOfToday(each) && each.changes.some((change) => change.task === task),
  );
  if (earlier.length < mostReplacements) return null;
  return `the task was changed ${earlier.length} times in a day already, so it stays as it is for now`;
}

async function commitSubstitute(
  { task, failed }: Replacement,
  { entry, primary, present }: { entry: TaskConfiguration; primary: Choice; present: NonNullable<Present> },
  { dependencies }: WatchRun,
): Promise<void> {
  const { repository, clock } = dependencies;
  const now = clock.now();
  const next = withPrimary(entry, primary, { failed, now });
  const { reason } = next;
  // The part of the sentence that people are told, by whoever tells it.
  const change = { task, action: "replace", from: entry.primary, to: next.primary, reason, because: failed.reason };
  const counts = { discovered: 0, qualified: 0, errors: [], revision: null };
  const { configuration, hash } = present;
  await repository.commit({
    expectedHash: hash,
    configuration: {
      ...configuration,
      generatedAt: toTimestamp(now),
      tasks: { ...configuration.tasks, [task]: next },
    },
    entry: createEntry(clock, { kind: "repair", trigger: "watch", outcome: "applied", changes: [change], ...counts }),
  });
}

type Present = Awaited<ReturnType<WatchRun["dependencies"]["repository"]["read"]>>;

/** Without the hold, the next update may bring it back sooner: no reason to fail. */
async function hold(task: TaskName, from: Choice, to: Choice, { dependencies }: WatchRun): Promise<void> {
  // A hold is of a model, wherever it runs: it would be one of what has just been put there.
  if (isSameModel(from, to)) return;
  const { provider, model } = from;
  await dependencies.holds
    .add([{ task, provider, model }], holdDays)
    .catch((error: unknown) => dependencies.logger.warn(`${model} is not held: ${String(error)}`));
}

/**
 * Puts the first of a task's fallbacks that answers now in the place of a first choice that does not. Nothing, where it is
 * no longer that first choice. Rejects where the configuration cannot be changed.
 */
export async function replaceFailed(replacement: Replacement, run: WatchRun): Promise<ReplacementResult> {
  const { task, failed } = replacement;
  const { repository } = run.dependencies;
  const replaced = await betweenRuns({ purpose: "repair", signal: run.signal }, run.dependencies, async () => {
    const present = await repository.read();
    const entry = present?.configuration.tasks[task];
    if (!present || !entry || placeKey(routeOf(entry.primary)) !== failed.watched.key) return kept(null);
    const why = await obstacle(entry, replacement, run);
    if (why !== null) return kept(why);
    const primary = await findSubstitute(entry, replacement, run);
    if (primary === null) return kept("nothing that stands behind it answers either");
    await hold(task, entry.primary, primary, run);
    await commitSubstitute(replacement, { entry, primary, present }, run);
    return { kind: "replaced" as const };
  });
  return replaced ?? kept("an update is under way");
}
