import type { BatchWriter } from "./batch-writer.ts";
import { faultOf, toUserFacing } from "./faults.ts";
import type { JobLink } from "./job-link.ts";
import type { Job, JobKind, JobResults } from "./messages.ts";

export type Ask = <Kind extends JobKind>(job: Extract<Job, { kind: Kind }>) => Promise<JobResults[Kind]>;

/** Does work that asks for jobs. Rejects with a `UserFacingError`. */
export type Asking = <Result>(work: (ask: Ask) => Promise<Result>) => Promise<Result>;

export interface AskerOptions {
  path: string;
  link: JobLink;
}

/** Asks at once. */
export function createAsker({ path, link }: AskerOptions): Asking {
  return async (work) => {
    try {
      return await link.keepAliveDuring(work(link.ask));
    } catch (error) {
      throw toUserFacing(faultOf(error), path);
    }
  };
}

/** Asks when what was noted before is written, so that questions see it. */
export function askingAfter(writer: Pick<BatchWriter, "flush">, asking: Asking): Asking {
  return (work) => asking((ask) => writer.flush().then(() => work(ask)));
}
