import type { QuarantinedModel } from "../domain/quarantine.ts";
import { isSameModel } from "../domain/route.ts";
import type { Notice } from "./notice.ts";
import type { NoticeStore } from "./notice-store.ts";

export interface WaitingDependencies {
  store: NoticeStore;
  /** The models that wait for a person. */
  waiting(): Promise<QuarantinedModel[]>;
}

/** What people are told of models that wait for them. */
export interface WaitingNotices {
  /**
   * What to tell of models that would be among a task's best, but for something suspicious; null where there is none of
   * which nobody was told. To be asked after an update, and every hour.
   */
  checkWaiting(): Promise<Notice | null>;
  /** Remembers of which models somebody was told; those that wait no longer are forgotten. */
  toldWaiting(models: readonly QuarantinedModel[]): Promise<void>;
}

/** The notices of models that wait, over what is remembered of them. */
export function createWaitingNotices({ store, waiting }: WaitingDependencies): WaitingNotices {
  return {
    async checkWaiting() {
      const [present, { waitingTold }] = [await waiting(), await store.read()];
      const models = present.filter(
        (each) => each.tasks.length > 0 && !waitingTold.some((told) => isSameModel(told, each)),
      );
      return models.length === 0 ? null : { kind: "waiting", models };
    },
    async toldWaiting(models) {
      const present = await waiting();
      await store.update((state) => {
        const known = [...state.waitingTold, ...models];
        const still = present.filter((each) => known.some((told) => isSameModel(told, each)));
        return { ...state, waitingTold: still.map(({ provider, model }) => ({ provider, model })) };
      });
    },
  };
}
