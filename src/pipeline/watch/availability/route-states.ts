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
  /** There is a question for it, which was not put for want of money or time: its catalogue speaks in its place. */
  isHeldBack: boolean;
}

/** Where nobody has looked yet, use is looked at for so long, in milliseconds. */
const firstLookMs = 30 * 60_000;
/** No further than this, however long ago the last look was. */
const longestLookMs = 86_400_000;

/** What does not answer is asked again after so long, in milliseconds: a host that is starting anew is back by then. */
const secondLooksMs = [10_000, 30_000];

const unsaid: Listed = { state: "unsaid", reason: "is not in a catalogue that could be asked", facts: null };

/** Of what is up by its catalogue alone. */
export const onlyListed = "is in its catalogue, and was not called";

/** What its source says, where nothing better is known. */
function asListed({ state, reason }: Listed): Shown {
  if (state === "served") return { outcome: "up", reason: onlyListed, isCertain: false };
  return state === "unsaid"
    ? { outcome: "unknown", reason, isCertain: false }
    : { outcome: "down", reason, isCertain: true };
}

/** Why a question was not put this time, although nothing speaks against its route. */
const reasonsOfNow: ReadonlySet<string | null> = new Set([moneyIsSpent, callsAreSpent, timeIsSpent]);
/** And why it never is. */
const reasonsOfAlways: ReadonlySet<string | null> = new Set([tooDear, tooDearForBudget, nobodyAsks]);

/** A question that was not put for want of money, or of somebody to put it, leaves the word to the catalogue. */
function stateOf(shown: Shown, listed: Listed): Shown {
  const isOurs = reasonsOfNow.has(shown.reason) || reasonsOfAlways.has(shown.reason);
  return shown.outcome === "unknown" && isOurs ? asListed(listed) : shown;
}

/** Of people's doing, so that it says nothing of the route. */
const isOfPeople = ({ outcome }: Observation) => outcome === "cancelled" || outcome === "bad-request";

/** What people met the last time that they asked it, since its last look. */
type Use = "answered" | "failed" | "unused";

async function usedSince({ route, tasks }: WatchedRoute, since: number, { dependencies }: WatchRun): Promise<Use> {
  let last: Observation | undefined;
  for (const { task } of tasks) {
    const observations = await dependencies.watchLog.observations({ task, route, since, limit: 20 });
    const newest = observations.findLast((each) => !isOfPeople(each));
    if (newest && newest.at >= (last?.at ?? 0)) last = newest;
  }
  if (last === undefined) return "unused";
  return last.outcome === "answered" ? "answered" : "failed";
}

/** Whose question is put to a route: that of the first task that it serves first. */
function taskOf({ tasks }: WatchedRoute): TaskName | null {
  return tasks.find(({ role }) => role !== "fallback")?.task ?? tasks[0]?.task ?? null;
}

/** Asks until it answers, or has been asked often enough. What has just failed people is asked whatever that costs. */
async function askRepeatedly(watched: WatchedRoute, use: Use, run: WatchRun): Promise<Asked[] | null> {
  const { look, repair, probes } = await run.questions();
  const task = taskOf(watched);
  const probe = task && shortestQuestion(watched.route, task, probes);
  if (task === null || probe === null) return null;
  const question = { route: watched.route, task, probe };
  const first = use === "failed" ? repair.ask(question) : look.ask({ ...question, isRoutine: true });
  const asked = [await first];
  for (const wait of secondLooksMs) {
    const shown = shownBy(asked.at(-1)?.outcome ?? { kind: "not-asked", why: "", call: null });
    if (shown.outcome !== "down" || shown.isCertain) break;
    await run.dependencies.clock.sleep(wait, run.signal);
    asked.push(await repair.ask(question));
  }
  return asked;
}

async function stateByCall(
  watched: WatchedRoute,
  { listed, use }: { listed: Listed; use: Use },
  run: WatchRun,
): Promise<RouteState> {
  const asked = await askRepeatedly(watched, use, run);
  const last = asked?.at(-1)?.outcome;
  const frame = { watched, listed, measured: asked ? measuredBy(asked, { isJudged: false }) : nothingAsked };
  if (last === undefined) return { ...frame, ...asListed(listed), hasAnswered: false, isHeldBack: false };
  const isHeldBack = last.kind === "not-asked" && reasonsOfNow.has(last.why);
  return { ...frame, ...stateOf(shownBy(last), listed), hasAnswered: last.kind === "answered", isHeldBack };
}

export interface StateOptions {
  listings: ReadonlyMap<string, Listed>;
  /** By route key, when it was last looked at. */
  lastLooks: ReadonlyMap<string, number>;
  /** The keys of those that have just answered. */
  answered: ReadonlySet<string>;
}

/** How a route is: first choices that nobody used are called, and so is what is on trial; of the others the catalogue speaks. */
async function stateOfRoute(watched: WatchedRoute, options: StateOptions, run: WatchRun): Promise<RouteState> {
  const listed = options.listings.get(watched.key) ?? unsaid;
  const isFirst = primaryTasks(watched).length > 0 || watched.tasks.some(({ role }) => role === "trial");
  const unasked = { watched, listed, measured: nothingAsked, isHeldBack: false };
  if (!isFirst) return { ...unasked, hasAnswered: false, ...asListed(listed) };
  const now = run.dependencies.clock.now();
  const since = Math.max(options.lastLooks.get(watched.key) ?? now - firstLookMs, now - longestLookMs);
  const use = options.answered.has(watched.key) ? "answered" : await usedSince(watched, since, run);
  if (use !== "answered") return await stateByCall(watched, { listed, use }, run);
  const answered = { outcome: "up", reason: null, isCertain: true } as const;
  return { ...unasked, hasAnswered: true, ...answered };
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
