import type { TaskConfiguration } from "../../../domain/configuration.ts";
import { type Choice, describeRoute, isSameModel, isSameRoute, routeOf } from "../../../domain/route.ts";
import type { TaskName } from "../../../domain/task.ts";
import { toTimestamp } from "../../../shared/clock.ts";
import { messageOf } from "../../../shared/file-fault.ts";
import { placeKey } from "../../../verification/contender.ts";
import { createEntry } from "../../history-entry.ts";
import { askForRepair } from "../ask-for-repair.ts";
import { isDear, isForWantOfMoney, shortestQuestion } from "../look.ts";
import { betweenRuns } from "../run-lock.ts";
import { isPinnedByPolicy, whyUnwanted } from "../wanted.ts";
import type { WatchRun } from "../watch-run.ts";
import type { Listed } from "./catalogue-look.ts";
import type { RouteState } from "./route-states.ts";

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

/** A task that keeps what does not answer, with the reason as a clause. */
export interface Kept {
  replacement: Replacement;
  why: string;
}

/** What is to become of a task: null where something else serves it by now. */
type Decision = { replacement: Replacement; entry: TaskConfiguration; primary: Choice } | Kept | null;

/** Where the task's own question is more than the money allows for, it has to answer the shortest at least. */
async function answersShortly(choice: Choice, task: TaskName, run: WatchRun): Promise<boolean> {
  const { probes } = await run.questions();
  const route = routeOf(choice);
  const probe = shortestQuestion(route, task, probes);
  return probe !== null && (await askForRepair({ route, task, probe }, run)).kind === "answered";
}

/** Whether what stands behind answers this moment: it is asked a question of the task; what is dear, by its catalogue. */
async function answersNow(choice: Choice, { task, listings }: Replacement, run: WatchRun): Promise<boolean> {
  const route = routeOf(choice);
  const listed = listings.get(placeKey(route))?.state;
  if (listed === "not-served") return false;
  if (isDear(task)) return listed === "served";
  const { probes } = await run.questions();
  const outcome = await askForRepair({ route, task, probe: probes[task].smoke }, run);
  if (outcome.kind === "not-asked" && isForWantOfMoney(outcome.why)) return await answersShortly(choice, task, run);
  return outcome.kind === "answered" && outcome.isRight;
}

async function findSubstitute(
  entry: TaskConfiguration,
  replacement: Replacement,
  run: WatchRun,
): Promise<Choice | null> {
  for (const choice of entry.fallbacks) {
    if (isSameRoute(choice, entry.primary)) continue;
    if ((await whyUnwanted(replacement.task, choice, run.dependencies)) !== null) continue;
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
  const isPinned = entry.primary.origin === "pin" || (await isPinnedByPolicy(task, run.dependencies));
  if (isPinned) return "it is pinned, so it keeps its place";
  if (failed.isCertain) return null;
  // What a clock that was ahead has noted is not of today.
  const isOfToday = ({ at }: { at: string }) => Math.abs(clock.now() - Date.parse(at)) < dayMs;
  const earlier = (await history.list()).filter(
    (each) => each.kind === "repair" && isOfToday(each) && each.changes.some((change) => change.task === task),
  );
  if (earlier.length < mostReplacements) return null;
  return `the task was changed ${earlier.length} times in a day already, so it stays as it is for now`;
}

/** The next entry of a task, with its line in the history. */
function changeOf({ replacement: { task, failed }, entry, primary }: Substitution, now: number) {
  const next = withPrimary(entry, primary, { failed, now });
  const { reason } = next;
  // The part of the sentence that people are told, by whoever tells it.
  const because = failed.reason;
  return { task, next, change: { task, action: "replace", from: entry.primary, to: next.primary, reason, because } };
}

/** All of them as one revision: a host that dies takes many tasks along. */
async function commitAll(
  substitutions: readonly Substitution[],
  { configuration, hash }: Present,
  { dependencies: { repository, clock } }: WatchRun,
): Promise<void> {
  const now = clock.now();
  const changes = substitutions.map((each) => changeOf(each, now));
  const renewed = Object.fromEntries(changes.map(({ task, next }) => [task, next]));
  const counts = { discovered: 0, qualified: 0, errors: [], revision: null };
  const facts = { kind: "repair", trigger: "watch", outcome: "applied", ...counts } as const;
  await repository.commit({
    expectedHash: hash,
    configuration: {
      ...configuration,
      generatedAt: toTimestamp(now),
      tasks: { ...configuration.tasks, ...renewed },
    },
    entry: createEntry(clock, { ...facts, changes: changes.map(({ change }) => change) }),
  });
}

type Substitution = Exclude<Decision, Kept | null>;

type Present = NonNullable<Awaited<ReturnType<WatchRun["dependencies"]["repository"]["read"]>>>;

/** Without the hold, the next update may bring it back sooner: no reason to fail. */
async function hold(substitutions: readonly Substitution[], { holds, logger }: WatchRun["dependencies"]) {
  // A hold is of a model, wherever it runs: it would be one of what has just been put there. What is certainly gone does
  // not come back by itself, and on another host it may well be chosen.
  const others = substitutions.filter(
    ({ entry, primary, replacement: { failed } }) => !failed.isCertain && !isSameModel(entry.primary, primary),
  );
  const held = others.map(({ replacement: { task }, entry: { primary } }) => ({ ...modelOf(primary), task }));
  await holds
    .add(held, holdDays, { isRepair: true })
    .catch((error: unknown) => logger.warn(`Nothing is held: ${messageOf(error)}`));
}

const modelOf = ({ provider, model }: Choice) => ({ provider, model });

async function decide(replacement: Replacement, { configuration }: Present, run: WatchRun): Promise<Decision> {
  const entry = configuration.tasks[replacement.task];
  if (!entry || placeKey(routeOf(entry.primary)) !== replacement.failed.watched.key) return null;
  const why = await obstacle(entry, replacement, run);
  if (why !== null) return { replacement, why };
  const primary = await findSubstitute(entry, replacement, run);
  return primary === null
    ? { replacement, why: "nothing that stands behind it answers either" }
    : { replacement, entry, primary };
}

async function replaceAll(replacements: readonly Replacement[], run: WatchRun): Promise<Kept[]> {
  const present = await run.dependencies.repository.read();
  if (present === null) return [];
  const decisions: Decision[] = [];
  for (const replacement of replacements) decisions.push(await decide(replacement, present, run));
  const substitutions = decisions.filter((each) => each !== null && "primary" in each);
  if (substitutions.length > 0) {
    await hold(substitutions, run.dependencies);
    await commitAll(substitutions, present, run);
  }
  return decisions.filter((each) => each !== null && "why" in each);
}

/**
 * Puts the first of its fallbacks that answers now in the place of each first choice that does not, all in one revision.
 * Nothing, where it is no longer that first choice. Answers the tasks that could not be changed. Rejects with the signal's
 * reason alone.
 */
export async function replaceFailed(replacements: readonly Replacement[], run: WatchRun): Promise<Kept[]> {
  const allKept = (why: string) => replacements.map((replacement) => ({ replacement, why }));
  if (replacements.length === 0) return [];
  try {
    const options = { purpose: "repair", signal: run.signal };
    const kept = await betweenRuns(options, run.dependencies, () => replaceAll(replacements, run));
    return kept ?? allKept("an update is under way");
  } catch (error) {
    run.signal.throwIfAborted();
    return allKept(`nothing could be changed: ${messageOf(error)}`);
  }
}
