import { type Answer, jsonAnswer } from "../answer.ts";
import { answerChat } from "../open-ai/chat.ts";
import { answerEmbeddings } from "../open-ai/embeddings.ts";
import { openAiError } from "../open-ai/error-answer.ts";
import { textOf } from "../open-ai/json.ts";
import type { Host, HostCall } from "./host.ts";
import { bytesOfJob, fileAnswer, jobFor } from "./job.ts";
import { promptOf, writtenOn } from "./text-answers.ts";

/** Hosts that speak OpenAI's API behind a prefix of their own: nscale, Together, Scaleway, Featherless and others. */
export const openAiHost: Host = {
  modelOf: (path, body) => (/^\/.*v\d\//.test(path) ? textOf(body.model) : null),
  answerCall(call) {
    const { record, mapping, path, body, mind } = call;
    if (path.endsWith("/chat/completions"))
      return answerChat({ model: record.id, answersAs: mapping.providerId, body, mind });
    if (path.endsWith("/embeddings")) return answerEmbeddings(mapping.providerId, body, mind);
    if (path.endsWith("/images/generations")) return answerPicture(call);
    if (path.endsWith("/audio/speech")) return fileAnswer(jobFor(call, textOf(body.input)));
    if (path.endsWith("/completions")) return answerCompletion(call);
    return openAiError({ status: 404, message: `Invalid URL (POST ${path})` });
  },
};

/** `POST …/v1/completions`: a base model writes on. */
export function answerCompletion({ record, mapping, body, mind }: HostCall): Answer {
  const text = writtenOn({ model: record.id, mind }, promptOf(body));
  return jsonAnswer({
    id: "cmpl-demo",
    object: "text_completion",
    created: Math.floor(Date.now() / 1000),
    model: mapping.providerId,
    choices: [{ index: 0, text, logprobs: null, finish_reason: "stop" }],
  });
}

function answerPicture(call: HostCall): Answer {
  const job = jobFor(call, textOf(call.body.prompt));
  return jsonAnswer({ created: 0, data: [{ index: 0, b64_json: bytesOfJob(job).toString("base64") }] });
}
