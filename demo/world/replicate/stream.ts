import type { ServerResponse } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";
import { finish, type Run } from "./runs.ts";

interface StreamEvent {
  event: string;
  data: string;
}

/** An event with its name and id; each line of the data stands by itself. */
function write(response: ServerResponse, { event, data }: StreamEvent, id: number): void {
  const lines = data.split("\n").map((line) => `data: ${line}\n`);
  response.write(`event: ${event}\nid: 1690212292:${id}\n${lines.join("")}\n`);
}

function eventsOf(run: Run): StreamEvent[] {
  const { product, fault } = run;
  if (fault?.kind === "run-fails") return [{ event: "done", data: JSON.stringify({ reason: "error" }) }];
  if (fault?.kind === "run-ends") return [{ event: "done", data: JSON.stringify({ reason: "canceled" }) }];
  const pieces = product.kind === "text" && fault?.kind !== "run-empty" ? product.pieces : [];
  const output = pieces.map((data) => ({ event: "output", data }));
  if (fault?.kind === "stream-error") {
    return [...output.slice(0, fault.after), { event: "error", data: JSON.stringify({ detail: fault.detail }) }];
  }
  return [...output, { event: "done", data: "{}" }];
}

/** Sends a run's words one a turn of the event loop, until the reader goes away; the run ends with them. */
export async function streamRun(run: Run, response: ServerResponse): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.flushHeaders();
  run.status = run.status === "starting" ? "processing" : run.status;
  if (run.fault?.kind === "run-hangs") return;
  const stop = run.fault?.kind === "stream-stops" ? run.fault : null;
  const events = eventsOf(run);
  for (const [index, event] of events.slice(0, stop?.after ?? events.length).entries()) {
    if (response.destroyed) return;
    if (run.fault?.kind === "stream-comments") response.write(": hi\n\n");
    if (event.event !== "output") finish(run);
    write(response, event, index);
    await nextTurn();
  }
  if (stop?.ending === "hang") return;
  if (stop?.ending === "cut") response.destroy();
  else response.end();
}
