import type { HistoryEntry } from "../domain/history.ts";
import type { Choice } from "../domain/route.ts";
import type { PipelineDependencies } from "../pipeline/dependencies.ts";
import type { Policy } from "../policy.ts";
import { type HeartbeatStore, isFresh } from "../scheduler/heartbeat.ts";
import type { ScheduleStore } from "../scheduler/schedule-state.ts";
import { toTimestamp } from "../shared/clock.ts";
import { type CronRule, nextRun } from "../shared/cron.ts";

export interface TaskStatus {
  task: string;
  primary: Choice;
  fallbacks: Choice[];
  since: string;
  reason: string;
}

export interface Status {
  /** A service process runs. */
  running: boolean;
  /** The schedule is not paused. */
  enabled: boolean;
  /** Between the next two runs. */
  intervalHours: number;
  /** The update's cron expression, and its time zone. */
  schedule: string;
  timeZone: string;
  /** When the last update ended; null where none is known. */
  lastUpdate: string | null;
  /** Null while paused. Without a running service, when it would be. */
  nextUpdate: string | null;
  minScoreThreshold: number;
  /** Null where there is no configuration yet. */
  revision: number | null;
  tasks: TaskStatus[];
  /** The last entries, newest first. */
  history: HistoryEntry[];
}

/** What status and doctor read. */
export interface StatusDependencies extends Pick<PipelineDependencies, "clock" | "policy" | "repository" | "history"> {
  schedule: ScheduleStore;
  heartbeat: HeartbeatStore;
}

const shownEntries = 5;
const millisecondsPerHour = 3_600_000;

/** When the policy wants updates. */
export function updateRule(policy: Policy): CronRule {
  return { expression: policy.schedule.update, timeZone: policy.schedule.timeZone };
}

/** Whether an entry tells of an update: a run of its own, or a stored plan that was applied. */
export function isUpdate({ kind }: HistoryEntry): boolean {
  return kind === "update" || kind === "apply";
}

/** Where things stand. Reads only. */
export async function readStatus(dependencies: StatusDependencies): Promise<Status> {
  const { clock, repository, history, schedule, heartbeat } = dependencies;
  const policy = await dependencies.policy.read();
  const [present, entries, { isPaused }, sign] = await Promise.all([
    repository.read(),
    history.list(),
    schedule.read(),
    heartbeat.read(),
  ]);
  const rule = updateRule(policy);
  const next = nextRun(rule, clock.now());
  return {
    running: isFresh(sign, clock.now()),
    enabled: !isPaused,
    intervalHours: (nextRun(rule, next) - next) / millisecondsPerHour,
    schedule: rule.expression,
    timeZone: rule.timeZone,
    lastUpdate: entries.find(isUpdate)?.at ?? null,
    nextUpdate: isPaused ? null : toTimestamp(next),
    minScoreThreshold: policy.minimumScore,
    revision: present?.configuration.revision ?? null,
    tasks: Object.entries(present?.configuration.tasks ?? {}).map(([task, entry]) => ({
      task,
      primary: entry.primary,
      fallbacks: entry.fallbacks,
      since: entry.since,
      reason: entry.reason,
    })),
    history: entries.slice(0, shownEntries),
  };
}
