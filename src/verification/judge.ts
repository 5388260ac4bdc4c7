import type { GradedResult, Verdict } from "../domain/verification.ts";
import { median, wilsonInterval } from "../shared/statistics.ts";
import type { ProbeOutcome, RouteFault } from "./ask-probe.ts";
import { gradeOf, type PlaceResult } from "./prove-place.ts";
import type { RunNotes } from "./run-notes.ts";

/**
 * Where the best that the answers allow for (95 %) is below this share, the model fails: of questions that rise in
 * difficulty, whatever is of use answers the easy third.
 */
const floor = 0.35;
/** Where so many questions of the longer set, and half of all, got no answer, the route is not to be relied upon. */
const mostSilences = 3;

/** Fewer answers of the longer set, as where a run was cut short, tell nothing: the first question decides alone. */
const fewestToTell = 5;

type Finding = Pick<Verdict, "outcome" | "reason">;

const failed = (reason: string): Finding => ({ outcome: "failed", reason });
const unproven = (reason: string): Finding => ({ outcome: "unproven", reason });

/** What a fault says of a route, as a part of a sentence that follows "it"; of one that was busy, a clause of its own. */
export const faultReasons: Readonly<Record<RouteFault, string>> = {
  gone: "was no longer served there",
  broken: "gave an answer that is none",
  timeout: "did not answer in time",
  busy: "it was too busy to be asked",
  refused: "could not be used with this key",
  "bad-request": "did not take a question that others take",
};

/** That a key opens nothing, or the network reaches nothing, is not held against a model. */
function judgeFault(fault: RouteFault, { place: { route }, probe }: PlaceResult, notes: RunNotes): Finding {
  const hasNone = !notes.hasAnswered(route.provider);
  if (fault === "busy") return unproven(faultReasons.busy);
  if (fault === "refused" && hasNone) return unproven("the key may not use it");
  if (fault === "timeout" && hasNone && notes.calledRoutes(route.provider) > 1) {
    return unproven("nothing of its provider could be reached");
  }
  if (fault === "bad-request" && !notes.hasOtherAnswered(route, probe)) return unproven("it did not take the question");
  return failed(faultReasons[fault]);
}

function judgeSmoke(result: PlaceResult, notes: RunNotes): Finding {
  const { smoke } = result;
  const last = smoke.at(-1);
  if (last === undefined) return unproven("it was not asked");
  if (last.kind === "answered" && last.isRight) {
    return { outcome: "passed", reason: smoke.length > 1 ? "answered rightly the second time" : "answered rightly" };
  }
  // What was busy once, or could not be asked a second time, has had one chance only.
  if (last.kind === "not-asked") return unproven(last.why);
  if (smoke.some((each) => each.kind === "fault" && each.fault === "busy")) return unproven(faultReasons.busy);
  return last.kind === "fault" ? judgeFault(last.fault, result, notes) : failed(`answered wrongly: ${last.why}`);
}

const share = ({ asked, right }: GradedResult) => `${right} of ${asked}`;

/** What the longer set says of a route that has answered the first question; null where it says nothing. */
function judgeGraded(result: PlaceResult): Finding | null {
  const { graded, others } = result;
  const grade = gradeOf(result) ?? result.remembered?.graded ?? null;
  if (grade !== null && others !== null) {
    const there = `answered ${share(grade)} questions rightly on that host, and ${share(others)} on others`;
    return failed(`${there}: the copy is damaged`);
  }
  // Whom so many questions have made busy, or the network has cut off, is not to blame for it.
  const asked = graded.filter((each) => each.kind === "answered" || (each.kind === "fault" && each.fault !== "busy"));
  const silences = asked.filter(({ kind }) => kind === "fault").length;
  if (silences >= mostSilences && silences * 2 >= asked.length) {
    return failed(`gave no answer to ${silences} of ${asked.length} questions`);
  }
  const own = gradeOf(result);
  if (own === null || own.asked < fewestToTell) return null;
  const words = `answered ${share(own)} questions rightly`;
  return wilsonInterval(own.right, own.asked).high < floor
    ? failed(`${words}, which is too few`)
    : { outcome: "passed", reason: words };
}

function findingOf(result: PlaceResult, notes: RunNotes): Finding {
  if (result.remembered?.isDamaged && result.smoke.length === 0) {
    return failed("was found to be a damaged copy on that host");
  }
  const first = judgeSmoke(result, notes);
  return first.outcome === "passed" || result.others !== null ? (judgeGraded(result) ?? first) : first;
}

const isKnown = (value: number | null) => value !== null;

function measured(outcomes: readonly ProbeOutcome[]) {
  const calls = outcomes.flatMap(({ call }) => call ?? []);
  const costs = calls.map(({ costUsdNanos }) => costUsdNanos);
  return {
    calls: calls.length,
    firstTokenMs: median(calls.map(({ firstTokenMs }) => firstTokenMs).filter(isKnown)),
    tokensPerSecond: median(calls.map(({ tokensPerSecond }) => tokensPerSecond).filter(isKnown)),
    costUsdNanos: costs.every(isKnown) ? costs.reduce((sum, cost) => sum + cost, 0) : null,
  };
}

/** What a route has proved, by all that the run has learned. `at` in milliseconds since the epoch. */
export function judgePlace(result: PlaceResult, { notes, at }: { notes: RunNotes; at: number }): Verdict {
  const { task, place, smoke, graded, others, remembered } = result;
  const isDamaged = others !== null || (remembered?.isDamaged === true && smoke.length === 0);
  return {
    task,
    route: place.route,
    at,
    ...findingOf(result, notes),
    graded: gradeOf(result),
    ...measured([...smoke, ...graded]),
    ...(isDamaged && { isDamaged }),
  };
}
