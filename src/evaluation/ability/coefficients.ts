import { z } from "zod";
import fitted from "./coefficients.json" with { type: "json" };
import type { TaskGroup } from "./task-groups.ts";

const finite = z.number();

const groupSchema = z.object({
  /** Rating of a model of a billion weights at the beginning of 2025. */
  intercept: finite,
  /** Rating points a year of creation. */
  perYear: finite,
  /** Rating points that an endlessly large model is ahead of one of a billion weights. */
  ofSize: finite,
  /** Rating points of a model that is made for code, by its name or tags. */
  specialist: finite,
  /** What the features leave open: the root of the mean square error on families that the fit had not seen, in points. */
  residual: finite,
  /** Covariance of perYear, ofSize and specialist, from leaving each family out in turn. */
  covariance: z.array(z.array(finite).length(3)).length(3),
  /** Models that it was fitted on; 0 where it is an assumption. */
  models: z.int(),
});
export type GroupCoefficients = z.infer<typeof groupSchema>;

const benchmarkSchema = z.object({
  /** The rating of a model that gets half of what can be got. */
  intercept: finite,
  /** Rating points for each step of the logarithm of the odds of a right answer. */
  perLogit: finite,
  /** Standard deviation of the rating that a result stands for. */
  deviation: finite,
  models: z.int(),
});
export type BenchmarkCoefficients = z.infer<typeof benchmarkSchema>;

/** What `npm run calibrate` fits; see calibration/README.md. */
export const coefficientsSchema = z.object({
  groups: z.object({ chat: groupSchema, code: groupSchema }),
  /** Binary logarithm of billions of weights, by the binary logarithm of USD a million output tokens. */
  sizeFromPrice: z.object({ intercept: finite, perDoubling: finite, deviation: finite, least: finite, most: finite }),
  typicalSize: z.object({ mean: finite, deviation: finite }),
  /** By the benchmark's dataset. */
  benchmarks: z.record(z.string(), benchmarkSchema),
  /** For benchmarks that too few calibrated models have results on. */
  anyBenchmark: benchmarkSchema.omit({ intercept: true }),
});
export type Coefficients = z.infer<typeof coefficientsSchema>;

/**
 * Of tasks without anything to calibrate on it is only assumed that newer and larger ones are a little better: a third
 * of what a year is worth for chat and a sixth of what size is, with a wide interval.
 */
const assumed: GroupCoefficients = {
  intercept: 1_100,
  perYear: 50,
  ofSize: 40,
  specialist: 0,
  residual: 110,
  covariance: [
    [900, 0, 0],
    [0, 400, 0],
    [0, 0, 0],
  ],
  models: 0,
};

/** The coefficients that are in use. */
export const coefficients: Coefficients = coefficientsSchema.parse(fitted);

/** The coefficients of a group of tasks. */
export function coefficientsOf(group: TaskGroup): GroupCoefficients {
  return group === "other" ? assumed : coefficients.groups[group];
}
