import { seededRandom } from "../calibration/statistics.ts";
import { thompsonShare } from "../src/learning/thompson-share.ts";
import {
  type ShareRule,
  type SimulatedTrial,
  simulateTrial,
  type TrialWorld,
} from "../test/support/simulated-trial.ts";
import type { Measurement } from "./measure.ts";

const trials = 100;

interface Method {
  method: "fixed" | "thompson";
  shareOf: ShareRule;
}

const methods = {
  "Thompson's share": { method: "thompson", shareOf: thompsonShare },
  "an even split": { method: "fixed", shareOf: () => 0.5 },
  "a fixed tenth": { method: "fixed", shareOf: () => 0.1 },
} satisfies Record<string, Method>;

function live(world: Pick<TrialWorld, "incumbent" | "challenger" | "isTested">, method: Method): SimulatedTrial[] {
  const random = seededRandom(1);
  const whole = { ...world, record: 1_000, answers: 1_000, perConversation: 4 };
  return Array.from({ length: trials }, (_, at) =>
    simulateTrial({ world: whole, ...method, name: String(at), random }),
  );
}

const meanOf = (lived: readonly SimulatedTrial[], read: (trial: SimulatedTrial) => number) =>
  lived.reduce((sum, trial) => sum + read(trial), 0) / lived.length;
const regretOf = (lived: readonly SimulatedTrial[]) => meanOf(lived, ({ regret }) => regret);

/** All methods side by side: what a trial that only the count of answers ends costs, and one that the test ends. */
function compareMethods(world: Pick<TrialWorld, "incumbent" | "challenger">) {
  const told = Object.entries(methods).map(([name, method]) => {
    const [open, tested] = [false, true].map((isTested) => live({ ...world, isTested }, method));
    const won = meanOf(tested ?? [], ({ winner }) => (winner === "challenger" ? 100 : 0));
    const lost = meanOf(tested ?? [], ({ winner }) => (winner === "incumbent" ? 100 : 0));
    const regret = regretOf(open ?? []);
    return {
      regret,
      text: `${name} ${regret.toFixed(1)}, with the test ${regretOf(tested ?? []).toFixed(1)} (${won.toFixed(0)} of 100 won, ${lost.toFixed(0)} lost)`,
    };
  });
  const [ours, even] = told.map(({ regret }) => regret);
  return { ratio: (ours ?? Number.NaN) / (even ?? Number.NaN), text: told.map(({ text }) => text).join("; ") };
}

/** What trials cost people, by how conversations are brought to a challenger. */
export function measureTrials(): Measurement[] {
  const worse = compareMethods({ incumbent: 0.95, challenger: 0.85 });
  const better = compareMethods({ incumbent: 0.85, challenger: 0.95 });
  const about = `bad answers more than with the better of both alone, in 1,000 answers; mean of ${trials} trials`;
  return [
    {
      title: "Regret of Thompson's share over that of an even split, a challenger of 85 % against 95 %",
      value: worse.ratio,
      target: 0.5,
      details: `${about}: ${worse.text}`,
    },
    {
      title: "Regret of Thompson's share over that of an even split, a challenger of 95 % against 85 %",
      value: better.ratio,
      target: 1.1,
      details: `${about}: ${better.text}. A challenger gets the half at the most until it has won`,
    },
  ];
}
