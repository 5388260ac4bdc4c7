import type { CallUsage } from "../domain/answer.ts";
import type { RouteInput } from "../domain/input.ts";
import { type CallOutcome, costOf } from "../domain/usage.ts";
import { charactersOf, tokensOf } from "./request-needs.ts";
import type { SelectedRoute } from "./select.ts";

export interface UncountedFacts {
  selected: SelectedRoute;
  usage: CallUsage;
  outcome: CallOutcome;
  /** What was sent; null where the provider threw at once. */
  input: RouteInput | null;
  hasBegun: boolean;
  /** Characters of text, reasoning and calls of tools that have come. */
  written: number;
}

/** A host works on these until it notices that nobody waits any more. */
const served: ReadonlySet<CallOutcome> = new Set(["answered", "cancelled", "timeout"]);

/**
 * About what an attempt has cost, in USD nanos, as far as its host has not said: hosts tell the tokens at the end, which a
 * stopped answer never sees. By the length of what was sent and what came, at the route's prices, and rather too low, for
 * pictures and recordings are left out. Null where all is known, nothing was served, or there is no price.
 */
export function estimatedCostOf({ selected, usage, outcome, input, hasBegun, written }: UncountedFacts): number | null {
  const { inputTokens, outputTokens, costUsdNanos } = usage;
  if (costUsdNanos !== null || (inputTokens !== null && outputTokens !== null)) return null;
  if (input === null || !(hasBegun || served.has(outcome))) return null;
  const { inputPrice = null, outputPrice = null } = selected.facts ?? {};
  const asked = inputTokens === null ? costOf(tokensOf(charactersOf(input)), inputPrice) : null;
  const answered = outputTokens === null ? costOf(tokensOf(written), outputPrice) : null;
  return asked === null && answered === null ? null : (asked ?? 0) + (answered ?? 0);
}
