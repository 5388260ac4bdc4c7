import { isTaskName } from "../domain/task.ts";
import type { UsageRecord } from "../domain/usage.ts";
import type { Asking } from "./asker.ts";
import type { StoredAttempt } from "./queries/read-calls.ts";
import type { CallLog } from "./store.ts";

/** A task that is none of ours any more is none. */
function toUsageRecord(stored: StoredAttempt): UsageRecord {
  const { task } = stored;
  return { ...stored, task: task !== null && isTaskName(task) ? task : null };
}

/** The calls one by one, by way of the jobs. */
export function createCallLog(asking: Asking): CallLog {
  return {
    async attemptsOf(request) {
      const stored = await asking((ask) => ask<"attempts">({ kind: "attempts", request }));
      return stored.map(toUsageRecord);
    },
    spendingSince: (since, person) => asking((ask) => ask<"spending">({ kind: "spending", since, person })),
  };
}
