import { type Fit, type FitOptions, fitRatings, leaveFamiliesOut, type RatedModel } from "./fit-group.ts";

/** A model with what was predicted of it by a fit that had not seen it. */
export interface Predicted {
  rated: RatedModel;
  predicted: number;
}

function predictAll(held: readonly RatedModel[], fitted: Fit): Predicted[] {
  return held.flatMap((rated) => {
    const predicted = fitted.predict(rated);
    return predicted === null ? [] : [{ rated, predicted }];
  });
}

/** Every model with a date, predicted by the other families. */
export function acrossFamilies(rated: readonly RatedModel[], options: FitOptions = {}): Predicted[] {
  const dated = rated.filter(({ model }) => model.created !== null);
  return leaveFamiliesOut(dated, options).flatMap(({ fit: fitted, held }) => predictAll(held, fitted));
}

/** The models created from `date` (ISO 8601) on, predicted by those before it. */
export function acrossTime(rated: readonly RatedModel[], date: string, options: FitOptions = {}): Predicted[] {
  const dated = rated.filter(({ model }) => model.created !== null);
  const earlier = dated.filter(({ model }) => (model.created ?? "") < date);
  const later = dated.filter(({ model }) => (model.created ?? "") >= date);
  return predictAll(later, fitRatings(earlier, options));
}

/** The share of models whose true rating is within so many points of the predicted one. */
export function shareWithin(predicted: readonly Predicted[], points: number): number {
  const within = predicted.filter(({ rated, predicted: guess }) => Math.abs(rated.rating - guess) <= points);
  return within.length / Math.max(1, predicted.length);
}
