import type { TaskName } from "../domain/task.ts";
import type { GradedResult } from "../domain/verification.ts";
import { askProbe, type ProbeOutcome, type RouteFault } from "./ask-probe.ts";
import type { Place } from "./contender.ts";
import type { Probe, ProbeSet } from "./probe.ts";
import type { ProbeRun, RememberedGrade } from "./probe-run.ts";

/** What the questions to one route have come to. */
export interface PlaceResult {
  task: TaskName;
  place: Place;
  /** Which question was put first. */
  probe: string;
  /** What became of it: once, or twice where the first time may have been chance. */
  smoke: readonly ProbeOutcome[];
  /** What became of the longer set; empty where it was not asked. */
  graded: readonly ProbeOutcome[];
  /** What the longer set has shown in the days before. */
  remembered: RememberedGrade | undefined;
  /** What the model's other hosts have answered, where this one was found to serve a damaged copy. */
  others: GradedResult | null;
}

/** A hiccup, of a host or of a model that is no machine of right answers: the next time it may be otherwise. */
const mayBeChance: ReadonlySet<RouteFault> = new Set(["busy", "timeout", "broken"]);

function deservesAnother(outcome: ProbeOutcome): boolean {
  if (outcome.kind === "answered") return !outcome.isRight;
  return outcome.kind === "fault" && outcome.call !== null && mayBeChance.has(outcome.fault);
}

/** A host that is just starting anew, or a line that has just dropped, is back within seconds. */
const secondTryAfterMs = 5_000;

/** Ends early where the run's time is up, which the next question finds out. Rejects with the signal's reason alone. */
async function pause({ clock, signal, budget }: ProbeRun): Promise<void> {
  await clock.sleep(secondTryAfterMs, AbortSignal.any([signal, budget.timeIsUp])).catch(() => signal.throwIfAborted());
}

/** Asks a route the one question that it has to answer, and once more where the first answer may have been chance. */
export async function askSmoke(
  { place, task }: { place: Place; task: TaskName },
  { smoke: probe }: ProbeSet,
  run: ProbeRun,
): Promise<PlaceResult> {
  const question = { place, task, probe };
  const first = await askProbe(question, run);
  if (first.kind === "fault" && deservesAnother(first)) await pause(run);
  const smoke = deservesAnother(first) ? [first, await askProbe(question, run)] : [first];
  const remembered = run.remembered(task, place.route);
  return { task, place, probe: probe.id, smoke, graded: [], remembered, others: null };
}

/** Whether the one question was answered rightly in the end. */
export function hasAnsweredSmoke({ smoke }: PlaceResult): boolean {
  const last = smoke.at(-1);
  return last?.kind === "answered" && last.isRight;
}

/** So many questions of the longer set without an answer are enough, where they are more than those with one. */
const mostFaults = 3;

function isHopeless(outcomes: readonly ProbeOutcome[]): boolean {
  const last = outcomes.at(-1);
  if (last?.kind === "not-asked") return true;
  const faults = outcomes.filter(({ kind }) => kind === "fault").length;
  return faults >= mostFaults && faults * 2 > outcomes.length;
}

/** Asks the longer set, one question after another; ends where nothing more can be learned. */
export async function askGraded(
  { place, task }: PlaceResult,
  questions: readonly Probe[],
  run: ProbeRun,
): Promise<ProbeOutcome[]> {
  const outcomes: ProbeOutcome[] = [];
  for (const probe of questions) {
    outcomes.push(await askProbe({ place, task, probe }, run));
    if (isHopeless(outcomes)) break;
  }
  return outcomes;
}

/** How many of the longer set were answered, and how many rightly; null where none was. */
export function gradeOf({ graded }: Pick<PlaceResult, "graded">): GradedResult | null {
  const answered = graded.filter((outcome) => outcome.kind === "answered");
  if (answered.length === 0) return null;
  return { asked: answered.length, right: answered.filter(({ isRight }) => isRight).length };
}
