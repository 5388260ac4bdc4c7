import { type Answer, jsonAnswer, type Question } from "../answer.ts";
import { objectOf, textOf } from "../open-ai/json.ts";
import type { Host } from "./host.ts";
import { fileUrlOf, idOfJob, type Job, jobFor, jobOfId } from "./job.ts";
import { heard } from "./text-answers.ts";

/** Replicate behind the router: what is asked for with `Prefer: wait` is done in the first answer, but for videos. */
export const replicateHost: Host = {
  modelOf: (path, body) => /^\/v1\/models\/(.+)\/predictions$/.exec(path)?.[1] ?? (textOf(body.version) || null),
  answerCall(call) {
    const { record, mapping, body, question, mind } = call;
    const input = objectOf(body.input);
    if (mapping.task === "automatic-speech-recognition") {
      const [, recording = ""] = textOf(input.audio).split("base64,");
      const output = {
        transcription: heard({ model: record.id, mind }, Buffer.from(recording, "base64")),
        detected_language: "en",
      };
      return jsonAnswer({ id: "demo", status: "succeeded", error: null, output }, 201);
    }
    const prompt = textOf(input.prompt) || textOf(input.text);
    const job = jobFor(call, prompt);
    return prediction(job, question, job.medium !== "video");
  },
  answerStatus(path, question) {
    const job = jobOfId(/^\/v1\/predictions\/([\w-]+)$/.exec(path)?.[1] ?? "");
    return job ? prediction(job, question, true) : null;
  },
};

function prediction(job: Job, { url, method }: Question, isDone: boolean): Answer {
  const id = idOfJob(job);
  const file = fileUrlOf(job, url.origin);
  const output = job.medium === "picture" ? [file] : file;
  return jsonAnswer(
    {
      id,
      status: isDone ? "succeeded" : "processing",
      input: { prompt: job.prompt },
      output: isDone ? output : null,
      error: null,
      urls: {
        get: `https://api.replicate.com/v1/predictions/${id}`,
        cancel: `https://api.replicate.com/v1/predictions/${id}/cancel`,
      },
    },
    method === "POST" ? 201 : 200,
  );
}
