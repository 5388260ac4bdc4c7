import { jsonAnswer } from "../answer.ts";
import { textOf } from "../open-ai/json.ts";
import type { Host } from "./host.ts";
import { fileAnswer, jobFor } from "./job.ts";
import { answerCompletion } from "./open-ai-host.ts";
import { textAnswers } from "./text-answers.ts";

/** Hugging Face's own host: a pipeline answers at the model's address, in the pipeline's own shape. */
export const hfInference: Host = {
  modelOf: (path) => /^\/models\/([^/]+\/[^/]+)(?:\/pipeline\/[\w-]+|\/v1\/completions)?$/.exec(path)?.[1] ?? null,
  answerCall(call) {
    const { record, mapping, path, body, question, mind } = call;
    if (path.endsWith("/v1/completions")) return answerCompletion(call);
    const task = /\/pipeline\/([\w-]+)$/.exec(path)?.[1] ?? mapping.task;
    const answer = textAnswers[task];
    if (answer) return jsonAnswer(answer({ model: record.id, body, recording: question.body, mind }));
    return fileAnswer(jobFor({ ...call, mapping: { ...mapping, task } }, textOf(body.inputs)));
  },
};
