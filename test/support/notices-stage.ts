import { UsageError } from "../../src/domain/errors.ts";
import type { HistoryEntry } from "../../src/domain/history.ts";
import type { Plan } from "../../src/domain/plan.ts";
import type { QuarantinedModel } from "../../src/domain/quarantine.ts";
import { createPlanStore } from "../../src/history/plans.ts";
import { createNoticeStore } from "../../src/notices/notice-store.ts";
import { createNotices, type Notices } from "../../src/notices/notices.ts";
import type { Status } from "../../src/operations/status.ts";
import type { WatchEvents } from "../../src/pipeline/watch/events.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { policyWith, testNow } from "./candidates.ts";
import { exampleEntry } from "./configuration-setup.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";
import { choiceOf, entryOf, planFor, rankingWith } from "./plans.ts";
import { createTemporaryHome } from "./temporary-home.ts";

export const hourMs = 3_600_000;

/** What notices are decided from, for a test to set. */
export interface NoticeFacts {
  /** Newest first. */
  entries: HistoryEntry[];
  dailyDigest: boolean;
  isPaused: boolean;
  /** The stored plans were made from another configuration than the one that stands. */
  isStale: boolean;
  handledUntil: Record<string, string>;
  /** The models that wait for a person. */
  waiting: QuarantinedModel[];
  /** Laid over the policy. */
  policy: Record<string, unknown>;
  /** The policy is being edited. */
  isPolicyBroken: boolean;
  /** What the watch has done and seen. */
  watchEvents: Pick<WatchEvents, "list" | "claim" | "told">;
}

export interface NoticesStage {
  home: string;
  clock: FakeClock;
  facts: NoticeFacts;
  /** The notices, opened anew each time, so that what counts is what was kept. */
  open(): Notices;
  entryAt(hoursAgo: number, facts?: Partial<HistoryEntry>): HistoryEntry;
  /** A plan that waits for a person: this model, with this score, instead of the present one. */
  storedPlan(model: string, score: number): Promise<Plan>;
  remove(): void;
}

/** How things stand, in a digest. */
export const stagedStatus = { running: true, revision: 7 } as Status;

/** A run that failed, over an entry that succeeded. */
export const failure = { success: false, outcome: "failed" as const, errors: ["The Hub is down."] };

/** A home with no history, on a clock of its own. */
export function createNoticesStage(): NoticesStage {
  const { home, remove } = createTemporaryHome();
  const clock = createFakeClock(testNow);
  const facts: NoticeFacts = {
    entries: [],
    dailyDigest: false,
    isPaused: false,
    isStale: false,
    handledUntil: {},
    waiting: [],
    policy: {},
    isPolicyBroken: false,
    watchEvents: { list: async () => [], claim: async () => [], told: async () => {} },
  };
  async function readPolicy() {
    if (facts.isPolicyBroken) throw new UsageError("The policy is not valid JSON.");
    return policyWith({ telegram: { dailyDigest: facts.dailyDigest }, ...facts.policy });
  }
  const plans = createPlanStore({ home, fileSystem: nodeFileSystem, clock });
  return {
    home,
    clock,
    facts,
    remove,
    open: () =>
      createNotices({
        clock,
        plans,
        waiting: async () => facts.waiting,
        watchEvents: facts.watchEvents,
        store: createNoticeStore({ home, fileSystem: nodeFileSystem, clock }),
        policy: { read: readPolicy },
        history: { list: async () => facts.entries, append: async () => {}, has: async () => false },
        schedule: { read: async () => ({ isPaused: facts.isPaused, handledUntil: facts.handledUntil }) },
        status: async () => stagedStatus,
        async planState(hash) {
          const plan = await plans.find(hash);
          return plan === null ? { state: "unknown" } : { state: facts.isStale ? "stale" : "open", plan };
        },
      }),
    entryAt(hoursAgo, entry = {}) {
      return { ...exampleEntry(), at: new Date(clock.now() - hoursAgo * hourMs).toISOString(), ...entry };
    },
    async storedPlan(model, score) {
      const entry = entryOf(choiceOf("maker/present"));
      const plan = planFor({ entry, ranking: rankingWith([{ model, score }]), now: clock.now() });
      await plans.save(plan);
      return plan;
    },
  };
}
