import { jsonAnswer } from "../answer.ts";
import { textOf } from "../open-ai/json.ts";
import type { Host } from "./host.ts";
import { fileUrlOf, idOfJob, jobFor, jobOfId } from "./job.ts";
import { openAiHost } from "./open-ai-host.ts";

/** Novita: chats in OpenAI's form, videos as tasks. */
export const novita: Host = {
  modelOf: (path, body) => /^\/v3\/async\/(.+)$/.exec(path)?.[1] ?? openAiHost.modelOf(path, body),
  answerCall(call) {
    const { body, path } = call;
    if (!path.startsWith("/v3/async/")) return openAiHost.answerCall(call);
    const job = jobFor(call, textOf(body.prompt));
    return jsonAnswer({ task_id: idOfJob(job) });
  },
  answerStatus(path, { url }) {
    const job = jobOfId(url.searchParams.get("task_id") ?? "");
    if (path !== "/v3/async/task-result" || !job) return null;
    const task = { task_id: idOfJob(job), status: "TASK_STATUS_SUCCEED", reason: "", progress_percent: 100 };
    const videos = [{ video_url: fileUrlOf(job, url.origin), video_url_ttl: "3600", video_type: "mp4" }];
    return jsonAnswer({ task, images: [], videos, audios: [] });
  },
};
