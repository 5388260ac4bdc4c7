import { type Answer, jsonAnswer, type Question } from "../answer.ts";
import { textOf } from "../open-ai/json.ts";
import type { Host, HostCall } from "./host.ts";
import { bytesOfJob, fileUrlOf, idOfJob, type Job, jobFor, jobOfId } from "./job.ts";
import { media } from "./media.ts";
import { heard } from "./text-answers.ts";

const ownAddress = "https://queue.fal.run";

/**
 * fal: speech and transcription answer at once; pictures and videos are jobs in a queue, whose addresses in the answers
 * are fal's own, and not the router's.
 */
export const falAi: Host = {
  modelOf: (path) => path.slice(1),
  answerCall(call) {
    const { mapping, body, question } = call;
    if (mapping.task === "automatic-speech-recognition") return transcribed(call, textOf(body.audio_url));
    const prompt = textOf(body.prompt) || textOf(body.text);
    const job = jobFor(call, prompt);
    const isQueued = question.url.searchParams.get("_subdomain") === "queue";
    return isQueued ? queued(call, job) : jsonAnswer(resultOf(job, question));
  },
  answerStatus(path, question) {
    const [, id = "", status] = /\/requests\/([\w-]+)(\/status)?$/.exec(path) ?? [];
    const job = jobOfId(id);
    if (!job) return null;
    if (!status) return jsonAnswer(resultOf(job, question));
    const responseUrl = `${ownAddress}${path.replace(/\/status$/, "")}`;
    return jsonAnswer({ status: "COMPLETED", request_id: id, response_url: responseUrl, logs: null, metrics: {} });
  },
};

/**
 * fal tells a recording by the media type of its address, and refuses what it cannot map to an ending, Ogg among them
 * (node_modules/@huggingface/inference, providers/fal-ai.js). It looks no further.
 */
const knownSounds: ReadonlySet<string> = new Set(["audio/mpeg", "audio/x-wav", "video/webm"]);

function transcribed({ record, mind }: HostCall, address: string): Answer {
  const [, mediaType = "", base64 = ""] = /^data:([^;,]*);base64,(.*)$/s.exec(address) ?? [];
  if (!knownSounds.has(mediaType)) return refused(`Unsupported data URL: ${mediaType || "none"}`);
  return jsonAnswer({ text: heard({ model: record.id, mind }, Buffer.from(base64, "base64")), chunks: [] });
}

function refused(message: string): Answer {
  return jsonAnswer({ detail: [{ loc: ["body", "audio_url"], msg: message, type: "file_download_error" }] }, 422);
}

function queued({ path }: HostCall, job: Job): Answer {
  const requestId = idOfJob(job);
  // The queue knows an app by its first two names alone ("fal-ai/flux" of "fal-ai/flux/dev").
  const app = path.split("/").slice(0, 3).join("/");
  const responseUrl = `${ownAddress}${app}/requests/${requestId}`;
  return jsonAnswer({
    status: "IN_QUEUE",
    request_id: requestId,
    response_url: responseUrl,
    status_url: `${responseUrl}/status`,
    cancel_url: `${responseUrl}/cancel`,
    queue_position: 0,
    logs: null,
    metrics: {},
  });
}

function resultOf(job: Job, { url }: Question): object {
  const { type, extension } = media[job.medium];
  const file = {
    url: fileUrlOf(job, url.origin),
    content_type: type,
    file_name: `demo.${extension}`,
    file_size: bytesOfJob(job).length,
  };
  if (job.medium === "picture") return { images: [file], seed: 1, has_nsfw_concepts: [false], prompt: job.prompt };
  return job.medium === "video" ? { video: file, seed: 1 } : { audio: file };
}
