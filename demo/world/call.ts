import type { ServerResponse } from "node:http";

/** Which model a request calls. `host` is null where the server has no choice of hosts. */
export interface CallTarget {
  model: string;
  host: string | null;
}

/**
 * One call of a model. `failed`: it was refused, or a fault spoilt it. `cancelled`: the caller went away before the end.
 */
export interface ModelCall extends CallTarget {
  path: string;
  outcome: "running" | "answered" | "failed" | "cancelled";
}

/** Follows a call to its end. */
export function followCall(call: ModelCall, response: ServerResponse): void {
  response.once("close", () => {
    if (call.outcome !== "running") return;
    if (!response.writableFinished) call.outcome = "cancelled";
    else call.outcome = response.statusCode < 400 ? "answered" : "failed";
  });
}
