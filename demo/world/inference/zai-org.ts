import { jsonAnswer } from "../answer.ts";
import { textOf } from "../open-ai/json.ts";
import type { Host } from "./host.ts";
import { fileUrlOf, idOfJob, jobFor, jobOfId } from "./job.ts";
import { openAiHost } from "./open-ai-host.ts";

/** Z.ai: chats in OpenAI's form, pictures as tasks. */
export const zaiOrg: Host = {
  modelOf: openAiHost.modelOf,
  answerCall(call) {
    const { mapping, body, path } = call;
    if (!path.endsWith("/async/images/generations")) return openAiHost.answerCall(call);
    const job = jobFor(call, textOf(body.prompt));
    return jsonAnswer({ id: idOfJob(job), model: mapping.providerId, request_id: "demo", task_status: "PROCESSING" });
  },
  answerStatus(path, { url }) {
    const job = jobOfId(/^\/api\/paas\/v4\/async-result\/([\w-]+)$/.exec(path)?.[1] ?? "");
    if (!job) return null;
    return jsonAnswer({ task_status: "SUCCESS", image_result: [{ url: fileUrlOf(job, url.origin) }] });
  },
};
