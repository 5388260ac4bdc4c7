import type { RouterRequest } from "./request.ts";
import type { RunContext } from "./run.ts";
import type { Selection } from "./select.ts";

/** A request on its way: what was selected for it, and what its attempts share. */
export interface Work {
  request: Pick<RouterRequest, "target" | "ask" | "signal">;
  selection: Selection;
  /** How many routes are tried at most. */
  limit: number;
  context: RunContext;
}
