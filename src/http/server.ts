import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { UserFacingError } from "../domain/errors.ts";
import type { Clock } from "../shared/clock.ts";
import { messageOf } from "../shared/file-fault.ts";
import { errorCode } from "../shared/file-system.ts";
import { type ApplicationOptions, createApplication } from "./application.ts";
import { type Connections, followConnections } from "./connections.ts";
import { answerDirectly, type DirectAnswers } from "./direct.ts";

export interface HttpServerOptions extends ApplicationOptions {
  /** Port 0 stands for any free one. */
  settings: { host: string; port: number };
  /** A caller who sends slowly holds a connection for so many milliseconds at most; 30,000 unless given. */
  requestTimeoutMs?: number;
}

export interface HttpServer {
  /** Resolves when requests are taken. Rejects with a `UserFacingError` where the address cannot be had. */
  start(): Promise<{ url: string }>;
  /** Takes no more requests, lets those under way end for at most five seconds, and resolves when all is closed and done with. */
  stop(): Promise<void>;
}

const patienceMs = 5_000;
/** What is told then has this long to reach its caller. */
const lastWordMs = 500;
const defaultRequestTimeoutMs = 30_000;
/** How often it is looked who is too slow, as a part of the time that each has. */
const requestTimeoutChecks = 10;

function startError(error: unknown, { host, port }: HttpServerOptions["settings"]): UserFacingError {
  const code = errorCode(error);
  const sentences: Readonly<Record<string, string>> = {
    EADDRINUSE: `Another program listens on port ${port} of ${host} already. Set HTTP_PORT to a free one.`,
    EACCES: `This user may not listen on port ${port}. Set HTTP_PORT to one from 1024 to 65535.`,
    EADDRNOTAVAIL: `${host} is no address of this machine. Set HTTP_HOST to one that is, such as 127.0.0.1.`,
    ENOTFOUND: `The name ${host} is not known here. Set HTTP_HOST to an address of this machine, such as 127.0.0.1.`,
  };
  const sentence = sentences[code ?? ""] ?? `HTTP_PORT ${port} cannot be listened on: ${messageOf(error)}.`;
  return new UserFacingError(sentence, { cause: error });
}

function urlOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === "object" ? address?.port : address;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

interface Closing {
  server: Server;
  connections: Connections;
  direct: DirectAnswers;
  clock: Clock;
}

/** Resolves when nothing is open any more; what is under way when the time is up is broken off, and then cut off. */
async function closeServer({ server, connections, direct, clock }: Closing): Promise<void> {
  const closed = once(server, "close");
  server.close();
  connections.drain();
  clock.deadline(patienceMs - lastWordMs).addEventListener("abort", () => {
    direct.breakOff();
    clock.deadline(lastWordMs).addEventListener("abort", () => server.closeAllConnections());
  });
  await closed;
}

/** The HTTP surface: an address, and routes that know nothing of one another. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { settings, clock, logger, requestTimeoutMs: requestTimeout = defaultRequestTimeoutMs } = options;
  const { host, port } = settings;
  const { fetch } = createApplication(options);
  // The rest of the program keeps Node's own Request and Response.
  const otherwise = getRequestListener(fetch, { overrideGlobalObjects: false });
  const direct = answerDirectly({ ...options, otherwise });
  const timeouts = {
    requestTimeout,
    headersTimeout: requestTimeout,
    connectionsCheckingInterval: requestTimeout / requestTimeoutChecks,
  };
  const server = createServer(timeouts, direct.listener);
  const connections = followConnections(server);
  let stopping: Promise<void> | null = null;

  return {
    async start() {
      try {
        server.listen(port, host);
        await once(server, "listening");
      } catch (error) {
        throw startError(error, settings);
      }
      server.on("error", (error) => logger.warn(`The HTTP server had a fault: ${messageOf(error)}`));
      return { url: urlOf(server, host) };
    },
    async stop() {
      if (server.listening) stopping ??= closeServer({ server, connections, direct, clock }).then(direct.ended);
      await stopping;
    },
  };
}
