import { modelKey } from "../domain/evaluation.ts";
import type { TaskName } from "../domain/task.ts";
import type { Verdict, VerdictOutcome } from "../domain/verification.ts";
import { type Contender, placesOf } from "./contender.ts";
import { judgePlace } from "./judge.ts";
import type { ProbeSet } from "./probe.ts";
import type { ProbeRun } from "./probe-run.ts";
import { proveModel } from "./prove-model.ts";
import { askSmoke, type PlaceResult } from "./prove-place.ts";

/** The models of a task that are to prove themselves. */
export interface TaskToProve {
  task: TaskName;
  /** In the order in which they are asked: best first. */
  contenders: readonly Contender[];
  /** So many of them are asked; where none of those will do, as many again. */
  candidates: number;
  /** Something may change; where it may not, what is configured is asked first, and the others only where that fails. */
  isContested: boolean;
  /** Asked whatever its rank: what is configured now. */
  incumbent: Contender | null;
  /** The one route that is configured, where no listing names it any more. */
  missing: Contender | null;
}

/** What models have done, route by route; by `modelKey`. */
type ModelResults = ReadonlyMap<string, readonly PlaceResult[]>;

/** What the models of a task have done. */
export interface TaskResults {
  models: ModelResults;
  missing: PlaceResult | null;
}

function withoutRepetitions(contenders: readonly Contender[]): Contender[] {
  return [...new Map(contenders.map((each) => [modelKey(each), each])).values()];
}

/** Lets the models of a task prove themselves, side by side. Rejects with the reason of the run's signal alone. */
export async function proveTask(job: TaskToProve, probes: ProbeSet, run: ProbeRun): Promise<TaskResults> {
  const { task, contenders, candidates, incumbent, isContested } = job;
  const results = new Map<string, readonly PlaceResult[]>();

  async function prove(some: readonly Contender[]): Promise<void> {
    const fresh = withoutRepetitions(some).filter((each) => !results.has(modelKey(each)));
    const made = await Promise.all(fresh.map((each) => proveModel(each, { task, probes, run })));
    for (const [at, each] of fresh.entries()) results.set(modelKey(each), made[at] ?? []);
  }

  /** Whether what is configured leaves nothing to ask of others. */
  async function isIncumbentEnough(): Promise<boolean> {
    if (isContested || incumbent === null) return false;
    if (hasPassedLately(task, incumbent, run)) return true;
    await prove([incumbent]);
    return outcomeOf(results.get(modelKey(incumbent)) ?? [], run.notes) !== "failed";
  }

  async function proveListed(): Promise<void> {
    if (await isIncumbentEnough()) return;
    const callable = contenders.filter(({ provider }) => run.caller.lacks(provider) === null);
    const first = callable.slice(0, candidates);
    // What lacks a key is asked nothing, but people are told why.
    await prove([...contenders.slice(0, candidates), ...first, ...(incumbent === null ? [] : [incumbent])]);
    if (isInNeed(first, results, run)) await prove(callable.slice(candidates, 2 * candidates));
  }

  const [missing] = await Promise.all([askMissing(job, probes, run), proveListed()]);
  return { models: results, missing };
}

/** Whether the route that would be asked first has answered rightly in the days before. */
function hasPassedLately(task: TaskName, incumbent: Contender, run: ProbeRun): boolean {
  const [place] = placesOf(incumbent);
  return place !== undefined && run.hasPassedLately(task, place.route);
}

/** That it still answers is all that is to be known of it. */
async function askMissing(
  { task, missing }: TaskToProve,
  probes: ProbeSet,
  run: ProbeRun,
): Promise<PlaceResult | null> {
  const [place] = missing === null ? [] : placesOf(missing);
  return place === undefined ? null : await askSmoke({ place, task }, probes, run);
}

/** None of the first has passed, and one at least has failed: where nobody could be asked, nor can the next. */
function isInNeed(first: readonly Contender[], results: ModelResults, { notes }: ProbeRun): boolean {
  const outcomes = first.map((each) => outcomeOf(results.get(modelKey(each)) ?? [], notes));
  return !outcomes.includes("passed") && outcomes.includes("failed");
}

function outcomeOf(results: readonly PlaceResult[], notes: ProbeRun["notes"]): VerdictOutcome {
  return bestOf(results.map((result) => judgePlace(result, { notes, at: 0 })))?.outcome ?? "unproven";
}

/** The verdicts of a model's routes, in their order; of a route that was not asked now, only that it is damaged. */
export function judgeModel(
  results: readonly PlaceResult[],
  facts: { notes: ProbeRun["notes"]; at: number },
): Verdict[] {
  return results
    .filter((result) => result.smoke.length > 0 || result.remembered?.isDamaged)
    .map((result) => judgePlace(result, facts));
}

/** What a model has proved by its routes: by the first that has passed, or else by one that might have. */
export function bestOf(verdicts: readonly Verdict[]): Verdict | undefined {
  const of = (wanted: VerdictOutcome) => verdicts.find(({ outcome }) => outcome === wanted);
  return of("passed") ?? of("unproven") ?? of("failed");
}
