import { expect, it } from "vitest";
import { seededRandom } from "../../calibration/statistics.ts";
import { thompsonShare } from "../../src/learning/thompson-share.ts";
import { type ShareRule, simulateTrial, type TrialWorld } from "../support/simulated-trial.ts";

const world = { incumbent: 0.95, challenger: 0.85, record: 1_000, answers: 400, perConversation: 4, isTested: false };

function regretOf(method: "fixed" | "thompson", shareOf: ShareRule, facts: Partial<TrialWorld> = {}) {
  const random = seededRandom(3);
  const trials = Array.from({ length: 6 }, (_, at) =>
    simulateTrial({ world: { ...world, ...facts }, method, shareOf, name: String(at), random }),
  );
  return trials.reduce((sum, { regret }) => sum + regret, 0) / trials.length;
}

it("costs people less than half the bad answers of an even split where the challenger is worse, by Thompson's share", () => {
  expect(regretOf("thompson", thompsonShare)).toBeLessThan(regretOf("fixed", () => 0.5) / 2);
});

it("ends in a refusal of a worse challenger, and in the promotion of a better one", () => {
  const end = (facts: Partial<TrialWorld>) => {
    const random = seededRandom(4);
    const options = { method: "fixed", shareOf: () => 0.5, name: "one", random } as const;
    return simulateTrial({ world: { ...world, isTested: true, ...facts }, ...options }).winner;
  };
  expect(end({})).toBe("incumbent");
  expect(end({ incumbent: 0.85, challenger: 0.95 })).toBe("challenger");
});
