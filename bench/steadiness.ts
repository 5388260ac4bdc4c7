import { taskNames } from "../src/domain/task.ts";
import { policySchema } from "../src/policy.ts";
import type { SimulatedCalls } from "../test/support/simulated-calls.ts";
import { liveAYear, mostNeedlessInAMonth } from "../test/support/simulated-year.ts";
import type { Measurement } from "./measure.ts";

const years = 4;
const start = Date.UTC(2026, 6, 1, 3);

const markets: Readonly<Record<string, SimulatedCalls | null>> = {
  "no model is called": null,
  "each of the best is called once": { answers: 0.9, questions: null },
  "the best answer 24 questions a week": { answers: 0.9, questions: 24 },
};

/** The needless changes of simulated years in which no model changes its quality. */
export function measureSteadiness(): Promise<Measurement[]> {
  const measurements = Object.entries(markets).map(([name, calls]): Measurement => {
    const policy = policySchema.parse({ verification: { enabled: calls !== null } });
    const lived = Array.from({ length: years }, (_, at) =>
      liveAYear({ seed: at + 1, tasks: taskNames, policy, calls, start, nights: 365 }),
    );
    const needless = lived.flat().filter((each) => each.isNeedless).length;
    const all = lived.flat().length;
    const months = years * 12 * taskNames.length;
    return {
      title: `Most needless changes of a task in 30 nights, in ${years} simulated years without any change of quality: ${name}`,
      value: Math.max(...lived.map(mostNeedlessInAMonth)),
      target: 1,
      details: `on average ${(needless / months).toFixed(3)} a task and month; with those whose model did not answer, and the ways back, ${(all / months).toFixed(3)}`,
    };
  });
  return Promise.resolve(measurements);
}
