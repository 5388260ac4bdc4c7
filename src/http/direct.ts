import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { UserFacingError } from "../domain/errors.ts";
import type { Clock } from "../shared/clock.ts";
import { messageOf } from "../shared/file-fault.ts";
import { endWith, type Outflow } from "./outflow.ts";
import type { AnsweredRequest, Route } from "./route.ts";

/**
 * An address that answers with Node's own request and response, ahead of Hono. Web requests and responses with their
 * headers, streams and signals double the processor time of a small answer, so this is for what programs call all day.
 */
export interface DirectRoute {
  method: "POST";
  /** Begins with a slash; no pattern. */
  path: string;
  /**
   * Resolves when the answer is over. Whatever goes wrong is its own to tell. The signal is aborted when the caller goes
   * away before the end of its answer, or with a `ServerStoppingError`, of which the caller is to be told.
   */
  answer(incoming: IncomingMessage, outgoing: ServerResponse, signal: AbortSignal): Promise<void>;
}

/** An address of the HTTP surface, however it is answered. */
export type AnyRoute = Route | DirectRoute;

export interface DirectRoutesOptions {
  /** Of these, the direct ones are answered. */
  routes: readonly AnyRoute[];
  /** Takes all other requests. */
  otherwise: RequestListener;
  clock: Clock;
  logger: { warn(message: string): void };
  observe?: ((request: AnsweredRequest) => void) | undefined;
}

/** Headers that every answer bears. */
export const commonHeaders = { "x-content-type-options": "nosniff", "cache-control": "no-store" } as const;

/** nginx's word for a caller who went away before the answer began: it is only counted, and sent to nobody. */
const statusOfTheGone = 499;

const origin = /^https?:\/\/[^/?]*/i;

/** Some callers, and those behind a proxy, name the whole address (RFC 9112, section 3.2.2). */
function pathOf(url: string): string {
  const local = url.startsWith("/") ? url : url.replace(origin, "");
  const query = local.indexOf("?");
  return query === -1 ? local : local.slice(0, query);
}

export function isDirect(route: AnyRoute): route is DirectRoute {
  return "answer" in route;
}

/** The server will not wait for the end of an answer. */
export class ServerStoppingError extends UserFacingError {
  override name = "ServerStoppingError";
}

export interface DirectAnswers {
  listener: RequestListener;
  /** Ends the answers under way. Their callers are told that they are not whole, and why. */
  breakOff(): void;
  /**
   * Resolves when none is under way. One whose caller was cut off still has its call to end and to record, for which the
   * database has to be open.
   */
  ended(): Promise<void>;
}

/** Aborts when the caller goes away before the end of its answer. */
function followCaller(outgoing: ServerResponse): AbortController {
  const controller = new AbortController();
  outgoing.once("close", () => {
    if (!outgoing.writableFinished) controller.abort(new Error("The caller went away."));
  });
  return controller;
}

/** Answers the direct routes, and hands all other requests on. */
export function answerDirectly(options: DirectRoutesOptions): DirectAnswers {
  const { otherwise, clock, logger, observe } = options;
  const routes = new Map(options.routes.filter(isDirect).map((route) => [`${route.method} ${route.path}`, route]));
  const underWay = new Map<Promise<void>, AbortController>();

  async function answer(
    route: DirectRoute,
    { incoming, outgoing, signal }: { incoming: IncomingMessage; outgoing: ServerResponse; signal: AbortSignal },
  ): Promise<void> {
    const began = clock.now();
    try {
      await route.answer(incoming, outgoing, signal);
    } catch (error) {
      logger.warn(`${route.method} ${route.path} failed: ${messageOf(error)}`);
      outgoing.destroy();
    }
    const status = outgoing.headersSent ? outgoing.statusCode : statusOfTheGone;
    observe?.({ route: route.path, status, ms: clock.now() - began });
  }

  return {
    listener(incoming, outgoing) {
      const route = routes.get(`${incoming.method} ${pathOf(incoming.url ?? "")}`);
      if (route === undefined) {
        otherwise(incoming, outgoing);
        return;
      }
      const caller = followCaller(outgoing);
      const call = { incoming, outgoing, signal: caller.signal };
      const answering = answer(route, call).finally(() => underWay.delete(answering));
      underWay.set(answering, caller);
    },
    breakOff() {
      const error = new ServerStoppingError("The server is being stopped and cannot wait for the end. Ask again soon.");
      for (const caller of underWay.values()) caller.abort(error);
    },
    async ended() {
      await Promise.all(underWay.keys());
    },
  };
}

/** Sends JSON. Nothing happens where the caller is gone; one who does not read is cut off in the end. */
export function sendJson(
  outflow: Outflow,
  { status, headers, body }: { status: number; headers: Readonly<Record<string, string>>; body: unknown },
): void {
  const { outgoing } = outflow;
  if (outgoing.destroyed) return;
  const text = JSON.stringify(body);
  outgoing.writeHead(status, {
    ...commonHeaders,
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
    ...headers,
  });
  endWith(outflow, text);
}
