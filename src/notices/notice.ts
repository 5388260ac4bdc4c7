import type { HistoryEntry } from "../domain/history.ts";
import type { QuarantinedModel } from "../domain/quarantine.ts";
import type { WatchEvent } from "../domain/watch-event.ts";
import type { Status } from "../operations/status.ts";
import type { UpdateResult } from "../pipeline/results.ts";

/** What a scheduled run has come to. */
export interface RunNotice {
  kind: "applied" | "planned" | "failed";
  /** As far as it is known: what is told from the history alone has no facts of its models. */
  result: UpdateResult;
  trigger: string;
  /** When the run ended. */
  at: string;
}

/** Something that people are to be told without having asked, whatever the surface. */
export type Notice =
  | RunNotice
  | {
      kind: "silence";
      /** When an update last succeeded; null where none ever has. */
      since: string | null;
      /** Whole hours since then, or since the service first looked. */
      hours: number;
      isPaused: boolean;
      /** Why the last update failed; null where it did not, or there was none. */
      lastError: string | null;
    }
  | {
      kind: "waiting";
      /** Models that would be among a task's best, but for something suspicious: a person decides. */
      models: QuarantinedModel[];
    }
  | {
      kind: "watch";
      /** What the watch has done and seen, the oldest first. */
      events: WatchEvent[];
    }
  | {
      kind: "digest";
      status: Status;
      /** Of the last day, newest first. */
      updates: HistoryEntry[];
    };
