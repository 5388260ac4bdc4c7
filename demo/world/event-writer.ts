import type { ServerResponse } from "node:http";
import { setTimeout as delay, setImmediate as nextTurn } from "node:timers/promises";

/** What befalls a stream of events on its way. */
export interface Course {
  /** Comment lines, which a reader has to pass over, between the events. */
  comments?: boolean;
  /** So many events are sent, and then it ends, is cut off, or stands still for ever. */
  stop?: { after: number; ending: "end" | "cut" | "hang" };
  /** Milliseconds from one event to the next. */
  intervalMs?: number;
}

/** One event as it is written: as a server-sent event, or as a line of JSON alone. */
export type EventForm = (event: unknown) => string;

const asText = (event: unknown) => (typeof event === "string" ? event : JSON.stringify(event));
export const serverSent: EventForm = (event) => `data: ${asText(event)}\n\n`;
export const jsonLine: EventForm = (event) => `${asText(event)}\n`;

/**
 * Writes the events one a turn of the event loop, or one an interval, so that they go out in small pieces, until the
 * reader goes away.
 */
export async function writeEvents(
  response: ServerResponse,
  events: readonly unknown[],
  { comments, stop, intervalMs = 0 }: Course,
  form: EventForm = serverSent,
): Promise<void> {
  // The head goes out by itself: a reader learns that the answer has begun before its first event.
  response.flushHeaders();
  const pause = pauseBetween(response, intervalMs);
  for (const event of stop ? events.slice(0, stop.after) : events) {
    if (response.destroyed) return;
    if (comments) response.write(": keep-alive\n\n");
    response.write(form(event));
    await pause();
  }
  if (response.destroyed || stop?.ending === "hang") return;
  if (stop?.ending === "cut") response.destroy();
  else response.end();
}

/** Waits until the next event is due, or the reader has gone. What was late once is not late for ever. */
function pauseBetween(response: ServerResponse, intervalMs: number): () => Promise<unknown> {
  if (intervalMs === 0) return nextTurn;
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  let due = performance.now();
  return () => {
    due += intervalMs;
    const waitMs = Math.max(0, due - performance.now());
    return delay(waitMs, undefined, { signal: gone.signal }).catch(() => {});
  };
}
