import type { TaskName } from "../../../domain/task.ts";
import type { Observation, WatchCheck } from "../../../domain/watch.ts";
import { callsAreSpent, moneyIsSpent, timeIsSpent, tooDear, tooDearForBudget } from "../../../verification/budget.ts";
import { type Asked, type Measured, measuredBy, nothingAsked, type Shown, shortestQuestion, shownBy } from "../look.ts";
import { nobodyAsks, type WatchRun } from "../watch-run.ts";
import { primaryTasks, type WatchedRoute } from "../watched-routes.ts";
import type { Listed } from "./catalogue-look.ts";

/** How one route was found. */
export interface RouteState extends Shown {
  watched: WatchedRoute;
  listed: Listed;
  measured: Measured;
  /** It has answered somebody: a call of ours, or people. */
  hasAnswered: boolean;
}

/** Where nobody has looked yet, use is looked at for so long, in milliseconds. */
const firstLookMs = 30 * 60_000;
/** No further than this, however long ago the last look was. */
const longestLookMs = 86_400_000;

/** What does not answer is asked again after so long, in milliseconds: a host that is starting anew is back by then. */
const secondLooksMs = [10_000, 30_000];

const unsaid: Listed = { state: "unsaid", reason: "is not in a catalogue that could be asked", facts: null };

/** What its source says, where nothing better is known. */
function asListed({ state, reason }: Listed): Shown {
  if (state === "served") return { outcome: "up", reason: null, isCertain: false };
  return state === "unsaid"
    ? { outcome: "unknown", reason, isCertain: false }
    : { outcome: "down", reason, isCertain: true };
}

/** Why a question was not put, although nothing speaks against its route. */
const reasonsOfOurs: ReadonlySet<string | null> = new Set([
  moneyIsSpent,
  callsAreSpent,
  timeIsSpent,
  tooDear,
  tooDearForBudget,
  nobodyAsks,
]);

/** A question that was not put for want of money, or of somebody to put it, leaves the word to the catalogue. */
function stateOf(shown: Shown, listed: Listed): Shown {
  return shown.outcome === "unknown" && reasonsOfOurs.has(shown.reason) ? asListed(listed) : shown;
}

/** Of people's doing, so that it says nothing of the route. */
const isOfPeople = ({ outcome }: Observation) => outcome === "cancelled" || outcome === "bad-request";

/** Whether people were answered by it since its last look, the last time that they asked. */
async function wasUsed({ route, tasks }: WatchedRoute, since: number, { dependencies }: WatchRun): Promise<boolean> {
  let last: Observation | undefined;
  for (const { task } of tasks) {
    const observations = await dependencies.watchLog.observations({ task, route, since, limit: 20 });
    const newest = observations.findLast((each) => !isOfPeople(each));
    if (newest && newest.at >= (last?.at ?? 0)) last = newest;
  }
  return last?.outcome === "answered";
}

/** Whose question is put to a route: that of the first task that it serves first. */
function taskOf({ tasks }: WatchedRoute): TaskName | null {
  return tasks.find(({ role }) => role !== "fallback")?.task ?? tasks[0]?.task ?? null;
}

/** Asks until it answers, or has been asked often enough. */
async function askRepeatedly(watched: WatchedRoute, run: WatchRun): Promise<Asked[] | null> {
  const { look, repair, probes } = await run.questions();
  const task = taskOf(watched);
  const probe = task && shortestQuestion(watched.route, task, probes);
  if (task === null || probe === null) return null;
  const question = { route: watched.route, task, probe };
  const asked = [await look.ask({ ...question, isRoutine: true })];
  for (const wait of secondLooksMs) {
    const shown = shownBy(asked.at(-1)?.outcome ?? { kind: "not-asked", why: "", call: null });
    if (shown.outcome !== "down" || shown.isCertain) break;
    await run.dependencies.clock.sleep(wait, run.signal);
    asked.push(await repair.ask(question));
  }
  return asked;
}

async function stateByCall(watched: WatchedRoute, listed: Listed, run: WatchRun): Promise<RouteState> {
  const asked = await askRepeatedly(watched, run);
  const last = asked?.at(-1)?.outcome;
  const frame = { watched, listed, measured: asked ? measuredBy(asked, { isJudged: false }) : nothingAsked };
  if (last === undefined) return { ...frame, ...asListed(listed), hasAnswered: false };
  return { ...frame, ...stateOf(shownBy(last), listed), hasAnswered: last.kind === "answered" };
}

export interface StateOptions {
  listings: ReadonlyMap<string, Listed>;
  /** By route key, when it was last looked at. */
  lastLooks: ReadonlyMap<string, number>;
}

/** How a route is: first choices that nobody used are called, and so is what is on trial; of the others the catalogue speaks. */
async function stateOfRoute(watched: WatchedRoute, options: StateOptions, run: WatchRun): Promise<RouteState> {
  const listed = options.listings.get(watched.key) ?? unsaid;
  const isFirst = primaryTasks(watched).length > 0 || watched.tasks.some(({ role }) => role === "trial");
  if (!isFirst) return { watched, listed, measured: nothingAsked, hasAnswered: false, ...asListed(listed) };
  const now = run.dependencies.clock.now();
  const since = Math.max(options.lastLooks.get(watched.key) ?? now - firstLookMs, now - longestLookMs);
  if (!(await wasUsed(watched, since, run))) return await stateByCall(watched, listed, run);
  const answered = { outcome: "up", reason: null, isCertain: true } as const;
  return { watched, listed, measured: nothingAsked, hasAnswered: true, ...answered };
}

/** How all routes are. Rejects with the signal's reason, or where the store fails. */
export async function findStates(
  watched: readonly WatchedRoute[],
  options: StateOptions,
  run: WatchRun,
): Promise<RouteState[]> {
  return await Promise.all(watched.map((each) => stateOfRoute(each, options, run)));
}

/** A state as it is kept. */
export function toCheck({ watched, measured, outcome, reason }: RouteState, at: number): WatchCheck {
  return { at, kind: "availability", task: null, route: watched.route, outcome, reason, ...measured };
}
