import { UserFacingError } from "../domain/errors.ts";
import type { Plan } from "../domain/plan.ts";
import type { PipelineDependencies } from "../pipeline/dependencies.ts";
import { changesOf } from "../planning/make-plan.ts";
import { toTimestamp } from "../shared/clock.ts";
import type { NoticeStore } from "./notice-store.ts";

export interface SnoozeDependencies extends Pick<PipelineDependencies, "clock" | "plans"> {
  store: NoticeStore;
}

/** Proposals that somebody has put off. */
export interface Snoozes {
  /** Whether what a stored plan proposes is put off at a moment (ms since the epoch); false for one that is not stored. */
  isSnoozed(hash: string | null, moment: number): Promise<boolean>;
  /**
   * What a stored plan proposes is not told again for a day. Rejects with a `UserFacingError` where there is no such
   * plan.
   */
  snooze(hash: string, trigger: string): Promise<{ until: string }>;
}

const dayMs = 86_400_000;

/** What a plan proposes, whatever the scores of the day: which model is to serve which task. */
function fingerprintOf(plan: Plan): string {
  const proposals = changesOf(plan).map(({ task, to }) => [task, to?.provider ?? null, to?.model ?? null]);
  return JSON.stringify(proposals.sort());
}

/** The snoozes over what is remembered of them. */
export function createSnoozes({ store, clock, plans }: SnoozeDependencies): Snoozes {
  return {
    async isSnoozed(hash, moment) {
      const plan = hash === null ? null : await plans.find(hash);
      if (!plan) return false;
      const fingerprint = fingerprintOf(plan);
      const { snoozed } = await store.read();
      return snoozed.some((each) => each.fingerprint === fingerprint && Date.parse(each.until) > moment);
    },
    async snooze(hash, trigger) {
      const plan = await plans.find(hash);
      if (!plan) {
        throw new UserFacingError(`There is no stored plan ${hash} any more, so there is nothing to put off.`);
      }
      const until = toTimestamp(clock.now() + dayMs);
      const fingerprint = fingerprintOf(plan);
      await store.update((present) => {
        const others = present.snoozed.filter(
          (each) => each.fingerprint !== fingerprint && Date.parse(each.until) > clock.now(),
        );
        return { ...present, snoozed: [...others, { fingerprint, until, trigger }] };
      });
      return { until };
    },
  };
}
