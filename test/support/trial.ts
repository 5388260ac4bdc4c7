import type { Trial } from "../../src/domain/watch.ts";
import { testNow } from "./candidates.ts";
import { choiceOf } from "./plans.ts";

/** A trial of conversation that has just begun, unless the test says otherwise. */
export function trialOf(facts: Partial<Trial> = {}): Trial {
  const { score: _score, origin: _origin, verifiedAt: _verifiedAt, ...incumbent } = choiceOf("a/first");
  return {
    task: "conversational",
    since: testNow,
    challenger: choiceOf("n/new", { score: null }),
    incumbent,
    record: { good: 950, bad: 50 },
    share: 0.1,
    method: "fixed",
    trigger: "telegram:1",
    ...facts,
  };
}
