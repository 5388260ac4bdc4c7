import { once } from "node:events";
import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { createMinds, type Minds } from "../knowledge/minds.ts";
import { isRunFault, type ReplicateFault, type RequestFault } from "./fault.ts";
import type { DemoModel } from "./model.ts";
import { demoModels } from "./models.ts";
import type { Run, RunStatus } from "./runs.ts";
import { createReplicateServer } from "./server.ts";
import { createState } from "./state.ts";

export interface ReplicateOptions {
  /** Default: a handful of models. */
  models?: readonly DemoModel[];
  /** What its models know; default: nothing. */
  minds?: Minds;
  /** The only access token that it knows; default "r8_demo". */
  token?: string;
  /** 0, the default, for any free one. */
  port?: number;
  /** Milliseconds before each answer; default 0. */
  latencyMs?: number;
  /** Milliseconds since the epoch; default: the machine's clock. */
  now?: () => number;
  /** Models on one page of the list of all; default 25, as there. */
  pageSize?: number;
}

export interface ReceivedRequest {
  method: string;
  /** Path and query, as they came. */
  url: string;
  headers: IncomingHttpHeaders;
}

/** A run as a test sees it. */
export interface RecordedRun {
  id: string;
  model: string;
  status: RunStatus;
  input: Readonly<Record<string, unknown>>;
  cancelAfter: string | null;
}

/** Replicate on loopback, and how to make it misbehave. */
export interface ReplicateStandIn {
  /** Without `/v1`, and without a slash at the end. */
  url: string;
  token: string;
  /** What a program needs in its environment to use it. */
  environment: { REPLICATE_BASE_URL: string; REPLICATE_API_TOKEN: string };
  /** All requests so far, oldest first, those that went wrong included. */
  requests: ReceivedRequest[];
  /** All runs so far, oldest first. */
  runs(): RecordedRun[];
  /** From now on this goes wrong. What comes back lifts it again; an answer that was held back then goes out. */
  fail(fault: ReplicateFault): () => void;
  /** All is well again. Requests that hang stay so. */
  heal(): void;
  /** The model is deleted. */
  removeModel(id: string): void;
  setModels(models: readonly DemoModel[]): void;
  /** Requests that still hang are cut off. */
  stop(): Promise<void>;
}

function recordOf({ id, model, status, input, cancelAfter }: Run): RecordedRun {
  return { id, model: model.id, status, input, cancelAfter };
}

/** Listens on 127.0.0.1. @throws Error where the port is taken. */
export async function startReplicate(options: ReplicateOptions = {}): Promise<ReplicateStandIn> {
  const { token = "r8_demo", now = Date.now, pageSize = 25, latencyMs = 0, models = demoModels } = options;
  const { minds = createMinds({ answers: [] }) } = options;
  const state = createState({ token, now, pageSize, models: [...models], minds });
  const requests: ReceivedRequest[] = [];
  const held = new Map<RequestFault, PromiseWithResolvers<void>>();
  const server = createReplicateServer({
    state,
    latencyMs,
    onRequest: (request) => void requests.push(request),
    lifted: async (fault) => held.get(fault)?.promise,
  });
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function fail(fault: ReplicateFault): () => void {
    if (isRunFault(fault)) return state.runFaults.add(fault);
    const wait = Promise.withResolvers<void>();
    held.set(fault, wait);
    const lift = state.requestFaults.add(fault);
    return () => {
      lift();
      wait.resolve();
    };
  }

  return {
    url,
    token,
    environment: { REPLICATE_BASE_URL: `${url}/v1`, REPLICATE_API_TOKEN: token },
    requests,
    runs: () => [...state.runs.values()].map(recordOf),
    fail,
    heal() {
      state.requestFaults.clear();
      state.runFaults.clear();
    },
    removeModel(id) {
      state.models = state.models.filter((model) => model.id !== id);
    },
    setModels(changed) {
      state.models = [...changed];
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
