import { faultOf, StoreError } from "./faults.ts";
import type { JobLink, JobLinkOptions } from "./job-link.ts";
import type { DoJob } from "./jobs.ts";
import type { Job, JobKind, JobResults } from "./messages.ts";

/** While the file is locked: the first pause is short, since most locks are, and each is twice as long as the one before. */
const shortestPauseMs = 10;
const longestPauseMs = 200;

interface Attempts<Result> extends Pick<JobLinkOptions, "clock" | "lockPatienceMs"> {
  attempt(): Promise<Result>;
  /** Ends the waiting. */
  signal: AbortSignal;
}

/** Tries anew, with pauses, while another process has locked the file. Between them the thread does its other work. */
async function unlessLocked<Result>({ attempt, clock, lockPatienceMs, signal }: Attempts<Result>): Promise<Result> {
  let waited = 0;
  for (let pause = shortestPauseMs; ; pause = Math.min(2 * pause, longestPauseMs)) {
    try {
      return await attempt();
    } catch (error) {
      if (faultOf(error).kind !== "locked" || waited >= lockPatienceMs || signal.aborted) throw error;
    }
    waited += pause;
    await clock.sleep(pause, signal).catch(() => {});
  }
}

/**
 * The jobs are done where they are asked for: a command that ends when its work is done is spared the start of a thread
 * (about 100 ms of CPU). SQLite is loaded when it is first asked, and never waits for a lock itself: an answer that
 * comes meanwhile would stand still with it.
 */
export function createSameThreadLink({ path, clock, lockPatienceMs, onSetAside }: JobLinkOptions): JobLink {
  const ending = new AbortController();
  let doing: Promise<DoJob> | null = null;
  let last: Promise<unknown> = Promise.resolve();

  async function load(): Promise<DoJob> {
    const { createJobs } = await import("./jobs.ts");
    return createJobs({ path, busyTimeoutMs: 0, onSetAside });
  }

  async function work<Kind extends JobKind>(job: Job): Promise<JobResults[Kind]> {
    try {
      doing ??= load();
      const doJob = await doing;
      const attempt = () => doJob(job, clock.now()) as Promise<JobResults[Kind]>;
      return await unlessLocked({ attempt, clock, lockPatienceMs, signal: ending.signal });
    } catch (error) {
      const { kind, message } = faultOf(error);
      throw new StoreError(kind, message);
    }
  }

  return {
    isStarted: () => doing !== null,
    ask<Kind extends JobKind>(job: Extract<Job, { kind: Kind }>) {
      // One after another, since they share a connection.
      const next = last.then(() => work<Kind>(job));
      last = next.catch(() => {});
      return next;
    },
    keepAliveDuring: (pending) => pending,
    end() {
      ending.abort();
      doing = null;
    },
  };
}
