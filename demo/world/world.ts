import { loadDemoFacts } from "../facts/records.ts";
import { createHub } from "./hub.ts";
import type { HubRecord, Leaderboards } from "./hub-record.ts";
import { createRecordStore, type RecordSource } from "./record-store.ts";
import { createRouter } from "./router.ts";
import { startUpstream, type UpstreamStandIn } from "./upstream-stand-in.ts";

export interface WorldOptions {
  /** The models of this world; default: the demo's table. */
  records?: readonly HubRecord[];
  /** Makes the models on the fly instead (see `createSyntheticSource`). Such a world cannot be changed. */
  source?: RecordSource;
  /** Rows by official benchmark; default: the demo's table, or none where `records` or `source` is given. */
  leaderboards?: Leaderboards;
  /** Milliseconds before each answer; default 0. */
  latencyMs?: number;
  /** Milliseconds since the epoch; the demo's models have their ages at this time. Default: the machine's clock. */
  now?: () => number;
  /** The only access token that this world knows; default "hf_demo". */
  token?: string;
  /** Requests per five minutes after which the Hub answers 429. Default: announced as documented, never refused. */
  quota?: number;
  /** Ports to listen on; default: any free one. */
  ports?: { hub?: number; router?: number };
}

/** A miniature internet on loopback: a Hub and an inference router that tell of the same models. */
export interface World {
  hub: UpstreamStandIn;
  router: UpstreamStandIn;
  token: string;
  /** What a program needs in its environment to live in this world. */
  environment: { HF_ENDPOINT: string; HF_ROUTER_ENDPOINT: string };
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
  /** Resolves as soon as both servers are closed; requests that still hang are cut off. */
  stop(): Promise<void>;
}

/** Starts both servers. @throws Error where a wanted port is taken. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const now = options.now ?? Date.now;
  const token = options.token ?? "hf_demo";
  const isDemo = options.records === undefined && options.source === undefined;
  const facts = isDemo ? loadDemoFacts(now()) : { records: options.records ?? [], leaderboards: {} };
  const store = createRecordStore(facts.records);
  const source = options.source ?? store;
  const leaderboards = options.leaderboards ?? facts.leaderboards;
  const latencyMs = options.latencyMs ?? 0;
  const hub = await startUpstream({
    answer: createHub({ source, leaderboards, token, now, ...(options.quota && { quota: options.quota }) }),
    latencyMs,
    port: options.ports?.hub ?? 0,
  });
  const router = await startUpstream({
    answer: createRouter({ source, token }),
    latencyMs,
    port: options.ports?.router ?? 0,
  }).catch(async (error: unknown) => {
    await hub.stop();
    throw error;
  });
  return {
    hub: hub.standIn,
    router: router.standIn,
    token,
    environment: { HF_ENDPOINT: hub.standIn.url, HF_ROUTER_ENDPOINT: router.standIn.url },
    removeHost: store.removeHost,
    closeHost: store.closeHost,
    reopenHost: store.reopenHost,
    removeModel: store.remove,
    setFacts: store.setFacts,
    setRecords: store.setRecords,
    stop: async () => {
      await Promise.all([hub.stop(), router.stop()]);
    },
  };
}
