import type { ServerResponse } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";

/** What befalls a stream of events on its way. */
export interface Course {
  /** Comment lines, which a reader has to pass over, between the events. */
  comments?: boolean;
  /** So many events are sent, and then it ends, is cut off, or stands still for ever. */
  stop?: { after: number; ending: "end" | "cut" | "hang" };
}

/** One event as it is written: as a server-sent event, or as a line of JSON alone. */
export type EventForm = (event: unknown) => string;

const asText = (event: unknown) => (typeof event === "string" ? event : JSON.stringify(event));
export const serverSent: EventForm = (event) => `data: ${asText(event)}\n\n`;
export const jsonLine: EventForm = (event) => `${asText(event)}\n`;

/** Writes the events one a turn of the event loop, so that they go out in small pieces, until the reader goes away. */
export async function writeEvents(
  response: ServerResponse,
  events: readonly unknown[],
  { comments, stop }: Course,
  form: EventForm = serverSent,
): Promise<void> {
  // The head goes out by itself: a reader learns that the answer has begun before its first event.
  response.flushHeaders();
  for (const event of stop ? events.slice(0, stop.after) : events) {
    if (response.destroyed) return;
    if (comments) response.write(": keep-alive\n\n");
    response.write(form(event));
    await nextTurn();
  }
  if (response.destroyed || stop?.ending === "hang") return;
  if (stop?.ending === "cut") response.destroy();
  else response.end();
}
