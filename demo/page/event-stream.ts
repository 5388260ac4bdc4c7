import type { ServerResponse } from "node:http";
import { safeHeaders } from "./answers.ts";

/** Server-sent events to every open page. */
export interface EventStream {
  /** The page is told everything first, so that a reload or a lost connection misses nothing. */
  join(response: ServerResponse, first: { event: string; data: unknown }): void;
  tell(event: string, data: unknown): void;
  stop(): void;
}

export function createEventStream(): EventStream {
  const pages = new Set<ServerResponse>();
  return {
    join(response, { event, data }) {
      response.writeHead(200, { ...safeHeaders, "content-type": "text/event-stream; charset=utf-8" });
      // A page that has lost the demo asks again after a second.
      response.write("retry: 1000\n\n");
      response.write(lineOf(event, data));
      pages.add(response);
      response.once("close", () => pages.delete(response));
    },
    tell(event, data) {
      const line = lineOf(event, data);
      for (const page of pages) page.write(line);
    },
    stop() {
      for (const page of pages) page.end();
      pages.clear();
    },
  };
}

/** JSON has no line breaks of its own, so one data line is enough. */
function lineOf(event: string, data: unknown): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
