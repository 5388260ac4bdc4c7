import { type Baseline, baselines, dateAndSize } from "../calibration/baselines.ts";
import { toCandidate } from "../calibration/candidates.ts";
import { acrossFamilies, acrossTime, type Predicted } from "../calibration/cross-validate.ts";
import { splitDate } from "../calibration/describe.ts";
import { chatModels } from "../calibration/fit.ts";
import type { RatedModel } from "../calibration/fit-group.ts";
import { bootstrap, rankCorrelation, regret } from "../calibration/statistics.ts";
import { readCalibrationTable } from "../calibration/table.ts";
import type { CriterionWeights } from "../src/domain/criteria.ts";
import { taskOf } from "../src/domain/task.ts";
import { createEligibilityRules } from "../src/evaluation/eligibility.ts";
import { evaluate } from "../src/evaluation/score.ts";
import { policySchema } from "../src/policy.ts";
import type { Measurement } from "./measure.ts";

/** When the counts and prices of the table were read. */
const readOn = Date.UTC(2026, 1, 26);
const task = "conversational";

/** What the four criteria add up to, by the policy's weights but for these. */
function scoreWith(weights: Partial<CriterionWeights>): Baseline {
  const policy = policySchema.parse({ weights });
  const rules = createEligibilityRules({ name: task, task: taskOf(task), policy, held: [], now: readOn });
  return ({ model }) => evaluate(toCandidate(model), rules).score;
}

interface Judged {
  correlation: number;
  low: number;
  high: number;
  regret: number;
  models: number;
}

function judge(guess: readonly number[], truth: readonly number[]): Judged {
  const pick = (values: readonly number[], sample: readonly number[]) => sample.map((at) => values[at] ?? 0);
  const { low, high } = bootstrap(truth.length, (sample) => rankCorrelation(pick(guess, sample), pick(truth, sample)));
  return { correlation: rankCorrelation(guess, truth), low, high, regret: regret(guess, truth), models: truth.length };
}

function describeBaselines(rated: readonly RatedModel[]): string {
  const truth = rated.map(({ rating }) => rating);
  const all = {
    ...baselines(readOn),
    "date and size": dateAndSize(rated),
    "the four criteria without the estimate": scoreWith({ performance: 0 }),
    // What is really chosen by. Its estimate has seen these models.
    "the whole score (fitted on all)": scoreWith({}),
  };
  const parts = Object.entries(all).map(([name, guess]) => {
    const { correlation, regret: lost } = judge(rated.map(guess), truth);
    return `${name} ${correlation.toFixed(2)}/${Math.round(lost)}`;
  });
  return `correlation/regret of the same models by ${parts.join(", ")}`;
}

function judgePredicted(predicted: readonly Predicted[]): Judged {
  return judge(
    predicted.map((each) => each.predicted),
    predicted.map(({ rated }) => rated.rating),
  );
}

function ofSplit(name: string, predicted: readonly Predicted[], leastCorrelation: number): Measurement[] {
  const { correlation, low, high, regret: lost, models } = judgePredicted(predicted);
  return [
    {
      title: `Rank correlation of the ability estimate with people's preference, ${name}`,
      value: correlation,
      target: leastCorrelation,
      bound: "at least",
      details: `${models} models, ${low.toFixed(2)} to ${high.toFixed(2)}; ${describeBaselines(predicted.map(({ rated }) => rated))}`,
    },
    {
      title: `Regret of the first choice in rating points, ${name}`,
      value: lost,
      target: 25,
      details: `${models} models; the ratings' own intervals are 3 to 17 points`,
    },
  ];
}

/** How good the choice is by the estimate, on models that the fit has not seen, and by what others go by. */
export async function measureChoice(): Promise<Measurement[]> {
  const rated = chatModels(readCalibrationTable());
  return [
    ...ofSplit("whole families held out", acrossFamilies(rated), 0.9),
    ...ofSplit(`models from ${splitDate.slice(0, 7)} on by those before`, acrossTime(rated, splitDate), 0.74),
  ];
}
