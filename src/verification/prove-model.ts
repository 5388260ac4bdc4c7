import type { TaskName } from "../domain/task.ts";
import { type Contender, type Place, placesOf } from "./contender.ts";
import { findDamagedCopies, type HostResult } from "./damaged-copies.ts";
import type { ProbeSet } from "./probe.ts";
import type { ProbeRun } from "./probe-run.ts";
import { askGraded, askSmoke, gradeOf, hasAnsweredSmoke, type PlaceResult } from "./prove-place.ts";

/** A model has at most so many hosts asked: the one that would be chosen, and those behind it. */
const mostHosts = 3;

interface Proving {
  task: TaskName;
  probes: ProbeSet;
  run: ProbeRun;
}

/** A route that is not to be asked, since it was found to serve a damaged copy days ago. */
function leftOut(place: Place, { task, probes, run }: Proving): PlaceResult {
  const remembered = run.remembered(task, place.route);
  return { task, place, probe: probes.smoke.id, smoke: [], graded: [], remembered, others: null };
}

/** Whether another host of the model may do better: not where its account, or the run, is at its end. */
function maysAskOn(result: PlaceResult, { run }: Proving): boolean {
  const last = result.smoke.at(-1);
  if (last?.kind !== "not-asked") return true;
  const { provider } = result.place.route;
  const isOver = run.caller.lacks(provider) !== null || run.notes.blocked(provider) !== undefined;
  return !isOver && !run.budget.timeIsUp.aborted && last.call === null;
}

/** Asks one host after another until one answers rightly; answers how they did. */
async function findAnswering(places: readonly Place[], proving: Proving): Promise<PlaceResult[]> {
  const results: PlaceResult[] = [];
  for (const place of places) {
    const result = await askSmoke({ place, task: proving.task }, proving.probes, proving.run);
    results.push(result);
    if (hasAnsweredSmoke(result) || !maysAskOn(result, proving)) break;
  }
  return results;
}

async function withGraded(result: PlaceResult, { probes, run }: Proving): Promise<PlaceResult> {
  if (!hasAnsweredSmoke(result) || result.remembered !== undefined) return result;
  return { ...result, graded: await askGraded(result, probes.graded, run) };
}

/** A host beside the one that answers: it is asked the same, unless it was some days ago. */
async function proveSibling(place: Place, proving: Proving): Promise<PlaceResult> {
  if (proving.run.remembered(proving.task, place.route) !== undefined) return leftOut(place, proving);
  const result = await askSmoke({ place, task: proving.task }, proving.probes, proving.run);
  return await withGraded(result, proving);
}

function withDamage(results: readonly PlaceResult[]): PlaceResult[] {
  const graded = results.flatMap((result): HostResult<PlaceResult>[] => {
    const grade = gradeOf(result) ?? (result.remembered?.isDamaged ? null : result.remembered?.graded);
    return grade ? [{ key: result, graded: grade }] : [];
  });
  const damaged = new Map(findDamagedCopies(graded).map(({ key, others }) => [key, others]));
  return results.map((result) => ({ ...result, others: damaged.get(result) ?? null }));
}

/** With money, the hosts of a model are asked the same fixed questions, side by side, so that a damaged copy shows. */
async function compareHosts(
  found: readonly PlaceResult[],
  rest: readonly Place[],
  proving: Proving,
): Promise<PlaceResult[]> {
  const chosen = found.at(-1);
  if (chosen === undefined || !hasAnsweredSmoke(chosen)) return [...found];
  const others = rest.map((place) => proveSibling(place, proving));
  const [graded, ...siblings] = await Promise.all([withGraded(chosen, proving), ...others]);
  return withDamage([...found.slice(0, -1), graded, ...siblings]);
}

/** Lets a model prove itself for a task by its hosts, the one that would be chosen first. Rejects as `askProbe`. */
export async function proveModel(contender: Contender, proving: Proving): Promise<PlaceResult[]> {
  const { task, run } = proving;
  const isDamaged = ({ route }: Place) => run.remembered(task, route)?.isDamaged === true;
  const places = placesOf(contender);
  const wellKnown = places.filter((place) => !isDamaged(place)).slice(0, mostHosts);
  const avoided = places.filter(isDamaged).map((place) => leftOut(place, proving));
  const found = await findAnswering(wellKnown, proving);
  const proved = run.budget.hasMoney ? await compareHosts(found, wellKnown.slice(found.length), proving) : found;
  return [...proved, ...avoided];
}
