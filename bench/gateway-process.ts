import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { runNode } from "./child.ts";

/** The stand-in for a server of models. */
export interface Upstream {
  /** Ends in /v1. */
  baseUrl: string;
  model: string;
}

/** A server that takes chat completions, and what a request to it needs. */
export interface Gateway {
  origin: string;
  headers: Readonly<Record<string, string>>;
  model: string;
  stop(): Promise<void>;
}

const program = join(import.meta.dirname, "..", "src", "bin", "modelvane.ts");
const portkey = join(import.meta.dirname, "node_modules", "@portkey-ai", "gateway", "build", "start-server.js");
const token = "token-of-the-bench";
const longestStartMs = 30_000;

/** Starts Node with these words, and waits until it answers whatever. @throws Error where it does not, with what it said. */
async function startServer(
  words: readonly string[],
  { origin, environment }: { origin: string; environment: Readonly<Record<string, string>> },
): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, words, {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-2_000);
  });
  const ended = once(child, "exit");
  const deadline = AbortSignal.timeout(longestStartMs);
  while (!(await answers(origin))) {
    if (deadline.aborted || child.exitCode !== null)
      throw new Error(`A gateway of the bench does not answer:\n${said}`);
    await delay(50);
  }
  return async () => {
    child.kill("SIGTERM");
    await ended;
  };
}

async function answers(origin: string): Promise<boolean> {
  try {
    await (await fetch(origin)).text();
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

/**
 * A home folder whose configuration has the upstream's model for conversations, with two others behind it; `more` stands
 * in its policy.
 */
export function makeHome({ baseUrl, model }: Upstream, more: Readonly<Record<string, unknown>> = {}): string {
  const home = mkdtempSync(join(tmpdir(), "modelvane-bench-"));
  const since = new Date().toISOString();
  const primary = { provider: "bench", model, interface: "chat", origin: "person" };
  const fallbacks = ["second", "third"].map((name) => ({ ...primary, model: `${model}-${name}` }));
  const conversational = { primary, fallbacks, since, reason: "The bench asks it." };
  const configuration = {
    schemaVersion: "1.0.0",
    revision: 1,
    generatedAt: since,
    tasks: { conversational },
    intents: {},
  };
  const policy = { ...more, providers: { bench: { kind: "openai-compatible", baseUrl } } };
  mkdirSync(join(home, "config"));
  writeFileSync(join(home, "config", "models.json"), JSON.stringify(configuration));
  writeFileSync(join(home, "config", "policy.json"), JSON.stringify(policy));
  return home;
}

/** Starts the product's service, as `npm start` does, with its schedule paused. */
export async function startOurGateway(upstream: Upstream): Promise<Gateway> {
  const home = makeHome(upstream);
  const port = String(await freePort());
  const environment = { MODELVANE_HOME: home, HTTP_TOKEN: token, HTTP_PORT: port };
  const origin = `http://127.0.0.1:${port}`;
  await runNode([program, "pause"], environment);
  const stop = await startServer([program, "run"], { origin, environment });
  return {
    origin,
    headers: { authorization: `Bearer ${token}` },
    model: "task:conversational",
    async stop() {
      await stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Starts @portkey-ai/gateway, as its own start script does. */
export async function startPortkey({ baseUrl, model }: Upstream): Promise<Gateway> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const environment = { NODE_ENV: "production" };
  const stop = await startServer([portkey, `--port=${port}`, "--headless"], { origin, environment });
  const headers = {
    authorization: `Bearer ${token}`,
    "x-portkey-provider": "openai",
    "x-portkey-custom-host": baseUrl,
  };
  return { origin, headers, model, stop };
}

/** The upstream itself, for what a gateway adds. */
export function direct({ baseUrl, model }: Upstream): Gateway {
  return { origin: new URL(baseUrl).origin, headers: {}, model, stop: async () => {} };
}
