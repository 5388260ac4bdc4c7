import { type Answer, jsonAnswer, type Question } from "../answer.ts";
import type { CallTarget } from "../call.ts";
import { createFaultList } from "../fault-list.ts";
import { createMinds, type Mind, type Minds } from "../knowledge/minds.ts";
import { type JsonObject, objectOf, readObject, textOf } from "../open-ai/json.ts";
import { startUpstream, type UpstreamStandIn } from "../upstream-stand-in.ts";
import { answerChat, answerGenerate, chatRefusal } from "./chat.ts";
import { answerEmbeddings } from "./embeddings.ts";
import { described, listed, running } from "./facts.ts";
import { createMemory, type Memory } from "./memory.ts";
import type { OllamaModel } from "./model.ts";
import { demoOllamaModels } from "./models.ts";
import { type OllamaFault, spoilt } from "./spoil.ts";

export interface OllamaOptions {
  /** Default: the demo's. */
  models?: readonly OllamaModel[];
  /** What its models know; default: nothing. */
  minds?: Minds;
  /** Milliseconds before each answer; default 0. */
  latencyMs?: number;
  /** Default: any free one. */
  port?: number;
}

/** A server that speaks Ollama's own API. `fail` breaks its answers from outside, `misbehave` from within. */
export interface Ollama extends UpstreamStandIn {
  /** What a program needs in its environment to find it. */
  environment: { OLLAMA_HOST: string };
  /** From now on these are installed. */
  setModels(models: readonly OllamaModel[]): void;
  /** The model is in memory, with so many tokens of context. */
  load(name: string, context: number): void;
  unload(name: string): void;
  /** From now on chats' answers hold this, until `heal`, or until what comes back is called. */
  misbehave(fault: OllamaFault): () => void;
  stop(): Promise<void>;
}

const version = "0.12.6";

/** Listens on 127.0.0.1. @throws Error where the port is taken. */
export async function startOllama(options: OllamaOptions = {}): Promise<Ollama> {
  const { latencyMs = 0, port = 0, minds = createMinds({ answers: [] }) } = options;
  const state: State = { models: options.models ?? demoOllamaModels, memory: createMemory(), minds };
  const spoils = createFaultList<OllamaFault>();
  const { standIn, stop } = await startUpstream({
    answer(question) {
      const answer = answerTo(question, state);
      const target = answer.status === 200 ? callOf(question) : null;
      const fault = target && spoils.take(({ model }) => (model ?? target.model) === target.model);
      return fault ? spoilt(answer, fault) : answer;
    },
    callOf,
    latencyMs,
    port,
  });
  return {
    ...standIn,
    environment: { OLLAMA_HOST: standIn.url },
    setModels(models) {
      state.models = models;
    },
    load(name, context) {
      const model = find(state, name);
      if (model) state.memory.use(model, { context, keepAlive: undefined });
    },
    unload: (name) => state.memory.unload(withTag(name)),
    misbehave: spoils.add,
    heal() {
      standIn.heal();
      spoils.clear();
    },
    stop,
  };
}

interface State {
  models: readonly OllamaModel[];
  memory: Memory;
  minds: Minds;
}

const callPaths: ReadonlySet<string> = new Set(["/api/chat", "/api/generate", "/api/embed"]);

function callOf({ method, url, body }: Question): CallTarget | null {
  if (method !== "POST" || !callPaths.has(url.pathname)) return null;
  return { model: withTag(textOf(readObject(body)?.model)), host: null };
}

/** A name without a tag means the tag "latest". */
function withTag(name: string): string {
  return /:[^/]+$/.test(name) ? name : `${name}:latest`;
}

function find({ models }: State, name: string): OllamaModel | undefined {
  return models.find((model) => model.name === withTag(name));
}

function answerTo({ method, url, body: bytes }: Question, state: State): Answer {
  if (method === "GET" || method === "HEAD") return answerGet(url.pathname, state);
  const body = readObject(bytes);
  if (bytes.length === 0) return jsonAnswer({ error: "missing request body" }, 400);
  if (!body) return jsonAnswer({ error: "invalid character in the request's JSON" }, 400);
  return answerPost(url.pathname, body, state);
}

function answerGet(path: string, { models, memory }: State): Answer {
  switch (path) {
    case "/":
      return { status: 200, headers: { "content-type": "text/plain; charset=utf-8" }, body: "Ollama is running" };
    case "/api/version":
      return jsonAnswer({ version });
    case "/api/tags":
      return jsonAnswer({ models: models.map(listed) });
    case "/api/ps": {
      const loaded = models.filter(({ name }) => memory.list().has(name));
      return jsonAnswer({ models: loaded.map((model) => running(model, memory.list().get(model.name) ?? 0)) });
    }
    default:
      return { status: 404, headers: { "content-type": "text/plain" }, body: "404 page not found" };
  }
}

function answerPost(path: string, body: JsonObject, state: State): Answer {
  const name = textOf(body.model) || textOf(body.name);
  if (name === "") return jsonAnswer({ error: "model is required" }, 400);
  const model = find(state, name);
  if (!model) return jsonAnswer({ error: `model '${name}' not found` }, 404);
  if (path === "/api/show") return jsonAnswer(described(model));
  if (!callPaths.has(path))
    return { status: 404, headers: { "content-type": "text/plain" }, body: "404 page not found" };
  const answer = answerCall(path, { model, mind: state.minds.of(model.name, null) }, body);
  if (answer.status === 200) {
    const context = objectOf(body.options).num_ctx;
    state.memory.use(model, { context: typeof context === "number" ? context : null, keepAlive: body.keep_alive });
  }
  return answer;
}

function answerCall(path: string, asked: { model: OllamaModel; mind: Mind }, body: JsonObject): Answer {
  const { model } = asked;
  if (path === "/api/embed") return answerEmbeddings(asked, body);
  const refusal = chatRefusal(model, body);
  if (refusal !== null) return jsonAnswer({ error: refusal }, 400);
  return path === "/api/chat" ? answerChat(asked, body) : answerGenerate(asked, body);
}
