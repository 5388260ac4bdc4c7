import type { ServerResponse } from "node:http";
import type { Clock } from "../shared/clock.ts";

/** A caller who reads nothing for so long is cut off: it holds an answer, or a model that gives one, and a connection. */
const longestStallMs = 60_000;

/** Bytes that are sent at once: after each such piece it shows whether the caller reads on. */
export const pieceBytes = 64 * 1_024;

/** An answer on its way to a caller, who may read slowly. */
export interface Outflow {
  outgoing: ServerResponse;
  clock: Clock;
}

/** Resolves when there is room for more, or nobody to read it. */
export function room({ outgoing, clock }: Outflow): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = () => resolve();
  const callOff = clock.after(longestStallMs, () => outgoing.destroy());
  outgoing.once("drain", end).once("close", end);
  return promise.finally(() => {
    callOff();
    outgoing.off("drain", end).off("close", end);
  });
}

/** Sends a text piece by piece, as it is read. Resolves when there is room for more, or nobody to read it. */
export async function sendLong(outflow: Outflow, text: string): Promise<void> {
  const { outgoing } = outflow;
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.byteLength && !outgoing.destroyed; at += pieceBytes) {
    outgoing.write(bytes.subarray(at, at + pieceBytes));
    if (outgoing.writableNeedDrain) await room(outflow);
  }
}

/** Sends the last text of an answer, and ends it. Who does not read it is cut off, and nobody waits here for that. */
export function endWith(outflow: Outflow, text: string): void {
  const { outgoing, clock } = outflow;
  if (text.length > pieceBytes) {
    void sendLong(outflow, text).then(() => endWith(outflow, ""));
    return;
  }
  if (outgoing.destroyed) return;
  outgoing.end(text);
  // Nearly always the system has taken all of it by now, and then there is nothing to watch.
  if (outgoing.writableLength === 0) return;
  outgoing.once(
    "close",
    clock.after(longestStallMs, () => outgoing.destroy()),
  );
}
