import type { SuccessInterval, Tally } from "../domain/watch.ts";
import { wilsonInterval } from "../shared/statistics.ts";

/** The rate of success with its 95 % interval, all between 0 and 1; null without any answer. */
export function successOf({ good, bad }: Tally): SuccessInterval | null {
  const size = good + bad;
  return size <= 0 ? null : { rate: good / size, ...wilsonInterval(good, size) };
}
