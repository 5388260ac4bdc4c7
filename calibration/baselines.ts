import { featuresOf } from "./candidates.ts";
import type { RatedModel } from "./fit-group.ts";

/** A way to guess which model is better, without any fit: higher is better. */
export type Baseline = (rated: RatedModel) => number;

function year({ model }: RatedModel): number {
  return featuresOf(model).year ?? 0;
}

function size({ model }: RatedModel): number {
  return featuresOf(model).size.log2Billions;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The sum of creation date and size, each in its own standard deviations among the models that are compared. */
export function dateAndSize(rated: readonly RatedModel[]): Baseline {
  const scaled = (of: Baseline) => {
    const values = rated.map(of);
    const deviation = Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2))) || 1;
    return (each: RatedModel) => of(each) / deviation;
  };
  const [byYear, bySize] = [scaled(year), scaled(size)];
  return (each) => byYear(each) + bySize(each);
}

/** What others go by. The Hub's trending score is not in the data; likes by age stand for it. */
export function baselines(now: number): Readonly<Record<string, Baseline>> {
  return {
    downloads: ({ model }) => model.downloads ?? 0,
    likes: ({ model }) => model.likes ?? 0,
    "likes by age (as trending)": ({ model }) =>
      (model.likes ?? 0) / ((now - Date.parse(model.created ?? "2022-03-02")) / 86_400_000 + 30),
    newest: year,
    price: ({ model }) => model.outputPrice ?? 0,
  };
}
