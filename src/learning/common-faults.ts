import type { CallOutcome } from "../domain/usage.ts";
import type { Observation } from "../domain/watch.ts";

/** What a dead line looks like. That a host says "gone" is its own word. */
const faults: ReadonlySet<CallOutcome> = new Set(["busy", "timeout", "broken"]);

const minuteMs = 60_000;
/** So many minutes before and after belong together: one request tries what stands behind within them. */
const near = [-2, -1, 0, 1, 2];

function minutesOf(observations: readonly Observation[], isWanted: (outcome: CallOutcome) => boolean) {
  const wanted = observations.filter(({ outcome }) => isWanted(outcome));
  const minutes = new Set(wanted.map(({ at }) => Math.floor(at / minuteMs)));
  return (at: number) => near.some((step) => minutes.has(Math.floor(at / minuteMs) + step));
}

/**
 * A route's attempts without those that failed while others that serve the task failed, too, and none answered: that was
 * the line, and no model's doing.
 */
export function withoutCommonFaults(own: readonly Observation[], others: readonly Observation[]): Observation[] {
  const othersFailedAt = minutesOf(others, (outcome) => faults.has(outcome));
  const anyAnsweredAt = minutesOf([...own, ...others], (outcome) => outcome === "answered");
  return own.filter(({ at, outcome }) => !faults.has(outcome) || !othersFailedAt(at) || anyAnsweredAt(at));
}
