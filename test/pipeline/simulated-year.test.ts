import { describe, expect, it } from "vitest";
import type { TaskName } from "../../src/domain/task.ts";
import { policyWith } from "../support/candidates.ts";
import type { SimulatedCalls } from "../support/simulated-calls.ts";
import { liveAYear, mostNeedlessInAMonth } from "../support/simulated-year.ts";

const tasks: TaskName[] = ["conversational", "code-generation", "feature-extraction", "automatic-speech-recognition"];
const start = Date.parse("2026-07-01T03:00:00.000Z");

describe("a year in which no model really changes", () => {
  it.each<[string, SimulatedCalls | null]>([
    ["without any calls", null],
    ["with a call to each of the best", { answers: 0.9, questions: null }],
    ["with questions once a week, whose answers chance decides in part", { answers: 0.9, questions: 24 }],
  ])("changes no task's model needlessly more than once a month: %s", (_name, calls) => {
    const policy = policyWith({ verification: { enabled: calls !== null } });
    const changes = liveAYear({ seed: 7, tasks, policy, calls, start, nights: 365 });
    expect(mostNeedlessInAMonth(changes), JSON.stringify(changes, null, 1)).toBeLessThanOrEqual(1);
  });

  it.each([
    ["few, who are content", { answers: 5, success: 0.97, firstTokenMs: 1_000 }],
    ["many, who are content", { answers: 500, success: 0.97, firstTokenMs: 1_000 }],
    [
      "some, who are hard to please, and wait about as long as they like to",
      { answers: 30, success: 0.9, firstTokenMs: 2_000 },
    ],
  ])("changes none for what people's use shows of models that are alike: %s", (_name, people) => {
    const policy = policyWith({ verification: { enabled: false } });
    const changes = liveAYear({ seed: 7, tasks, policy, calls: null, people, start, nights: 365 });
    expect(mostNeedlessInAMonth(changes), JSON.stringify(changes, null, 1)).toBeLessThanOrEqual(1);
  });
});
