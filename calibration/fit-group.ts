import { tasks } from "../src/domain/task.ts";
import type { GroupCoefficients } from "../src/evaluation/ability/coefficients.ts";
import { type SizeGuesses, sizeGain } from "../src/evaluation/ability/model-size.ts";
import { featuresOf } from "./candidates.ts";
import { dot, type Observation, ridge } from "./linear-algebra.ts";
import type { CalibrationModel } from "./table.ts";

/** A model with the rating that is to be explained, and the scale that it is on where there are several. */
export interface RatedModel {
  model: CalibrationModel;
  rating: number;
  /** 0 for the first scale. */
  scale: number;
}

/** What the coefficients of years, size and being made for code may be expected to be, in rating points. */
export interface Expectation {
  means: readonly [number, number, number];
  deviations: readonly [number, number, number];
}

/** Nothing is expected, but that being made for code does not change a talk by much. */
const nothingExpected: Expectation = { means: [0, 0, 0], deviations: [300, 500, 40] };
/** The noise that the expectations are held against; its exact value hardly matters. */
const noise = 45;

export interface FitOptions {
  /** How many scales the ratings are on; each after the first gets a shift of its own. */
  scales?: number;
  expectation?: Expectation;
  /** For models whose size nothing tells; those in use where they are left out. */
  guesses?: SizeGuesses;
}

export function isSpecialist(id: string): boolean {
  return tasks["code-generation"].speciality.name.test(id);
}

/** Intercept, years, what size gives, made for code, and one column for each scale after the first; null without a date. */
function observe({ model, rating, scale }: RatedModel, { scales = 1, guesses }: FitOptions): Observation | null {
  const { year, size } = featuresOf(model, guesses);
  if (year === null) return null;
  const others = Array.from({ length: scales - 1 }, (_, at) => (scale === at + 1 ? 1 : 0));
  // What is not sure of its size tells less of what size is worth.
  const weight = 1 / (1 + size.deviation ** 2);
  return {
    features: [1, year, sizeGain(size.log2Billions), isSpecialist(model.id) ? 1 : 0, ...others],
    value: rating,
    weight,
  };
}

/** A fit as a function, for judging it on models that it has not seen. */
export interface Fit {
  coefficients: readonly number[];
  predict(rated: RatedModel): number | null;
}

/** Fits a group; models without a date are left out. */
export function fitRatings(rated: readonly RatedModel[], options: FitOptions = {}): Fit {
  const { scales = 1, expectation = nothingExpected } = options;
  const { means, deviations } = expectation;
  const expected = [0, ...means, ...Array.from({ length: scales - 1 }, () => 0)];
  const observations = rated
    .flatMap((each) => observe(each, options) ?? [])
    .map((each) => ({ ...each, value: each.value - dot(expected, each.features) }));
  const penalties = [0, ...deviations.map((deviation) => (noise / deviation) ** 2)];
  const differences = ridge(observations, [...penalties, ...Array.from({ length: scales - 1 }, () => 0)]);
  const coefficients = differences.map((difference, at) => difference + (expected[at] ?? 0));
  return {
    coefficients,
    predict(each) {
      const observation = observe(each, options);
      return observation && dot(coefficients, observation.features);
    },
  };
}

/** Each family left out in turn: the fit of the others, and the models of the family. */
export function leaveFamiliesOut(
  rated: readonly RatedModel[],
  options: FitOptions = {},
): { fit: Fit; held: RatedModel[] }[] {
  const families = [...new Set(rated.map(({ model }) => model.family))];
  return families.map((family) => ({
    fit: fitRatings(
      rated.filter(({ model }) => model.family !== family),
      options,
    ),
    held: rated.filter(({ model }) => model.family === family),
  }));
}

/** The covariance of coefficients 1 to 3 by the jackknife over families. */
function jackknife(fits: readonly Fit[]): number[][] {
  const count = fits.length;
  const mean = (at: number) => fits.reduce((sum, each) => sum + (each.coefficients[at] ?? 0), 0) / count;
  const columns = [1, 2, 3];
  const means = columns.map(mean);
  const off = (each: Fit, at: number) => (each.coefficients[columns[at] ?? 0] ?? 0) - (means[at] ?? 0);
  return columns.map((_, row) =>
    columns.map((__, column) => {
      const sum = fits.reduce((total, each) => total + off(each, row) * off(each, column), 0);
      return ((count - 1) / count) * sum;
    }),
  );
}

const rounded = (value: number, digits = 2) => Number(value.toFixed(digits));

/** The coefficients of a group as the product uses them, on the first of the scales. */
export function fitGroup(rated: readonly RatedModel[], options: FitOptions = {}): GroupCoefficients {
  const dated = rated.filter(({ model }) => model.created !== null);
  const [intercept = 0, perYear = 0, ofSize = 0, specialist = 0] = fitRatings(dated, options).coefficients;
  const held = leaveFamiliesOut(dated, options);
  const errors = held.flatMap(({ fit: others, held: models }) =>
    models.map((each) => each.rating - (others.predict(each) ?? each.rating)),
  );
  const residual = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
  return {
    intercept: rounded(intercept),
    perYear: rounded(perYear),
    ofSize: rounded(ofSize),
    specialist: rounded(specialist),
    residual: rounded(residual),
    covariance: jackknife(held.map((each) => each.fit)).map((row) => row.map((value) => rounded(value))),
    models: dated.length,
  };
}
