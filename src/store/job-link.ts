import type { Clock } from "../shared/clock.ts";
import type { Job, JobKind, JobResults } from "./messages.ts";

/** The way to what works on the database. */
export interface JobLink {
  /** Rejects with a `StoreError`. What does the work is started when it is first asked, and again when it has died. */
  ask<Kind extends JobKind>(job: Extract<Job, { kind: Kind }>): Promise<JobResults[Kind]>;
  /** Somebody waits for the work: the process does not end before it. */
  keepAliveDuring<Result>(work: Promise<Result>): Promise<Result>;
  isStarted(): boolean;
  /** Ends it, whatever is under way. Never rejects. */
  end(): void;
}

export interface JobLinkOptions {
  path: string;
  clock: Pick<Clock, "now" | "sleep">;
  /** How long a job waits, in milliseconds, while another process has locked the file. */
  lockPatienceMs: number;
  /** A damaged file is now at this path. */
  onSetAside(path: string): void;
}
