import type { Verdict } from "../../src/domain/verification.ts";
import { testNow } from "./candidates.ts";

/** What a route has proved: that it answers, unless the test says otherwise. */
export function verdictWith(facts: Partial<Verdict> = {}): Verdict {
  return {
    task: "conversational",
    route: { provider: "huggingface", model: "maker/model", version: null, host: "novita", interface: "chat" },
    at: testNow,
    outcome: "passed",
    reason: "answered rightly",
    graded: null,
    calls: 1,
    firstTokenMs: 400,
    tokensPerSecond: 80,
    costUsdNanos: 12_000,
    ...facts,
  };
}
