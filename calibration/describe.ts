import { acrossFamilies, acrossTime, type Predicted, shareWithin } from "./cross-validate.ts";
import { chatModels, codeModels, codeTests, expectationOfCode, fitCoefficients } from "./fit.ts";
import { bootstrap, rankCorrelation, regret } from "./statistics.ts";
import type { CalibrationTable } from "./table.ts";

/** Models before this date are the past of the split in time. */
export const splitDate = "2025-03-01";
/** A normal distribution holds nine of ten within so many standard deviations. */
const ninetyPercent = 1.645;

function describe(title: string, predicted: readonly Predicted[], residual: number): string {
  const guess = predicted.map((each) => each.predicted);
  const truth = predicted.map(({ rated }) => rated.rating);
  const pick = (values: readonly number[], sample: readonly number[]) => sample.map((at) => values[at] ?? 0);
  const { low, high } = bootstrap(predicted.length, (sample) =>
    rankCorrelation(pick(guess, sample), pick(truth, sample)),
  );
  const within = Math.round(100 * shareWithin(predicted, ninetyPercent * residual));
  return `${title}: ${predicted.length} models, rank correlation ${rankCorrelation(guess, truth).toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)}), regret of the first choice ${Math.round(regret(guess, truth))} points, ${within} % within the interval that should hold 90 %`;
}

/** The fit and its cross-validation in a few lines. */
export function describeCalibration(table: CalibrationTable): string {
  const coefficients = fitCoefficients(table);
  const { chat, code } = coefficients.groups;
  // By the sizes of this fit, whatever the coefficients in use.
  const chatOptions = { guesses: coefficients };
  const codeOptions = { scales: codeTests.length, expectation: expectationOfCode(chat), guesses: coefficients };
  const line = (name: string, { perYear, ofSize, specialist, residual, models }: typeof chat) =>
    `${name}: ${perYear} points a year, ${ofSize} from a billion weights to endlessly many, ${specialist} for being made for code; the rest ${residual} (${models} ratings)`;
  return [
    line("chat", chat),
    describe("  whole families held out", acrossFamilies(chatModels(table), chatOptions), chat.residual),
    describe(
      `  from ${splitDate} on, by those before`,
      acrossTime(chatModels(table), splitDate, chatOptions),
      chat.residual,
    ),
    line("code", code),
    describe("  whole families held out", acrossFamilies(codeModels(table), codeOptions), code.residual),
    `benchmarks: ${Object.entries(coefficients.benchmarks)
      .map(
        ([name, { perLogit, deviation, models }]) =>
          `${name} (${models} models, ${perLogit} points a step, ± ${deviation})`,
      )
      .join(", ")}`,
  ].join("\n");
}
