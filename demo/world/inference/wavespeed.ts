import { jsonAnswer, type Question } from "../answer.ts";
import { textOf } from "../open-ai/json.ts";
import type { Host } from "./host.ts";
import { fileUrlOf, idOfJob, type Job, jobFor, jobOfId } from "./job.ts";

const ownAddress = "https://api.wavespeed.ai";

/** WaveSpeed: everything is a job; the address at which to ask for it is WaveSpeed's own. */
export const wavespeed: Host = {
  modelOf: (path) => /^\/api\/v3\/(.+)$/.exec(path)?.[1] ?? null,
  answerCall(call) {
    const job = jobFor(call, textOf(call.body.prompt));
    return jsonAnswer(told(job, call.question, "created"));
  },
  answerStatus(path, question) {
    const job = jobOfId(/^\/api\/v3\/predictions\/([\w-]+)\/result$/.exec(path)?.[1] ?? "");
    return job ? jsonAnswer(told(job, question, "completed")) : null;
  },
};

function told(job: Job, { url }: Question, status: "created" | "completed"): object {
  const id = idOfJob(job);
  const outputs = status === "completed" ? [fileUrlOf(job, url.origin)] : [];
  const data = { id, status, outputs, error: "", urls: { get: `${ownAddress}/api/v3/predictions/${id}/result` } };
  return { code: 200, message: "success", data };
}
