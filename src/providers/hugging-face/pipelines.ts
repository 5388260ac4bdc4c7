import type { AnswerEvent } from "../../domain/answer.ts";
import type { RouteInput } from "../../domain/input.ts";
import type { Route } from "../../domain/route.ts";
import { type Clock, systemClock } from "../../shared/clock.ts";
import { CallError, type Invocation, type RouteCall } from "../invocation.ts";
import { createExchange, jsonOf } from "./pipelines/exchange.ts";
import { createHubMappings, type HostMapping, type HubMapping } from "./pipelines/hub-mapping.ts";
import { followMaking } from "./pipelines/made-file.ts";
import {
  type HostCall,
  type HostInput,
  loadOfficialClient,
  type OfficialClient,
  officialRouter,
  type PipelineName,
  pipelineNames,
} from "./pipelines/official-client.ts";
import { type HostLine, type PipelineWork, pipelines } from "./pipelines/table.ts";

export interface PipelineInvocationOptions {
  /** The Hub's root, which tells what hosts call a model. */
  endpoint: string;
  /** The inference router's root, through which all hosts are reached. */
  routerEndpoint: string;
  token: string | null;
  fetch?: typeof fetch;
  /** Default: the machine's. */
  clock?: Pick<Clock, "now" | "sleep">;
}

/** Calls Hugging Face's hosts for everything but chats. A route without a host goes to the first that is live. */
export function createPipelineInvocation(options: PipelineInvocationOptions): Invocation {
  const { endpoint, routerEndpoint, token, fetch = globalThis.fetch, clock = systemClock } = options;
  const exchange = createExchange({ fetch, server: routerEndpoint, token, clock });
  const mappings = createHubMappings({ endpoint, isAnonymous: token === null, exchange, clock });
  const addressed = (url: string) => `${routerEndpoint}${url.slice(officialRouter.length)}`;

  function openLine(parts: { client: OfficialClient; call: HostCall; hub: HubMapping; signal: AbortSignal }): HostLine {
    const { client, call, hub, signal } = parts;
    const { host } = call.mapping;
    async function send(input: HostInput) {
      const { url, init } = await client.prepareRequest(call, input);
      const reply = await exchange({ url: addressed(url), who: host, init, isTrusted: true, signal });
      return { asked: url, reply };
    }
    return {
      host,
      maskToken: hub.maskToken,
      signal,
      async ask(input) {
        const { reply } = await send(input);
        return client.readAnswer(call, jsonOf(reply, host));
      },
      async *make(input, family) {
        yield* followMaking({ ...(await send(input)), host, family, exchange, clock, addressed, signal });
      },
    };
  }

  async function* answer({ route, input, signal }: RouteCall): AsyncGenerator<AnswerEvent> {
    signal.throwIfAborted();
    const pipeline = pipelineOf(route);
    const work = workOf(input, pipeline);
    const client = await loadOfficialClient();
    const hub = await mappings.find(route.model, signal);
    const hosts = hub.hosts.filter(({ host, task }) => client.isCallable(host, pipeline) && isTaskOf(task, pipeline));
    const call = { model: route.model, mapping: hostFor({ route, pipeline, hosts }), pipeline };
    yield* pipelines[pipeline](work, openLine({ client, call, hub, signal }));
    yield { type: "finish", reason: "stop" };
  }

  return {
    async *call(call) {
      try {
        yield* answer(call);
      } catch (error) {
        // What the Hub said of it may be out of date: the next call asks again.
        if (error instanceof CallError && error.kind === "gone") mappings.forget(call.route.model);
        throw error;
      }
    },
  };
}

/** Both interfaces of embeddings are one pipeline: hf-inference serves the models of either with both. */
function pipelineOf({ interface: name }: Route): PipelineName {
  const wanted = name === "sentence-similarity" ? "feature-extraction" : name;
  const known = pipelineNames.find((each) => each === wanted);
  if (known) return known;
  throw new CallError(`Hugging Face's hosts are not called for ${name} in this way.`, { kind: "gone", code: null });
}

function workOf(input: RouteInput, pipeline: PipelineName): PipelineWork {
  const isEmbedding = pipeline === "feature-extraction";
  if (input.kind === "pipeline") return { ...input, texts: isEmbedding ? [input.text] : [], dimensions: null };
  if (input.kind === "chat" || !isEmbedding) {
    throw new CallError(`A model for ${pipeline} does not take this kind of input.`, {
      kind: "bad-request",
      code: null,
    });
  }
  const { texts, dimensions } = input;
  const nothing = { text: "", context: null, labels: [], targetLanguage: null, sourceLanguage: null, files: [] };
  return { kind: "pipeline", ...nothing, texts, dimensions };
}

function hostFor(options: { route: Route; pipeline: PipelineName; hosts: readonly HostMapping[] }): HostMapping {
  const { route, pipeline, hosts } = options;
  const chosen = hosts.find(({ host, isLive }) => (route.host === null ? isLive : host === route.host));
  if (chosen) return chosen;
  const where = route.host ?? "any host";
  throw new CallError(`${route.model} is not served for ${pipeline} by ${where}.`, { kind: "gone", code: null });
}

function isTaskOf(task: string, pipeline: PipelineName): boolean {
  return task === pipeline || (pipeline === "feature-extraction" && task === "sentence-similarity");
}
