import type { IncomingMessage, ServerResponse } from "node:http";
import type { Ask, RoutedAnswer, Target } from "../../routing/request.ts";
import { messageOf } from "../../shared/file-fault.ts";
import { discardRest, readBody } from "../body.ts";
import { type DirectRoute, sendJson } from "../direct.ts";
import { errorBody, invalidRequest, type Refusal, RequestRefused, refusalHeaders, refusalOf } from "./refusal.ts";
import { hopsOf, needsOf, requestIdOf } from "./request-headers.ts";
import type { Serving } from "./serving.ts";
import { parseTarget } from "./target.ts";

const largestBodyBytes = 4 * 1_024 * 1_024;

/** A caller's request below /v1, while it is answered. */
export interface Call {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
  /** Aborted when the caller goes away before the end of its answer, or the server stops. */
  signal: AbortSignal;
  requestId: string;
  /** Milliseconds since the epoch. */
  began: number;
}

/** What a call asks of the router. */
export interface Question {
  model: string;
  ask: Ask;
  /** As it is recorded. */
  person: string | null;
}

/** Answers a call, given its body; throws what the caller is to be told. */
export type Work = (call: Call, body: string) => Promise<void>;

function unknownFault(error: unknown, { logger }: Serving): Refusal {
  logger.warn(`A request to /v1 failed: ${messageOf(error)}`);
  return { ...invalidRequest, status: 500, message: "Something went wrong here. The log says what." };
}

/** What to tell the caller of an error; the log is told of a defect. */
export function refusalFor(error: unknown, serving: Serving): Refusal {
  return refusalOf(error, serving.clock.now()) ?? unknownFault(error, serving);
}

/** Whether nobody waits for the answer any more. */
export function isGone({ incoming, outgoing }: Call): boolean {
  return outgoing.destroyed || incoming.socket.destroyed;
}

function sendRefusal({ incoming, outgoing, requestId }: Call, refusal: Refusal, { clock }: Serving): void {
  const headers = { ...refusalHeaders(refusal), "x-request-id": requestId };
  sendJson({ outgoing, clock }, { status: refusal.status, headers, body: errorBody(refusal) });
  discardRest(incoming, clock);
}

async function readWhole({ incoming }: Call): Promise<string> {
  const encoding = incoming.headers["content-encoding"] ?? "identity";
  if (encoding !== "identity") {
    throw new RequestRefused("The body must be sent as it is, and not compressed: leave out Content-Encoding.", {
      status: 415,
      code: "unsupported_encoding",
    });
  }
  const body = await readBody(incoming, largestBodyBytes);
  if (body !== null) return body;
  throw new RequestRefused(`The body is larger than ${largestBodyBytes} bytes.`, {
    status: 413,
    code: "request_too_large",
  });
}

/** A route that lets in who brings the token, reads the body, and turns what its work throws into a refusal. */
export function createPostRoute(path: string, serving: Serving, work: Work): DirectRoute {
  return {
    method: "POST",
    path,
    async answer(incoming, outgoing, signal) {
      const requestId = requestIdOf(incoming.headers);
      const call: Call = { incoming, outgoing, signal, requestId, began: serving.clock.now() };
      try {
        const refusal = serving.checkToken(incoming.headers.authorization);
        if (refusal === null) await work(call, await readWhole(call));
        else sendRefusal(call, refusal, serving);
      } catch (error) {
        if (!isGone(call)) sendRefusal(call, refusalFor(error, serving), serving);
      }
    },
  };
}

/** Hands a question to the router. @throws RequestRefused, UnknownTargetError */
export async function askRouter(
  { model, ask, person }: Question,
  call: Call,
  serving: Serving,
): Promise<{ target: Target; answer: RoutedAnswer }> {
  const target = parseTarget(model, serving);
  const { requestId, signal, incoming } = call;
  const needs = needsOf(incoming.headers);
  const answer = await serving.router.ask({
    target,
    ask,
    needs,
    requestId,
    hops: hopsOf(incoming.headers),
    person,
    signal,
  });
  return { target, answer };
}
