import type { Job, JobKind, JobResults } from "./messages.ts";

/** The way to what works on the database. */
export interface JobLink {
  /** Rejects with a `StoreError`. What does the work is started when it is first asked, and again when it has died. */
  ask<Kind extends JobKind>(job: Extract<Job, { kind: Kind }>): Promise<JobResults[Kind]>;
  /** Somebody waits for the work: the process does not end before it. Otherwise the work keeps no process alive. */
  keepAliveDuring<Result>(work: Promise<Result>): Promise<Result>;
  isStarted(): boolean;
  /** Ends it, whatever is under way. Never rejects. */
  end(): void;
}

export interface JobLinkOptions {
  path: string;
  now(): number;
  /** A damaged file is now at this path. */
  onSetAside(path: string): void;
}
