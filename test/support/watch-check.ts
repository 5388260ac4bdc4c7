import type { WatchCheck } from "../../src/domain/watch.ts";
import { testNow } from "./candidates.ts";

/** A look that found a route up, unless the test says otherwise. */
export function checkWith(facts: Partial<WatchCheck> = {}): WatchCheck {
  return {
    at: testNow,
    kind: "availability",
    task: null,
    route: { provider: "huggingface", model: "maker/model", version: null, host: "novita", interface: "chat" },
    outcome: "up",
    reason: null,
    calls: 1,
    firstTokenMs: 400,
    tokensPerSecond: null,
    inputTokens: null,
    asked: null,
    right: null,
    costUsdNanos: 500,
    ...facts,
  };
}
