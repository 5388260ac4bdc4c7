import type { IncomingMessage } from "node:http";
import type { Clock } from "../shared/clock.ts";

/**
 * A request's body as text, or null where it is larger than `limitBytes`; then no more of it is read here. Rejects where
 * the caller goes away before its end.
 *
 * It is read from Node's own message: a web `Request` would put two streams around it, at several times the cost of the
 * rest of a small request. (Hono's own limiter needs Node's `Request` to be replaced for the whole program.)
 */
export function readBody(incoming: IncomingMessage, limitBytes: number): Promise<string | null> {
  if (Number(incoming.headers["content-length"] ?? 0) > limitBytes) return Promise.resolve(null);
  const { promise, resolve, reject } = Promise.withResolvers<string | null>();
  const chunks: Buffer[] = [];
  let size = 0;

  function take(chunk: Buffer): void {
    size += chunk.byteLength;
    chunks.push(chunk);
    // Bodies of unknown length are counted as they come; a length that was told is held to by Node.
    if (size <= limitBytes) return;
    incoming.off("data", take).pause();
    resolve(null);
  }

  incoming.on("data", take);
  incoming.once("end", () => {
    const [only = Buffer.alloc(0)] = chunks;
    resolve((chunks.length < 2 ? only : Buffer.concat(chunks, size)).toString("utf8"));
  });
  incoming.once("error", reject);
  incoming.once("close", () => reject(new Error("The caller went away before the end of the body.")));
  return promise;
}

const discardMs = 500;

/**
 * Lets a caller who still sends read the answer to it: for half a second the rest is received and kept nowhere, and then
 * the connection is cut. Without this a caller learns only that it was cut off.
 */
export function discardRest(incoming: IncomingMessage, clock: Clock): void {
  if (incoming.readableEnded || incoming.destroyed) return;
  const callOff = clock.after(discardMs, () => incoming.destroy());
  incoming.once("end", callOff).once("close", callOff).resume();
}
