import type { HistoryEntry } from "../../../domain/history.ts";
import { isSameRoute, routeOf } from "../../../domain/route.ts";
import type { Probation, TestProgress } from "../../../domain/watch.ts";
import type { WatchEvent } from "../../../domain/watch-event.ts";
import { taskPolicyOf } from "../../../policy.ts";
import { keepNew } from "../events.ts";
import { type Noted, openProbations } from "../notes.ts";
import type { WatchRun } from "../watch-run.ts";
import { testProbation } from "./probation-test.ts";
import { rollBackProbation } from "./roll-back.ts";

const dayMs = 86_400_000;
/** What could not be brought back is tried again after so long. */
const retryMs = 3_600_000;

/** The rollback of the watch that has ended a probation; undefined where something else has. */
function rollbackOf({ task, previousRevision, revision }: Probation, entries: readonly HistoryEntry[]) {
  return entries.find(
    (each) =>
      each.kind === "rollback" &&
      each.trigger === "watch" &&
      each.restored === previousRevision &&
      each.restoredTask === task &&
      (each.revision ?? 0) > revision,
  );
}

/** It no longer stands: told where the watch itself has taken it out, even if it was cut off right after that. */
async function conclude(probation: Probation, run: WatchRun): Promise<WatchEvent[]> {
  const made = rollbackOf(probation, await run.dependencies.history.list());
  if (made === undefined || made.revision === null) return [];
  const { task, route: from, incumbent: to } = probation;
  const { progress: test } = await testProbation(probation, run.policy, run.dependencies);
  const id = `rolled-back:${task}:${made.revision}`;
  const at = Date.parse(made.at);
  return [{ id, at, severity: "warning", kind: "rolled-back", task, from, to, revision: made.revision, test }];
}

function frameOf({ task, route, since }: Probation, kind: string, at: number) {
  return { id: `${kind}:${task}:${since}`, at, task, route };
}

async function undecided(
  probation: Probation,
  test: TestProgress,
  { policy, dependencies }: WatchRun,
): Promise<WatchEvent[]> {
  const now = dependencies.clock.now();
  const days = Math.floor((now - probation.since) / dayMs);
  if (days < policy.watching.undecidedDays) return [];
  const frame = frameOf(probation, "probation-undecided", now);
  return await keepNew([{ ...frame, severity: "info", kind: "probation-undecided", test, days }], dependencies);
}

/** The events first: where the program is cut off in between, they are told once all the same. */
async function endWith(
  { body, version }: Noted<Probation>,
  events: readonly WatchEvent[],
  { dependencies }: WatchRun,
): Promise<WatchEvent[]> {
  const { watchLog: log, clock } = dependencies;
  const fresh = await keepNew(events, dependencies);
  await openProbations({ log, now: clock.now }).write(body.task, null, version);
  return fresh;
}

/** Clearly worse: what stood before comes back; where it cannot, that is told, and tried again after an hour. */
async function undo(noted: Noted<Probation>, test: TestProgress, run: WatchRun): Promise<WatchEvent[]> {
  const { watchLog, clock } = run.dependencies;
  const { body: probation } = noted;
  const wait = (probation.retryAt ?? 0) - clock.now();
  // A longer one is of a clock that was ahead.
  if (wait > 0 && wait <= retryMs) return [];
  const why = await rollBackProbation(probation, run);
  if (why === null) return await endWith(noted, await conclude(probation, run), run);
  const probations = openProbations({ log: watchLog, now: clock.now });
  await probations.write(probation.task, { ...probation, retryAt: clock.now() + retryMs }, noted.version);
  const { task, route: from, incumbent: to, since } = probation;
  const id = `rollback-failed:${task}:${since}`;
  const at = clock.now();
  const event = { id, at, severity: "critical", kind: "rollback-failed", task, from, to, why, test } as const;
  return await keepNew([event], run.dependencies);
}

/** A clock that was ahead has begun it: it begins now. */
async function beginAnew({ body, version }: Noted<Probation>, { dependencies }: WatchRun): Promise<[]> {
  const { watchLog: log, clock } = dependencies;
  await openProbations({ log, now: clock.now }).write(body.task, { ...body, since: clock.now() }, version);
  return [];
}

async function judge(noted: Noted<Probation>, run: WatchRun): Promise<WatchEvent[]> {
  const { body: probation } = noted;
  const primary = run.configuration.tasks[probation.task]?.primary;
  const isPinned = primary?.origin === "pin" || taskPolicyOf(run.policy, probation.task).pin !== null;
  if (primary === undefined || isPinned || !isSameRoute(routeOf(primary), probation.route))
    return await endWith(noted, await conclude(probation, run), run);
  if (probation.since > run.dependencies.clock.now()) return await beginAnew(noted, run);
  const { decision, progress: test } = await testProbation(probation, run.policy, run.dependencies);
  if (decision === "worse") return await undo(noted, test, run);
  if (decision === "open") return await undecided(probation, test, run);
  const frame = frameOf(probation, "probation-passed", run.dependencies.clock.now());
  return await endWith(noted, [{ ...frame, severity: "info", kind: "probation-passed", test }], run);
}

/**
 * Judges every choice that is on probation by what people's use has told so far: what is clearly worse is rolled back, what
 * is clearly not has passed, and of the others people are told after a long time that it is open. Answers what is new, which
 * is kept. Rejects where the store fails.
 */
export async function judgeProbations(run: WatchRun): Promise<WatchEvent[]> {
  const { watchLog, clock } = run.dependencies;
  const all = await openProbations({ log: watchLog, now: clock.now }).all();
  const events: WatchEvent[] = [];
  for (const noted of all.values()) events.push(...(await judge(noted, run)));
  return events;
}
