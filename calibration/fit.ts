import { benchmarkScales } from "../src/domain/benchmark.ts";
import type { BenchmarkCoefficients, Coefficients, GroupCoefficients } from "../src/evaluation/ability/coefficients.ts";
import { type SizeGuesses, sizeGain } from "../src/evaluation/ability/model-size.ts";
import { normaliseBenchmark } from "../src/evaluation/ability/published-results.ts";
import { featuresOf } from "./candidates.ts";
import { type Expectation, fitGroup, isSpecialist, type RatedModel } from "./fit-group.ts";
import { ridge } from "./linear-algebra.ts";
import type { CalibrationModel, CalibrationTable } from "./table.ts";

/** The tests of programs that code is calibrated on; HumanEval+ is the scale, the others are shifted to it. */
export const codeTests = ["HumanEval+", "Aider polyglot"];

function logit(percent: number): number {
  const share = Math.min(0.97, Math.max(0.03, percent / 100));
  return Math.log(share / (1 - share));
}

/** The models that people have rated. */
export function chatModels({ models }: CalibrationTable): RatedModel[] {
  return models.flatMap((model) => (model.rating === null ? [] : [{ model, rating: model.rating, scale: 0 }]));
}

/** Models with a test of programs, and where they are on it: the logarithm of the odds that a program is right. */
function testedModels({
  models,
  results,
}: CalibrationTable): { model: CalibrationModel; scale: number; logit: number }[] {
  return results.flatMap(({ id, test, value }) => {
    const model = models.find((each) => each.id === id);
    const scale = codeTests.indexOf(test);
    return model && scale >= 0 ? [{ model, scale, logit: logit(value) }] : [];
  });
}

/** What a step of the odds is worth in rating points, by the models that people have rated as well. */
function pointsPerLogit(table: CalibrationTable): number {
  const observations = testedModels(table).flatMap(({ model, scale, logit: at }) =>
    model.rating === null ? [] : [{ features: [1, at, scale], value: model.rating, weight: 1 }],
  );
  return ridge(observations, [0, 0, 0])[1] ?? 0;
}

/** The models whose programs were tested, a line a test, in rating points. */
export function codeModels(table: CalibrationTable): RatedModel[] {
  const points = pointsPerLogit(table);
  return testedModels(table).map(({ model, scale, logit: at }) => ({ model, scale, rating: 1_000 + points * at }));
}

/** Of code little is known, so that years and size are expected to count about as much as in a talk. */
export function expectationOfCode({ perYear, ofSize }: GroupCoefficients): Expectation {
  return { means: [perYear, ofSize, 0], deviations: [40, 80, 60] };
}

const rounded = (value: number, digits = 2) => Number(value.toFixed(digits));

function deviationOf(errors: readonly number[]): number {
  return Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / Math.max(1, errors.length));
}

function fitSizeFromPrice(models: readonly CalibrationModel[]): Coefficients["sizeFromPrice"] {
  const known = models.flatMap((model) => {
    const { size } = featuresOf(model);
    const isKnown = model.outputPrice !== null && (size.source === "told" || size.source === "name");
    return isKnown ? [{ price: model.outputPrice as number, log2: size.log2Billions }] : [];
  });
  const observations = known.map(({ price, log2 }) => ({ features: [1, Math.log2(price)], value: log2, weight: 1 }));
  const [intercept = 0, perDoubling = 0] = ridge(observations, [0, 0]);
  const errors = known.map(({ price, log2 }) => log2 - intercept - perDoubling * Math.log2(price));
  const prices = known.map(({ price }) => price);
  return {
    intercept: rounded(intercept),
    perDoubling: rounded(perDoubling),
    deviation: rounded(deviationOf(errors)),
    least: Math.min(...prices),
    most: Math.max(...prices),
  };
}

function fitTypicalSize(models: readonly CalibrationModel[]): Coefficients["typicalSize"] {
  const sizes = models
    .map((model) => featuresOf(model).size)
    .filter(({ source }) => source === "told" || source === "name");
  const mean = sizes.reduce((sum, size) => sum + size.log2Billions, 0) / sizes.length;
  return { mean: rounded(mean), deviation: rounded(deviationOf(sizes.map((size) => size.log2Billions - mean))) };
}

/** What is known of the models of a group before a benchmark is looked at. */
interface BenchmarkFit {
  group: GroupCoefficients;
  guesses: SizeGuesses;
}

/** What is known or expected of a model's rating, with its variance. */
function ratingOf(
  model: CalibrationModel,
  { group, guesses }: BenchmarkFit,
): { rating: number; variance: number } | null {
  if (model.rating !== null) return { rating: model.rating, variance: 10 ** 2 };
  const { year, size } = featuresOf(model, guesses);
  if (year === null) return null;
  const specialist = isSpecialist(model.id) ? group.specialist : 0;
  const rating = group.intercept + group.perYear * year + group.ofSize * sizeGain(size.log2Billions) + specialist;
  return { rating, variance: group.residual ** 2 };
}

/** Fewer models tell more of themselves than of the test. */
const leastModels = 6;
/** No test is surer of a rating than this. */
const leastDeviation = 40;
/** How a step of the odds may be expected to count, where little is known. */
const usualPerLogit = { mean: 100, deviation: 40 };

function fitBenchmark(benchmark: string, table: CalibrationTable, known: BenchmarkFit): BenchmarkCoefficients | null {
  const scale = benchmarkScales[benchmark as keyof typeof benchmarkScales];
  const pairs = table.results.flatMap(({ id, test, value }) => {
    const model = test === benchmark ? table.models.find((each) => each.id === id) : undefined;
    const rated = model && ratingOf(model, known);
    const share = scale && normaliseBenchmark(value, scale);
    return rated && typeof share === "number" ? [{ ...rated, logit: logit(share) }] : [];
  });
  if (pairs.length < leastModels) return null;
  // The slope is drawn towards the usual one: the penalty falls on its difference from it.
  const observations = pairs.map((pair) => ({
    features: [1, pair.logit],
    value: pair.rating - usualPerLogit.mean * pair.logit,
    weight: leastDeviation ** 2 / (pair.variance + leastDeviation ** 2),
  }));
  const [intercept = 0, more = 0] = ridge(observations, [0, (leastDeviation / usualPerLogit.deviation) ** 2]);
  const perLogit = usualPerLogit.mean + more;
  const unexplained = pairs.map((pair) => (pair.rating - intercept - perLogit * pair.logit) ** 2 - pair.variance);
  const variance = unexplained.reduce((sum, each) => sum + each, 0) / pairs.length;
  const deviation = Math.max(leastDeviation, Math.sqrt(Math.max(0, variance)));
  return {
    intercept: rounded(intercept),
    perLogit: rounded(perLogit),
    deviation: rounded(deviation),
    models: pairs.length,
  };
}

/** Code is judged on a scale of its own: its tests must not be read as people's ratings. */
const codeBenchmarks = new Set(["SWE-bench/SWE-bench_Verified", "ScaleAI/SWE-bench_Pro"]);

/** Fits everything. The same table gives the same coefficients. */
export function fitCoefficients(table: CalibrationTable): Coefficients {
  const guesses = {
    sizeFromPrice: fitSizeFromPrice(table.models),
    typicalSize: fitTypicalSize(table.models.filter(({ outputPrice }) => outputPrice !== null)),
  };
  const chat = fitGroup(chatModels(table), { guesses });
  const code = fitGroup(codeModels(table), { scales: codeTests.length, expectation: expectationOfCode(chat), guesses });
  const unrated = { ...table, models: table.models.map((model) => ({ ...model, rating: null })) };
  const fitted = Object.keys(benchmarkScales).flatMap((benchmark) => {
    const isCode = codeBenchmarks.has(benchmark);
    const found = fitBenchmark(benchmark, isCode ? unrated : table, { group: isCode ? code : chat, guesses });
    return found ? [[benchmark, found] as const] : [];
  });
  return {
    groups: { chat, code },
    ...guesses,
    benchmarks: Object.fromEntries(fitted),
    anyBenchmark: { perLogit: usualPerLogit.mean, deviation: 90, models: 0 },
  };
}
