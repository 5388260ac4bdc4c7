import type { CriterionName } from "../../../domain/criteria.ts";

/** Facts of models, as short phrases. */
export const factTexts = {
  criteria: {
    popularity: "popularity",
    performance: "performance",
    recency: "recency",
    compatibility: "compatibility",
  } as Record<CriterionName, string>,
  /** Both in USD, as already written out ("$0.30"); per million tokens. */
  price: (input: string, output: string) => `${input} in, ${output} out per million tokens`,
  free: "free",
  priceUnknown: "price unknown",
  firstToken: (seconds: string) => `first word after ${seconds} s`,
  speed: (tokens: string) => `${tokens} tokens a second`,
  latencyUnknown: "latency unknown",
  licenceUnknown: "no licence named",
  interval: (low: number, high: number) => `most likely ${low} to ${high}`,
  known: (percent: number) => `${percent}% known`,
};
