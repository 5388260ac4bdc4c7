import { loadKnownAnswers } from "../facts/known-answers.ts";
import { loadDemoFacts } from "../facts/records.ts";
import { createHub } from "./hub.ts";
import type { HubRecord, Leaderboards } from "./hub-record.ts";
import type { KnownAnswer } from "./knowledge/known-answer.ts";
import { createMinds, type Minds } from "./knowledge/minds.ts";
import { type Ollama, startOllama } from "./ollama/ollama.ts";
import { createRecordStore, type RecordSource } from "./record-store.ts";
import { type ReplicateStandIn, startReplicate } from "./replicate/replicate.ts";
import { createRouter } from "./router.ts";
import { startUpstream, type UpstreamStandIn } from "./upstream-stand-in.ts";

export interface WorldOptions {
  /** The models of this world; default: the demo's table. */
  records?: readonly HubRecord[];
  /** Makes the models on the fly instead (see `createSyntheticSource`). Such a world cannot be changed. */
  source?: RecordSource;
  /** Rows by official benchmark; default: the demo's table, or none where `records` or `source` is given. */
  leaderboards?: Leaderboards;
  /** Questions that its models know the answers of; default: those of the demo. */
  knownAnswers?: readonly KnownAnswer[];
  /**
   * How good a model is: the share of known questions that it answers rightly. Default: as the demo's facts let expect,
   * or 1 where `records` or `source` is given.
   */
  qualityOf?: (model: string) => number;
  /** Milliseconds before each answer; default 0. */
  latencyMs?: number;
  /** How fast the router's models stream, in tokens a second. Default: all of them at once. */
  tokensPerSecond?: number;
  /** Milliseconds since the epoch; the demo's models have their ages at this time. Default: the machine's clock. */
  now?: () => number;
  /** The only access token that this world knows; default "hf_demo". */
  token?: string;
  /** Requests per five minutes after which the Hub answers 429. Default: announced as documented, never refused. */
  quota?: number;
  /** Ollama runs on this machine, with the demo's models; default: it does not. */
  hasOllama?: boolean;
  /** There is an account at Replicate; default: there is none. */
  hasReplicate?: boolean;
  /** Ports to listen on; default: any free one. */
  ports?: { hub?: number; router?: number };
}

/** A miniature internet on loopback: a Hub that tells of models, and an inference router that tells and calls them. */
export interface World {
  hub: UpstreamStandIn;
  router: UpstreamStandIn;
  /** Null where the world has none. */
  ollama: Ollama | null;
  replicate: ReplicateStandIn | null;
  token: string;
  /**
   * What a program needs in its environment to live in this world, and in no other. Listings need no token; calls take
   * it as HF_TOKEN.
   */
  environment: Readonly<Record<string, string> & { HF_ENDPOINT: string; HF_ROUTER_ENDPOINT: string }>;
  /** The host no longer serves the model. */
  removeHost(model: string, host: string): void;
  /** The host no longer serves anything. Answers how many models it served. */
  closeHost(host: string): number;
  /** A host that was closed serves again what it served then. */
  reopenHost(host: string): void;
  /** The model is deleted from the Hub. */
  removeModel(model: string): void;
  setFacts(model: string, facts: Partial<HubRecord>): void;
  setRecords(records: readonly HubRecord[]): void;
  /**
   * From now on the model answers this share (0 to 1) of the known questions rightly, whoever serves it; with a host, on
   * that host alone. Null: as many as at first.
   */
  setQuality: Minds["setQuality"];
  /** From now on all that the model writes in chats begins with its thoughts, between tags; or no more. */
  setThinking: Minds["setThinking"];
  /** Resolves as soon as both servers are closed; requests that still hang are cut off. */
  stop(): Promise<void>;
}

/** Nobody listens there, so that a world without Ollama does not meet the machine's own. */
const nowhere = { OLLAMA_HOST: "http://127.0.0.1:9" };

const emptyFacts = { leaderboards: {}, qualityOf: () => 1 };

interface Server {
  stop(): Promise<void>;
}

/** Starts servers one after another; where one cannot start, those before it are closed again. */
async function startAll<Servers extends Record<string, Server | null>>(
  starters: {
    [Name in keyof Servers]: () => Promise<Servers[Name]>;
  },
): Promise<Servers & { stopAll(): Promise<void> }> {
  const started: Partial<Servers> = {};
  const stopAll = async () => {
    await Promise.all(Object.values(started).map((server) => server?.stop()));
  };
  try {
    for (const name of Object.keys(starters) as (keyof Servers)[]) started[name] = await starters[name]();
  } catch (error) {
    await stopAll();
    throw error;
  }
  return { ...(started as Servers), stopAll };
}

/** Starts the servers. @throws Error where a wanted port is taken. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const now = options.now ?? Date.now;
  const token = options.token ?? "hf_demo";
  const isDemo = options.records === undefined && options.source === undefined;
  const facts = isDemo ? loadDemoFacts(now()) : { ...emptyFacts, records: options.records ?? [] };
  const store = createRecordStore(facts.records);
  const source = options.source ?? store;
  const leaderboards = options.leaderboards ?? facts.leaderboards;
  const latencyMs = options.latencyMs ?? 0;
  const minds = createMinds({
    answers: options.knownAnswers ?? loadKnownAnswers(),
    qualityOf: options.qualityOf ?? facts.qualityOf,
  });
  const servers = await startAll({
    hub: () =>
      startUpstream({
        answer: createHub({ source, leaderboards, token, now, ...(options.quota && { quota: options.quota }) }),
        now,
        latencyMs,
        port: options.ports?.hub ?? 0,
      }),
    router: () =>
      startUpstream({
        ...createRouter({ source, minds, token, tokensPerSecond: options.tokensPerSecond ?? null }),
        latencyMs,
        port: options.ports?.router ?? 0,
      }),
    ollama: async () => (options.hasOllama ? await startOllama({ latencyMs, minds }) : null),
    replicate: async () => (options.hasReplicate ? await startReplicate({ latencyMs, now, minds }) : null),
  });
  const { hub, router, ollama, replicate } = servers;
  return {
    hub: hub.standIn,
    router: router.standIn,
    ollama,
    replicate,
    token,
    environment: {
      HF_ENDPOINT: hub.standIn.url,
      HF_ROUTER_ENDPOINT: router.standIn.url,
      ...(ollama?.environment ?? nowhere),
      ...replicate?.environment,
    },
    removeHost: store.removeHost,
    closeHost: store.closeHost,
    reopenHost: store.reopenHost,
    removeModel: store.remove,
    setFacts: store.setFacts,
    setRecords: store.setRecords,
    setQuality: minds.setQuality,
    setThinking: minds.setThinking,
    stop: servers.stopAll,
  };
}
