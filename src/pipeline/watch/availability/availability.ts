import type { TaskName } from "../../../domain/task.ts";
import type { WatchEvent } from "../../../domain/watch-event.ts";
import { noCredit } from "../../../verification/ask-probe.ts";
import { placeKey } from "../../../verification/contender.ts";
import type { ProbeTable } from "../../../verification/probe.ts";
import { askForRepair } from "../ask-for-repair.ts";
import type { WatchDependencies } from "../dependencies.ts";
import { type LookQuestion, shortestQuestion } from "../look.ts";
import { type WatchRun, withWatchRun } from "../watch-run.ts";
import { primaryTasks } from "../watched-routes.ts";
import { type Listed, lookInCatalogues } from "./catalogue-look.ts";
import { repairsIn } from "./repairs.ts";
import { findStates, type RouteState, toCheck } from "./route-states.ts";
import { type Replacement, replaceFailed } from "./substitute.ts";
import { beginTrouble, endTrouble, everything } from "./trouble.ts";

const dayMs = 86_400_000;

/** By route key, when it was last looked at in the last day. */
async function readLastLooks({ watchLog, clock }: WatchDependencies): Promise<Map<string, number>> {
  const now = clock.now();
  const checks = await watchLog.checks({ since: now - dayMs, until: now });
  return new Map(checks.filter(({ kind }) => kind === "availability").map(({ route, at }) => [placeKey(route), at]));
}

/** The tasks whose first choice was found not to answer. */
function failures(states: readonly RouteState[], listings: ReadonlyMap<string, Listed>): Replacement[] {
  return states
    .filter(({ outcome }) => outcome === "down")
    .flatMap((failed) => primaryTasks(failed.watched).map((task) => ({ task, failed, listings })));
}

/** As many others are asked, each on another host, before it is believed that nothing answers. */
const mostWitnesses = 5;

/** Questions for whatever was not asked yet, one a host. */
function witnesses(states: readonly RouteState[], { watched }: WatchRun, probes: ProbeTable): LookQuestion[] {
  const asked = new Set(states.filter(isDark).map(({ watched: { key } }) => key));
  const places = new Map<string, LookQuestion>();
  for (const { key, route, tasks } of watched) {
    const task = tasks[0]?.task;
    const probe = task && shortestQuestion(route, task, probes);
    if (task && probe && !asked.has(key)) places.set(`${route.provider} ${route.host}`, { route, task, probe });
  }
  return [...places.values()].slice(0, mostWitnesses);
}

/** Whether anything else answers: then it is not our network that is down. */
async function isAnyoneThere(states: readonly RouteState[], run: WatchRun): Promise<boolean> {
  const { probes } = await run.questions();
  for (const question of witnesses(states, run, probes)) {
    const outcome = await askForRepair(question, run);
    if (outcome.kind === "answered") return true;
  }
  return false;
}

const isFirst = ({ watched }: RouteState) => primaryTasks(watched).length > 0;

/** It did not answer, which may be the line's doing. */
const isDark = ({ outcome, isCertain }: RouteState) => outcome === "down" && !isCertain;

/**
 * Whether a first choice answered, or said itself that it is gone. A catalogue is no answer: it may be read where no model
 * is reached.
 */
function isAnyHeard(states: readonly RouteState[]): boolean {
  return states.some(
    ({ hasAnswered, outcome, isCertain, measured }) =>
      hasAnswered || (outcome === "down" && isCertain && measured.calls > 0),
  );
}

/** Why nothing at all could be asked; null where something was heard, or nothing was asked. */
async function outageOf(states: readonly RouteState[], run: WatchRun): Promise<string | null> {
  const first = states.filter(isFirst);
  // That people were answered since the last look is no word of this moment.
  if (isAnyHeard(first.filter(({ measured }) => measured.calls > 0))) return null;
  if (first.some(({ reason }) => reason === noCredit)) return noCredit;
  // Of what only a catalogue speaks of, nothing was heard either.
  const isSilent = (state: RouteState) => isDark(state) || state.measured.calls === 0;
  const isAllDark = first.some(isDark) && first.every(isSilent);
  return isAllDark && !(await isAnyoneThere(states, run)) ? "nothing could be reached" : null;
}

async function tellOutage(reason: string, routes: number, { dependencies }: WatchRun): Promise<WatchEvent> {
  const { since } = await beginTrouble(everything, { about: reason, reason }, dependencies);
  return { id: `outage:${since}`, at: since, severity: "critical", kind: "outage", reason, routes };
}

/** It is over when something is heard again, and not when nothing is asked any more. */
async function tellRecovery(states: readonly RouteState[], { dependencies }: WatchRun): Promise<WatchEvent[]> {
  if (!isAnyHeard(states.filter(isFirst))) return [];
  const ended = await endTrouble(everything, dependencies);
  if (ended === null) return [];
  const { since } = ended;
  return [{ id: `outage-over:${since}`, at: dependencies.clock.now(), severity: "info", kind: "outage-over", since }];
}

/** What is told of a task that could not be repaired, once as long as it lasts. */
async function tellFailure(
  { task, failed }: Replacement,
  why: string,
  { dependencies }: WatchRun,
): Promise<WatchEvent> {
  const reason = `${failed.reason ?? "does not answer"}; ${why}`;
  const { since } = await beginTrouble(task, { about: failed.watched.key, reason }, dependencies);
  const { route } = failed.watched;
  return {
    id: `no-substitute:${task}:${since}`,
    at: since,
    severity: "critical",
    kind: "no-substitute",
    task,
    route,
    reason,
  };
}

async function repairAll(replacements: readonly Replacement[], run: WatchRun): Promise<WatchEvent[]> {
  const kept = await replaceFailed(replacements, run);
  return await Promise.all(kept.map(({ replacement, why }) => tellFailure(replacement, why, run)));
}

/** The tasks whose first choice answers again, or another one does. What only was not asked may be as it was. */
async function endTroubles(states: readonly RouteState[], { dependencies }: WatchRun): Promise<void> {
  const well: TaskName[] = states
    .filter(({ outcome, isHeldBack }) => outcome === "up" && !isHeldBack)
    .flatMap(({ watched }) => primaryTasks(watched));
  for (const task of well) await endTrouble(task, dependencies);
}

/**
 * Looks whether all that is configured is there: in the catalogues, and by a call of each first choice that nobody has used
 * since the last look. What does not answer any more gives its place to the first of its fallbacks that does. Where
 * nothing at all answers, nothing is changed. Rejects with the signal's reason, or where the store fails.
 */
export async function checkAvailability(
  options: {
    signal: AbortSignal;
    /** Only these, by their keys; all unless given. */
    only?: ReadonlySet<string>;
    /** These have answered a question of this very round, so that they are not called again. */
    answered?: ReadonlySet<string>;
  },
  dependencies: WatchDependencies,
): Promise<WatchEvent[]> {
  return await withWatchRun(options, dependencies, async (run) => {
    const { clock } = dependencies;
    const watched = run.watched.filter(({ key }) => options.only?.has(key) ?? true);
    const listings = await lookInCatalogues(run.watched, run);
    const lastLooks = await readLastLooks(dependencies);
    const answered = options.answered ?? new Set();
    const states = await findStates(watched, { listings, lastLooks, answered }, run);
    await dependencies.watchLog.keepChecks(states.map((state) => toCheck(state, clock.now())));
    const outage = await outageOf(states, run);
    if (outage !== null) return options.only ? [] : [await tellOutage(outage, states.length, run)];
    await endTroubles(states, run);
    const failed = await repairAll(failures(states, listings), run);
    return [
      ...(await tellRecovery(states, run)),
      ...failed,
      ...repairsIn(await dependencies.history.list(), clock.now()),
    ];
  });
}
