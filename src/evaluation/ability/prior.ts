import type { Candidate } from "../../domain/candidate.ts";
import type { Task } from "../../domain/task.ts";
import { coefficientsOf, type GroupCoefficients } from "./coefficients.ts";
import type { ModelFeatures } from "./features.ts";
import type { Belief } from "./gaussian.ts";
import { gainPerDoubling, type ModelSize, sizeGain } from "./model-size.ts";
import { groupOf, type TaskGroup } from "./task-groups.ts";

const dayMs = 86_400_000;
const yearMs = 365.25 * dayMs;
/** The moment from which the coefficients count years. */
export const ratingEpoch = Date.UTC(2025, 0, 1);

/** What others are held against: a new model that talks, of 70 billion weights; of other tasks, one of half a billion. */
const yardstickLog2: Record<TaskGroup, number> = { chat: Math.log2(70), code: Math.log2(70), other: -1 };

/** So many years old, a model of a task without calibration is old; more years do not make it worse. */
const assumedMostYears = 1.5;
/** What tells no size is, of such a task, as large as the yardstick, give or take a factor of four. */
const assumedSizeDeviation = 2;

/**
 * What fewer bits cost, in rating points, with how sure that is: next to nothing at 8 bits, a little at 4, much below.
 * Of the order that published comparisons of copies find; no calibration data tells copies apart.
 */
const lossByBits: readonly { bits: number; loss: number; deviation: number }[] = [
  { bits: 2, loss: 120, deviation: 60 },
  { bits: 3, loss: 45, deviation: 30 },
  { bits: 4, loss: 12, deviation: 10 },
  { bits: 8, loss: 3, deviation: 5 },
];

/** A model that only continues text is a bad partner in a talk. Declared by its author: "base". */
const baseLoss = { loss: 180, deviation: 60 };
/** Strangers' fine-tunes may have gained or lost: those that are rated gained 20 to 40, most are not rated. */
const fineTuneDeviation = 35;
const mergeDeviation = 60;

/** What the models of a task are held against at a moment. */
export interface AbilityScale {
  task: Task;
  group: TaskGroup;
  fit: GroupCoefficients;
  yardstick: { log2Billions: number; gain: number; rating: number };
  /** Rating that may be expected of a model today: the yardstick's, a year older. */
  expected: number;
}

/** The scale of a task at `now` (milliseconds since the epoch). */
export function createAbilityScale(task: Task, now: number): AbilityScale {
  const group = groupOf(task);
  const fit = coefficientsOf(group);
  const log2Billions = yardstickLog2[group];
  const gain = sizeGain(log2Billions);
  const rating = fit.intercept + (fit.perYear * (now - ratingEpoch)) / yearMs + fit.ofSize * gain;
  return { task, group, fit, yardstick: { log2Billions, gain, rating }, expected: rating - fit.perYear };
}

/** Prices and the sizes of models that talk say nothing of models for other tasks. */
function sizeFor(
  { size }: ModelFeatures,
  { group, yardstick }: AbilityScale,
): Pick<ModelSize, "log2Billions" | "deviation"> {
  const isGuess = size.source === "price" || size.source === "unknown";
  return group === "other" && isGuess
    ? { log2Billions: yardstick.log2Billions, deviation: assumedSizeDeviation }
    : size;
}

/** d' C d for a symmetric 3 × 3 matrix. */
function quadratic([a, b, c]: readonly [number, number, number], matrix: readonly (readonly number[])[]): number {
  const at = (row: number, column: number) => matrix[row]?.[column] ?? 0;
  return (
    a * a * at(0, 0) +
    b * b * at(1, 1) +
    c * c * at(2, 2) +
    2 * (a * b * at(0, 1) + a * c * at(0, 2) + b * c * at(1, 2))
  );
}

function lossOf(candidate: Candidate, { name }: ModelFeatures, group: TaskGroup): { loss: number; variance: number } {
  const relation = candidate.lineage?.relation;
  const bits = name.bits ?? (relation === "quantized" ? 4 : null);
  const copy = bits === null ? undefined : (lossByBits.find((each) => bits <= each.bits) ?? lossByBits.at(-1));
  let loss = copy?.loss ?? 0;
  let variance = (copy?.deviation ?? 0) ** 2;
  if (name.isBase && group !== "other") {
    loss += baseLoss.loss;
    variance += baseLoss.deviation ** 2;
  }
  if (relation === "finetune") variance += fineTuneDeviation ** 2;
  if (relation === "merge" || relation === "adapter") variance += mergeDeviation ** 2;
  return { loss, variance };
}

function makePrior(candidate: Candidate, features: ModelFeatures, scale: AbilityScale): Belief {
  const { group, fit, yardstick } = scale;
  const { age } = features;
  const size = sizeFor(features, scale);
  const years = group === "other" ? Math.min(assumedMostYears, age.years) : age.years;
  const specialist = features.isMadeForCode ? 1 : 0;
  const gained = sizeGain(size.log2Billions) - yardstick.gain;
  const { loss, variance } = lossOf(candidate, features, group);
  return {
    mean: yardstick.rating - fit.perYear * years + fit.ofSize * gained + fit.specialist * specialist - loss,
    variance:
      fit.residual ** 2 +
      quadratic([-years, gained, specialist], fit.covariance) +
      (fit.perYear * age.deviation) ** 2 +
      (fit.ofSize * gainPerDoubling(size.log2Billions) * size.deviation) ** 2 +
      variance,
  };
}

/** What is believed of a model before any result is looked at. */
export function priorOf(candidate: Candidate, features: ModelFeatures, scale: AbilityScale): Belief {
  const known = features.priors.get(scale.group);
  if (known !== undefined) return known;
  const prior = makePrior(candidate, features, scale);
  features.priors.set(scale.group, prior);
  return prior;
}
