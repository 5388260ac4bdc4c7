import OpenAI from "openai";
import type { Configuration } from "../../src/domain/configuration.ts";
import { createHttpMetrics } from "../../src/http/metrics.ts";
import { programRoutes } from "../../src/http/program-routes.ts";
import { healthz } from "../../src/http/routes/healthz.ts";
import type { Readiness } from "../../src/http/routes/readyz.ts";
import { createHttpServer } from "../../src/http/server.ts";
import { createFakeClock, type FakeClock } from "../support/fake-clock.ts";
import { createFakeRouter, type FakeRouter } from "./fake-router.ts";

export const token = "token-of-the-tests";

const choice = (provider: string, model: string, host: string | null, spoken = "chat") => ({
  provider,
  model,
  version: null,
  host,
  interface: spoken,
  score: 90,
  origin: "update" as const,
  verifiedAt: null,
});

const since = "2026-11-20T03:00:00.000Z";

export const configuration: Configuration = {
  $schema: "./models.schema.json",
  schemaVersion: "1.0.0",
  revision: 7,
  generatedAt: "2026-11-21T03:00:00.000Z",
  tasks: {
    conversational: {
      primary: choice("huggingface", "zai-org/GLM-5", "novita"),
      fallbacks: [choice("ollama", "llama3.2:3b", null)],
      trial: null,
      since,
      reason: "The best.",
    },
    "feature-extraction": {
      primary: choice("huggingface", "BAAI/bge-m3", "hf-inference", "feature-extraction"),
      fallbacks: [choice("huggingface", "zai-org/GLM-5", "novita")],
      trial: null,
      since,
      reason: "The best.",
    },
  },
  intents: {},
};

/** A server for other programs, with a router that does as it is told. */
export interface ProgramServer {
  url: string;
  router: FakeRouter;
  clock: FakeClock;
  warnings: string[];
  /** May be changed while it serves. */
  state: { configuration: Configuration | null; readiness: Readiness };
  /** The official client, which asks once. */
  client: OpenAI;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  stop(): Promise<void>;
}

export async function startProgramServer(
  options: { token?: string | null; requestTimeoutMs?: number } = {},
): Promise<ProgramServer> {
  const clock = createFakeClock();
  const router = createFakeRouter();
  const warnings: string[] = [];
  const logger = { warn: (message: string) => void warnings.push(message) };
  const state: ProgramServer["state"] = { configuration, readiness: { ready: true, reasons: [] } };
  const providerNames = () => new Set(["huggingface", "ollama"]);
  const metrics = createHttpMetrics({ providerNames });
  const routes = programRoutes({
    token: options.token === undefined ? token : options.token,
    router,
    configuration: () => state.configuration,
    ready: async () => state.readiness,
    providerNames,
    clock,
    logger,
    metrics,
  });
  const server = createHttpServer({
    settings: { host: "127.0.0.1", port: 0 },
    routes: [healthz, ...routes],
    clock,
    logger,
    observe: metrics.request,
    ...(options.requestTimeoutMs !== undefined && { requestTimeoutMs: options.requestTimeoutMs }),
  });
  const { url } = await server.start();
  return {
    url,
    router,
    clock,
    warnings,
    state,
    client: new OpenAI({ baseURL: `${url}/v1`, apiKey: token, maxRetries: 0 }),
    post: (path, body, headers = {}) =>
      fetch(url + path, {
        method: "POST",
        body: typeof body === "string" ? body : JSON.stringify(body),
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
      }),
    stop: () => server.stop(),
  };
}

/** The error that a refusal holds, in OpenAI's shape. */
export async function errorIn(response: Response): Promise<Record<"message" | "type" | "param" | "code", string>> {
  return ((await response.json()) as { error: Record<"message" | "type" | "param" | "code", string> }).error;
}
