import { seededRandom } from "../../calibration/statistics.ts";
import { loadDemoFacts } from "../../demo/facts/records.ts";
import type { Candidate, ServedRoute } from "../../src/domain/candidate.ts";
import { readCandidate } from "../../src/providers/hugging-face/schema.ts";

/** How restless a market is in which no model changes its quality. */
export interface Restlessness {
  /** Standard deviation of the logarithm of each model's downloads from one night to the next. */
  downloads: number;
  /** The chance of a night that a host is listed as broken, or is not listed at all. */
  flicker: number;
  /** The chance of a night that a listing leaves a model out. */
  missing: number;
  /** The chance of a night that a host changes its price. */
  price: number;
  /** The chance of a night that half of the month's downloads are zeroed for everybody. */
  outage: number;
}

export const restless: Restlessness = { downloads: 0.05, flicker: 0.02, missing: 0.005, price: 0.01, outage: 0.01 };

/** What is listed in a night. */
export interface SimulatedNight {
  candidates: Candidate[];
  random: () => number;
}

/** From a uniform generator, a normally distributed number (Box and Muller). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function flickering(route: ServedRoute, random: () => number, flicker: number): ServedRoute[] {
  if (random() >= flicker) return [route];
  return random() < 0.5 ? [] : [{ ...route, status: "error" }];
}

interface Drifting {
  candidate: Candidate;
  downloads: number | null;
  prices: (number | null)[];
}

function drift(model: Drifting, random: () => number, { downloads, price }: Restlessness): void {
  if (model.downloads !== null) model.downloads *= Math.exp(downloads * normal(random));
  model.prices = model.prices.map((each) => (each !== null && random() < price ? each * (0.8 + 0.4 * random()) : each));
}

function listed(model: Drifting, random: () => number, { flicker }: Restlessness, share: number): Candidate {
  const { candidate, downloads, prices } = model;
  const routes = candidate.routes.map((route, at) => {
    const outputPrice = prices[at] ?? null;
    const speed = route.tokensPerSecond;
    return {
      ...route,
      outputPrice: outputPrice === null ? null : Math.round(outputPrice),
      tokensPerSecond: speed === null ? null : speed * (0.8 + 0.4 * random()),
    };
  });
  return {
    ...candidate,
    downloads: downloads === null ? null : Math.round(downloads * share),
    routes: routes.flatMap((route) => flickering(route, random, flicker)),
  };
}

/**
 * The demo's models, night after night, in a market where counts drift and listings flicker, and nothing really changes.
 * The same seed gives the same nights. `start` in milliseconds since the epoch.
 */
export function* simulateNights(
  nights: number,
  { seed, start, restlessness = restless }: { seed: number; start: number; restlessness?: Restlessness },
): Generator<SimulatedNight> {
  const random = seededRandom(seed);
  const models = loadDemoFacts(start).records.flatMap((record): Drifting[] => {
    const candidate = readCandidate({ ...record, name: record.id, task: record.pipeline_tag }, "huggingface", () => {});
    if (candidate === null) return [];
    return [{ candidate, downloads: candidate.downloads, prices: candidate.routes.map((route) => route.outputPrice) }];
  });
  for (let night = 0; night < nights; night += 1) {
    const share = random() < restlessness.outage ? 0.5 : 1;
    for (const model of models) drift(model, random, restlessness);
    const present = models.filter(() => random() >= restlessness.missing);
    yield { candidates: present.map((model) => listed(model, random, restlessness, share)), random };
  }
}
