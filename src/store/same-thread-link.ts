import { faultOf, StoreError } from "./faults.ts";
import type { JobLink, JobLinkOptions } from "./job-link.ts";
import type { DoJob } from "./jobs.ts";
import type { Job, JobKind, JobResults } from "./messages.ts";

/**
 * The jobs are done where they are asked for: a command that ends when its work is done has nobody else to answer, and is
 * spared the start of a thread (about 100 ms of CPU). SQLite is loaded when it is first asked.
 */
export function createSameThreadLink({ path, now, onSetAside }: JobLinkOptions): JobLink {
  let doing: Promise<DoJob> | null = null;
  let last: Promise<unknown> = Promise.resolve();

  async function load(): Promise<DoJob> {
    const { createJobs } = await import("./jobs.ts");
    return createJobs({ path, onSetAside });
  }

  async function work<Kind extends JobKind>(job: Job): Promise<JobResults[Kind]> {
    try {
      doing ??= load();
      const doJob = await doing;
      return (await doJob(job, now())) as JobResults[Kind];
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
      doing = null;
    },
  };
}
