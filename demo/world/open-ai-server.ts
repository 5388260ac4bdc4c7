import { type Answer, jsonAnswer, type Question } from "./answer.ts";
import type { CallTarget } from "./call.ts";
import { createMinds, type Minds } from "./knowledge/minds.ts";
import { answerChat } from "./open-ai/chat.ts";
import { answerEmbeddings } from "./open-ai/embeddings.ts";
import { openAiError } from "./open-ai/error-answer.ts";
import { readObject, textOf } from "./open-ai/json.ts";
import { startUpstream, type UpstreamStandIn } from "./upstream-stand-in.ts";

export interface OpenAiModel {
  id: string;
  /** What this server tells of it besides, such as vLLM's `max_model_len`. */
  facts?: Readonly<Record<string, unknown>>;
}

export interface OpenAiServerOptions {
  /** Default: one, `demo-model`. */
  models?: readonly OpenAiModel[];
  /** The only key that it takes; null where it asks for none. Default: null. */
  key?: string | null;
  /** What its models know; default: nothing. */
  minds?: Minds;
  /** Milliseconds before each answer; default 0. */
  latencyMs?: number;
  /** Default: any free one. */
  port?: number;
}

/** A server that speaks OpenAI's API, as vLLM and llama.cpp do. */
export interface OpenAiServer extends UpstreamStandIn {
  /** Ends in `/v1`. */
  baseUrl: string;
  /** From now on it has these models. */
  setModels(models: readonly OpenAiModel[]): void;
  stop(): Promise<void>;
}

/** Listens on 127.0.0.1. @throws Error where the port is taken. */
export async function startOpenAiServer(options: OpenAiServerOptions = {}): Promise<OpenAiServer> {
  const { key = null, latencyMs = 0, port = 0, minds = createMinds({ answers: [] }) } = options;
  let models = options.models ?? [{ id: "demo-model" }];
  const { standIn, stop } = await startUpstream({
    answer: (question) => answer(question, { models, key, minds }),
    callOf,
    latencyMs,
    port,
  });
  return {
    ...standIn,
    baseUrl: `${standIn.url}/v1`,
    setModels(next) {
      models = next;
    },
    stop,
  };
}

function callOf({ method, body }: Question): CallTarget | null {
  return method === "POST" ? { model: textOf(readObject(body)?.model), host: null } : null;
}

interface ServerState {
  models: readonly OpenAiModel[];
  key: string | null;
  minds: Minds;
}

function answer(question: Question, { models, key, minds }: ServerState): Answer {
  const { method, url, headers } = question;
  if (key !== null && headers.authorization !== `Bearer ${key}`) {
    return openAiError({ status: 401, message: "Incorrect API key provided.", code: "invalid_api_key" });
  }
  if (method === "POST") return answerCall(question, models, minds);
  if (url.pathname === "/v1/models") return jsonAnswer({ object: "list", data: models.map(listed) });
  const id = /^\/v1\/models\/(.+)$/.exec(url.pathname)?.[1];
  const model = models.find((each) => id !== undefined && each.id === decodeURIComponent(id));
  return model ? jsonAnswer(listed(model)) : openAiError({ status: 404, message: "Not Found" });
}

function answerCall({ url, body: bytes }: Question, models: readonly OpenAiModel[], minds: Minds): Answer {
  const body = readObject(bytes);
  if (!body) return openAiError({ status: 400, message: "We could not parse the JSON body of your request." });
  const id = textOf(body.model);
  if (!models.some((model) => model.id === id)) {
    const message = `The model \`${id}\` does not exist or you do not have access to it.`;
    return openAiError({ status: 404, message, param: "model", code: "model_not_found" });
  }
  const mind = minds.of(id, null);
  if (url.pathname === "/v1/chat/completions") return answerChat({ model: id, answersAs: id, body, mind });
  if (url.pathname === "/v1/embeddings") return answerEmbeddings(id, body, mind);
  return openAiError({ status: 404, message: `Invalid URL (POST ${url.pathname})` });
}

function listed({ id, facts }: OpenAiModel) {
  return { id, object: "model", created: 1_767_225_600, owned_by: "demo", ...facts };
}
