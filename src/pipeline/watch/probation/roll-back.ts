import { isSameRoute, type Route, routeOf } from "../../../domain/route.ts";
import type { TaskName } from "../../../domain/task.ts";
import type { Probation } from "../../../domain/watch.ts";
import { messageOf } from "../../../shared/file-fault.ts";
import { runRollback } from "../../rollback.ts";
import { askForRepair } from "../ask-for-repair.ts";
import { isDear, shownBy } from "../look.ts";
import { betweenRuns } from "../run-lock.ts";
import { isPinnedByPolicy, whyUnwanted } from "../wanted.ts";
import type { WatchRun } from "../watch-run.ts";

const changesArePaused = "changes are paused";

/** Why what stood before cannot come back now; null where it may, and answers, or asking it would be dear. */
async function whyNotBack(task: TaskName, route: Route, run: WatchRun): Promise<string | null> {
  const unwanted = await whyUnwanted(task, route, run.dependencies);
  if (unwanted !== null) return unwanted;
  if (isDear(task)) return null;
  const { probes } = await run.questions();
  const outcome = await askForRepair({ route, task, probe: probes[task].smoke }, run);
  if (outcome.kind === "answered") return outcome.isRight ? null : `it answers wrongly now: ${outcome.why}`;
  const { outcome: state, reason } = shownBy(outcome);
  return state === "down" ? `it ${reason}` : `it could not be asked (${reason})`;
}

async function bringBack(probation: Probation, run: WatchRun): Promise<string | null> {
  const { task, route, incumbent, previousRevision } = probation;
  const present = await run.dependencies.repository.read();
  const primary = present?.configuration.tasks[task]?.primary;
  if (!present || !primary || !isSameRoute(routeOf(primary), route)) return null;
  if (await isPinnedByPolicy(task, run.dependencies)) return null;
  // A person may have paused them while an update was waited for.
  if (await run.dependencies.isPaused()) return changesArePaused;
  const why = await whyNotBack(task, incumbent, run);
  if (why !== null) return why;
  const expectedRevision = present.configuration.revision;
  await runRollback({ to: previousRevision, task, trigger: "watch", expectedRevision }, run.dependencies);
  return null;
}

/**
 * Brings back what a choice on probation has replaced, for its task alone, if that answers now. Answers why it could not
 * be done, as a clause; null where it was, or something else stands by now.
 */
export async function rollBackProbation(probation: Probation, run: WatchRun): Promise<string | null> {
  const { dependencies, signal } = run;
  if (await dependencies.isPaused()) return changesArePaused;
  try {
    const purpose = "rollback";
    const work = async () => ({ why: await bringBack(probation, run) });
    const done = await betweenRuns({ purpose, signal }, dependencies, work);
    return done === null ? "an update is under way" : done.why;
  } catch (error) {
    signal.throwIfAborted();
    return messageOf(error);
  }
}
