import { isSameRoute, routeOf } from "../../../domain/route.ts";
import type { Probation, WatchCheck } from "../../../domain/watch.ts";
import { isDear, measuredBy, shownBy } from "../look.ts";
import { openProbations } from "../notes.ts";
import { observedSince } from "../test-progress.ts";
import type { WatchRun } from "../watch-run.ts";

/** With so many answers of people since the last look, nothing has to be filled up. */
const enoughAnswers = 5;
/** Since the last look, in milliseconds; looks are half an hour apart. */
const lookMs = 30 * 60_000;

async function isIdle({ task, route, since }: Probation, { dependencies }: WatchRun): Promise<boolean> {
  const from = Math.max(since, dependencies.clock.now() - lookMs);
  const { good, bad } = await observedSince({ task, route, since: from }, dependencies.watchLog);
  return good + bad < enoughAnswers;
}

/** Puts the task's own question; that it is answered wrongly speaks against it, too. */
async function ask({ task, route }: Probation, run: WatchRun): Promise<WatchCheck> {
  const { look, probes } = await run.questions();
  const asked = await look.ask({ route, task, probe: probes[task].smoke });
  const { outcome } = asked;
  const isWrong = outcome.kind === "answered" && !outcome.isRight;
  const shown = isWrong ? { outcome: "down" as const, reason: `answered wrongly: ${outcome.why}` } : shownBy(outcome);
  return {
    at: run.dependencies.clock.now(),
    kind: "probation",
    task,
    route,
    outcome: shown.outcome,
    reason: shown.reason,
    ...measuredBy([asked], { isJudged: true }),
  };
}

/**
 * Asks choices on probation that people hardly use a question with a known answer, so that what fails is noticed all the
 * same. What makes files, or hears them, is not asked: it is held open instead.
 */
export async function fillUpProbations(run: WatchRun): Promise<void> {
  const { watchLog, clock } = run.dependencies;
  const probations = await openProbations({ log: watchLog, now: clock.now }).all();
  const checks: WatchCheck[] = [];
  for (const { body: probation } of probations.values()) {
    const primary = run.configuration.tasks[probation.task]?.primary;
    const stands = primary !== undefined && isSameRoute(routeOf(primary), probation.route);
    if (stands && !isDear(probation.task) && (await isIdle(probation, run))) checks.push(await ask(probation, run));
  }
  if (checks.length > 0) await watchLog.keepChecks(checks);
}
