import type { Refusal } from "../../../chat/limits.ts";
import type { Clock } from "../../../shared/clock.ts";

/** Too much waits already: that is over soon. */
const busyMs = 30_000;
const manyPeople = 1_000;

/**
 * Tells each person once why they have to wait, until that is over: whoever sends fifty messages in a second is not
 * answered with fifty. Answers whether it is to be told now.
 */
export function createRefusalMemory(clock: Pick<Clock, "now">): (person: string, refusal: Refusal | null) => boolean {
  const toldUntil = new Map<string, number>();
  return (person, refusal) => {
    const key = `${person} ${refusal?.limit ?? "busy"}`;
    const now = clock.now();
    if ((toldUntil.get(key) ?? 0) > now) return false;
    if (toldUntil.size >= manyPeople) for (const [each, until] of toldUntil) if (until <= now) toldUntil.delete(each);
    toldUntil.set(key, now + (refusal?.retryInMs ?? busyMs));
    return true;
  };
}
