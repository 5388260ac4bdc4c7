import { StoreError, type StoreFault } from "./faults.ts";
import type { Job, JobKind, JobResults, WorkerMessage, WorkerRequest } from "./messages.ts";

interface Waiting {
  resolve(result: JobResults[JobKind]): void;
  reject(error: StoreError): void;
}

/** Jobs that another thread was asked to do, until it answers. */
export interface WaitingJobs {
  /** Sends a job with a number of its own; rejects with a `StoreError`. */
  send<Kind extends JobKind>(
    job: Extract<Job, { kind: Kind }>,
    post: (request: Pick<WorkerRequest, "id" | "job">) => void,
  ): Promise<JobResults[Kind]>;
  settle(message: Exclude<WorkerMessage, { kind: "set-aside" }>): void;
  /** Nobody will answer any more. */
  fail(fault: StoreFault): void;
}

function errorOf({ kind, message }: StoreFault): StoreError {
  return new StoreError(kind, message);
}

/** None yet. */
export function createWaitingJobs(): WaitingJobs {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  return {
    send: <Kind extends JobKind>(
      job: Extract<Job, { kind: Kind }>,
      post: (request: Pick<WorkerRequest, "id" | "job">) => void,
    ) =>
      new Promise<JobResults[Kind]>((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve: resolve as Waiting["resolve"], reject });
        post({ id: lastId, job });
      }),
    settle(message) {
      const waiter = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.kind === "done") waiter?.resolve(message.result);
      else waiter?.reject(errorOf(message.fault));
    },
    fail(fault) {
      for (const waiter of waiting.values()) waiter.reject(errorOf(fault));
      waiting.clear();
    },
  };
}
