import { type Answer, jsonAnswer, type Question } from "../answer.ts";
import type { CallTarget } from "../call.ts";
import type { Minds } from "../knowledge/minds.ts";
import { answerChat } from "../open-ai/chat.ts";
import { openAiError } from "../open-ai/error-answer.ts";
import { readObject, textOf } from "../open-ai/json.ts";
import type { RecordSource } from "../record-store.ts";
import { chooseForChat, splitModel } from "./chat-choice.ts";
import { falAi } from "./fal-ai.ts";
import { hfInference } from "./hf-inference.ts";
import type { Host } from "./host.ts";
import { novita } from "./novita.ts";
import { openAiHost } from "./open-ai-host.ts";
import { replicateHost } from "./replicate-host.ts";
import { findOffer, type ServedModel } from "./served.ts";
import { wavespeed } from "./wavespeed.ts";
import { zaiOrg } from "./zai-org.ts";

/** The hosts with ways of their own; all others speak OpenAI's API. */
const hosts: Readonly<Record<string, Host>> = {
  "fal-ai": falAi,
  "hf-inference": hfInference,
  novita,
  replicate: replicateHost,
  wavespeed,
  "zai-org": zaiOrg,
};

const chatPath = "/v1/chat/completions";

/** The two parts of the path by which the router passes a request on to a host ("/novita" and "/v3/async/wan-t2v"). */
interface HostPath {
  name: string;
  host: Host;
  path: string;
}

/** What calls are answered from: the models with who serves them, and what they know. */
export interface InferenceWorld {
  source: RecordSource;
  minds: Minds;
}

/** `POST /v1/chat/completions`, and `POST /{host}/…` in the host's own form. */
export function answerInference(question: Question, { source, minds }: InferenceWorld): Answer {
  const body = readObject(question.body);
  if (question.url.pathname === chatPath) {
    if (!body) return openAiError({ status: 400, message: "The request's body is no JSON object." });
    const chosen = chooseForChat(source, textOf(body.model));
    if (!chosen) return unservedChat(textOf(body.model));
    const { record, mapping } = chosen;
    const mind = minds.of(record.id, mapping.provider);
    return answerChat({ model: record.id, answersAs: mapping.providerId, body, mind });
  }
  const at = hostPathOf(question);
  const served = servedFor(question, source);
  if (!served) return jsonAnswer({ error: `Model not supported by provider ${at.name}` }, 400);
  const mind = minds.of(served.record.id, at.name);
  return at.host.answerCall({ ...served, question, path: at.path, body: body ?? {}, mind });
}

/** `GET /{host}/…`: how a job stands. */
export function answerJobStatus(question: Question): Answer | null {
  const { host, path } = hostPathOf(question);
  return host.answerStatus?.(path, question) ?? null;
}

/** The model that a request calls, by the Hub's id where it is known. */
export function inferenceCallOf(question: Question, source: RecordSource): CallTarget | null {
  if (question.method !== "POST") return null;
  const served = servedFor(question, source);
  if (served) return { model: served.record.id, host: served.mapping.provider };
  const body = readObject(question.body) ?? {};
  if (question.url.pathname === chatPath) return { model: splitModel(textOf(body.model)).id, host: null };
  const { name, host, path } = hostPathOf(question);
  return { model: host.modelOf(path, body) ?? "", host: name };
}

function servedFor(question: Question, source: RecordSource): ServedModel | null {
  const body = readObject(question.body) ?? {};
  if (question.url.pathname === chatPath) return chooseForChat(source, textOf(body.model));
  const { name, host, path } = hostPathOf(question);
  const providerId = host.modelOf(path, body);
  return providerId ? findOffer({ source, host: name, providerId, hint: question.body.toString() }) : null;
}

function hostPathOf({ url }: Question): HostPath {
  const [, name = "", path = ""] = /^\/([^/]+)(\/.*)?$/.exec(decodeURIComponent(url.pathname)) ?? [];
  return { name, host: hosts[name] ?? openAiHost, path };
}

function unservedChat(model: string): Answer {
  return openAiError({
    status: 400,
    message: `The requested model '${model}' is not supported by any provider you have enabled.`,
    param: "model",
    code: "model_not_supported",
  });
}
