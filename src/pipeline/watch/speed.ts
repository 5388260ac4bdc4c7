import { chatInterface } from "../../domain/route.ts";
import type { WatchCheck } from "../../domain/watch.ts";
import type { WatchEvent } from "../../domain/watch-event.ts";
import { placeKey } from "../../verification/contender.ts";
import type { WatchDependencies } from "./dependencies.ts";
import { measuredBy, shortestQuestion, shownBy } from "./look.ts";
import { type WatchRun, withWatchRun } from "./watch-run.ts";
import type { WatchedRoute } from "./watched-routes.ts";

/** A measure that is not older needs no other, in milliseconds. */
const freshMs = 60 * 60_000;

async function measuredLately({ watchLog, clock }: WatchDependencies): Promise<ReadonlySet<string>> {
  const now = clock.now();
  const checks = await watchLog.checks({ since: now - freshMs, until: now });
  return new Set(checks.filter(({ firstTokenMs }) => firstTokenMs !== null).map(({ route }) => placeKey(route)));
}

async function measure({ route, tasks }: WatchedRoute, run: WatchRun): Promise<WatchCheck[]> {
  const { look, probes } = await run.questions();
  const task = tasks[0]?.task;
  const probe = task && shortestQuestion(route, task, probes);
  if (!task || !probe) return [];
  const asked = await look.ask({ route, task, probe, isRoutine: true });
  const { outcome, reason } = shownBy(asked.outcome);
  const at = run.dependencies.clock.now();
  return [{ at, kind: "speed", task: null, route, outcome, reason, ...measuredBy([asked], { isJudged: false }) }];
}

/**
 * Measures how fast every configured chat route begins to answer, by a call of one token each, where no other look has
 * measured it in the last hour. Rejects with the signal's reason, or where the store fails.
 */
export async function checkSpeed(
  options: { signal: AbortSignal },
  dependencies: WatchDependencies,
): Promise<WatchEvent[]> {
  // What is dear is left for whether things answer at all.
  return await withWatchRun({ ...options, share: 0.5 }, dependencies, async (run) => {
    const measured = await measuredLately(dependencies);
    const wanted = run.watched.filter(({ key, route }) => route.interface === chatInterface && !measured.has(key));
    const checks = await Promise.all(wanted.map((each) => measure(each, run)));
    await dependencies.watchLog.keepChecks(checks.flat());
    return [];
  });
}
