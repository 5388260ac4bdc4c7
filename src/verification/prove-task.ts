import { modelKey } from "../domain/evaluation.ts";
import type { TaskName } from "../domain/task.ts";
import type { Verdict, VerdictOutcome } from "../domain/verification.ts";
import type { Contender } from "./contender.ts";
import { judgePlace } from "./judge.ts";
import type { ProbeSet } from "./probe.ts";
import type { ProbeRun } from "./probe-run.ts";
import { proveModel } from "./prove-model.ts";
import type { PlaceResult } from "./prove-place.ts";

/** The models of a task that are to prove themselves. */
export interface TaskToProve {
  task: TaskName;
  /** Best first. */
  contenders: readonly Contender[];
  /** So many of them are asked; where none of those will do, as many again. */
  candidates: number;
  /** Models that are asked whatever their rank: what is configured now. */
  besides: readonly Contender[];
}

/** What the models of a task have done, route by route; by `modelKey`. */
export type TaskResults = ReadonlyMap<string, readonly PlaceResult[]>;

function withoutRepetitions(contenders: readonly Contender[]): Contender[] {
  return [...new Map(contenders.map((each) => [modelKey(each), each])).values()];
}

/** Lets the models of a task prove themselves, side by side. Rejects with the reason of the run's signal alone. */
export async function proveTask(job: TaskToProve, probes: ProbeSet, run: ProbeRun): Promise<TaskResults> {
  const { task, contenders, candidates, besides } = job;
  const results = new Map<string, readonly PlaceResult[]>();

  async function prove(some: readonly Contender[]): Promise<void> {
    const fresh = withoutRepetitions(some).filter((each) => !results.has(modelKey(each)));
    const made = await Promise.all(fresh.map((each) => proveModel(each, { task, probes, run })));
    for (const [at, each] of fresh.entries()) results.set(modelKey(each), made[at] ?? []);
  }

  const first = contenders.slice(0, candidates);
  await prove([...first, ...besides]);
  if (isInNeed(first, results, run)) await prove(contenders.slice(candidates, 2 * candidates));
  return results;
}

/** None of the first has passed, and one at least has failed: where nobody could be asked, nor can the next. */
function isInNeed(first: readonly Contender[], results: TaskResults, { notes }: ProbeRun): boolean {
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
