import { describeTrigger } from "../domain/history.ts";
import type { PipelineDependencies } from "./dependencies.ts";

/**
 * How a revision came to be, for one who is too late: " (update by the schedule at 2026-11-21T03:00:04.000Z)"; empty
 * where the history does not say.
 */
export async function describeMaking(
  revision: number,
  { history }: Pick<PipelineDependencies, "history">,
): Promise<string> {
  const made = (await history.list()).find((entry) => entry.outcome === "applied" && entry.revision === revision);
  return made ? ` (${made.kind} ${describeTrigger(made.trigger)} at ${made.at})` : "";
}
