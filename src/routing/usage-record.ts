import type { CallUsage } from "../domain/answer.ts";
import { type CallOutcome, costOf, type UsageRecord } from "../domain/usage.ts";
import type { SelectedRoute } from "./select.ts";

/** The request that an attempt belongs to, as the record keeps it. */
export type RequestFacts = Pick<UsageRecord, "request" | "task" | "revision" | "chat" | "person">;

export interface AttemptFacts {
  /** A UUID of version 7. */
  id: string;
  /** 1 for the first. */
  attempt: number;
  selected: SelectedRoute;
  isProbe: boolean;
  /** Milliseconds since the epoch. */
  startedAt: number;
  endedAt: number;
  firstTokenAt: number | null;
  outcome: CallOutcome;
  error: string | null;
  usage: CallUsage;
}

/** Takes what is known of each attempt. */
export interface AttemptLog {
  /**
   * `estimatedCost` (USD nanos) is what the attempt may have cost besides the costs of its record; null where nothing is to
   * be added. It stands beside the record, for an estimate must not pass for a count where calls are looked at or learnt from.
   */
  record(usage: UsageRecord, estimatedCost: number | null): void;
}

/** An attempt as the store keeps it, with the prices of this moment. What is unknown is null. */
export function toUsageRecord(request: RequestFacts, facts: AttemptFacts): UsageRecord {
  const { selected, usage, startedAt, firstTokenAt } = facts;
  const inputPrice = selected.facts?.inputPrice ?? null;
  const outputPrice = selected.facts?.outputPrice ?? null;
  const { costUsdNanos } = usage;
  return {
    id: facts.id,
    at: startedAt,
    request: request.request,
    attempt: facts.attempt,
    role: facts.isProbe ? "probe" : selected.role,
    task: request.task,
    route: selected.route,
    revision: request.revision,
    chat: request.chat,
    person: request.person,
    outcome: facts.outcome,
    error: facts.error,
    firstTokenMs: firstTokenAt === null ? null : firstTokenAt - startedAt,
    durationMs: facts.endedAt - startedAt,
    inputTokens: usage.inputTokens,
    outputTokens: usage.outputTokens,
    inputPrice,
    outputPrice,
    // A sum for all is put under the output; the input then costs nothing on top.
    inputCost: costUsdNanos === null ? costOf(usage.inputTokens, inputPrice) : 0,
    outputCost: costUsdNanos ?? costOf(usage.outputTokens, outputPrice),
    ownKey: selected.provider.usesOwnKey,
  };
}
