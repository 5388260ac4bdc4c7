/** The thread that works on the database: one job after another, since they share a connection. */
import { parentPort, workerData } from "node:worker_threads";
import { faultOf } from "./faults.ts";
import { createJobs } from "./jobs.ts";
import type { WorkerMessage, WorkerRequest, WorkerSettings } from "./messages.ts";

const settings = workerData as WorkerSettings;

function send(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

const doJob = createJobs({ ...settings, onSetAside: (to) => send({ kind: "set-aside", to }) });

async function answer({ id, now, job }: WorkerRequest): Promise<void> {
  try {
    send({ kind: "done", id, result: await doJob(job, now) });
  } catch (error) {
    send({ kind: "fault", id, fault: faultOf(error) });
  }
}

let last: Promise<void> = Promise.resolve();
parentPort?.on("message", (request: WorkerRequest) => {
  last = last.then(() => answer(request));
});
