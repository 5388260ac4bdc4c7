import { v7 as uuid } from "uuid";
import type { UsageRecord } from "../../src/domain/usage.ts";
import { testNow } from "./candidates.ts";

/** A chat call that was answered, unless the test says otherwise. */
export function usageWith(facts: Partial<UsageRecord> = {}): UsageRecord {
  const at = facts.at ?? testNow;
  return {
    id: uuid({ msecs: at }),
    at,
    request: "request-1",
    attempt: 1,
    role: "primary",
    task: "conversational",
    route: { provider: "huggingface", model: "maker/model", version: null, host: "novita", interface: "chat" },
    revision: 1,
    chat: "telegram:1",
    person: "telegram:2",
    outcome: "answered",
    error: null,
    firstTokenMs: 300,
    durationMs: 1_000,
    inputTokens: 100,
    outputTokens: 200,
    inputPrice: 100_000,
    outputPrice: 400_000,
    inputCost: 10_000,
    outputCost: 80_000,
    ownKey: false,
    ...facts,
  };
}
