import type { Trial, WatchReport } from "../../domain/watch.ts";
import type { Policy } from "../../policy.ts";
import { toTimestamp } from "../../shared/clock.ts";
import { nextRun } from "../../shared/cron.ts";
import type { WatchDependencies } from "./dependencies.ts";
import { openBaselines, routeNoteKey } from "./drift/baseline.ts";
import { openWatchEvents } from "./events.ts";
import { openProbations } from "./notes.ts";
import { testProbation } from "./probation/probation-test.ts";
import { routeHealth } from "./route-health.ts";
import { createTrialReader } from "./trials/standing-trials.ts";
import { trialTest } from "./trials/trial-test.ts";
import { startOfDay } from "./watch-run.ts";
import { watchedRoutes } from "./watched-routes.ts";

const keptMs = 30 * 86_400_000;

function nextRuns({ watching, schedule }: Policy, now: number): WatchReport["next"] {
  const { timeZone } = schedule;
  const next = (name: "availability" | "speed" | "drift") =>
    watching.enabled ? toTimestamp(nextRun({ expression: schedule[name], timeZone }, now)) : null;
  return { availability: next("availability"), speed: next("speed"), drift: next("drift") };
}

async function readTests(policy: Policy, trials: readonly Trial[], dependencies: WatchDependencies) {
  const { watchLog: log, clock } = dependencies;
  const probations = [...(await openProbations({ log, now: clock.now }).all()).values()].map(({ body }) => body);
  return {
    probations: await Promise.all(
      probations.map(async (each) => ({
        ...each,
        test: (await testProbation(each, policy, dependencies)).progress,
      })),
    ),
    trials: await Promise.all(trials.map(async (each) => ({ ...each, test: await trialTest(each, dependencies) }))),
  };
}

/** All that is watched, with its schedule. Reads only; rejects with a `UserFacingError` where the store fails. */
export async function readWatchReport(dependencies: WatchDependencies): Promise<WatchReport> {
  const { watchLog: log, clock, repository } = dependencies;
  const policy = await dependencies.policy.read();
  const now = clock.now();
  const trials = [...(await createTrialReader({ watchLog: log, clock })()).values()];
  const watched = watchedRoutes((await repository.read())?.configuration ?? null, trials);
  const [checks, use] = [await log.checks({ since: now - keptMs, until: now }), await log.useByDay(now - keptMs)];
  // A month of fifty routes are 72,000 looks: each route only goes through its own model's.
  const byModel = Map.groupBy(checks, ({ route }) => route.model);
  const baselines = await openBaselines(dependencies).all();
  const baselineOf = (route: (typeof watched)[number]["route"]) => baselines.get(routeNoteKey(route))?.body;
  return {
    enabled: policy.watching.enabled,
    next: nextRuns(policy, now),
    today: { ...(await log.checkTotals(startOfDay(now), now)), budgetUsd: policy.watching.dailyBudget },
    routes: watched.map((each) => {
      const own = byModel.get(each.route.model) ?? [];
      return routeHealth(each, { checks: own, use, baseline: baselineOf(each.route), now });
    }),
    ...(await readTests(policy, trials, dependencies)),
    events: (await openWatchEvents({ log, now: clock.now }).list()).map(({ event }) => event),
  };
}
