import { isFresh } from "../scheduler/heartbeat.ts";
import { type Finding, fine, warning } from "./finding.ts";
import type { StatusDependencies } from "./status.ts";

/** A reply feels late to a person from about a second on. */
const longBlockMs = 1_000;

/** Whether updates will come by themselves. */
export async function checkSchedule({ schedule, heartbeat, clock }: StatusDependencies): Promise<Finding> {
  const { isPaused } = await schedule.read();
  if (isPaused) return warning("Schedule", "The schedule is paused.", 'Run "resume" when updates may go on.');
  if (!isFresh(await heartbeat.read(), clock.now())) {
    return warning("Schedule", "The service is not running, so nothing is updated by itself.", 'Start it with "run".');
  }
  return fine("Schedule", "The service is running.");
}

/** Whether the service was kept from answering, by its own last sign of life. */
export async function checkEventLoop({ heartbeat, clock }: StatusDependencies): Promise<Finding> {
  const check = "Event loop blocked";
  const sign = await heartbeat.read();
  if (sign === null || !isFresh(sign, clock.now()))
    return fine(check, "The service is not running, so there is nothing to measure.");
  const message = `The longest block in the last minute was ${sign.longestBlockMs} ms.`;
  if (sign.longestBlockMs < longBlockMs) return fine(check, message);
  return warning(
    check,
    message,
    "The machine is overloaded or its disk is slow: look at its load, and move history/ to a faster disk.",
  );
}
