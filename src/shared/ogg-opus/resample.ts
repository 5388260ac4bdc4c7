import type { MonoSound } from "./mono-sound.ts";

/** How far the low-pass looks to each side, in its own zero crossings: more of them cut off more sharply. */
const crossings = 16;
/** What the low-pass keeps of what the lower of the two rates can hold; the rest it needs to fall off. */
const kept = 0.93;
/** The places between two samples that are told apart. Rates that divide well need fewer, and are met exactly. */
const mostPhases = 1_024;

/** A sine by its own argument, under a Blackman window. `at` is in zero crossings from the middle. */
function windowedSinc(at: number): number {
  if (at === 0) return 1;
  const turn = Math.PI * at;
  const window = 0.42 + 0.5 * Math.cos(turn / crossings) + 0.08 * Math.cos((2 * turn) / crossings);
  return Math.abs(at) >= crossings ? 0 : (Math.sin(turn) / turn) * window;
}

/** The low-pass for a place that lies `phase` behind a sample: what counts of each sample around it, one in sum. */
function weightsAt(phase: number, reach: number): Float32Array {
  const weights = Float32Array.from({ length: 2 * reach }, (_, index) =>
    windowedSinc(((index - reach + 1 - phase) * crossings) / reach),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}

/** The low-passes for the places between two samples, each made when it is first wanted. */
function makeFilter(from: number, to: number) {
  const reach = Math.ceil(crossings / (kept * Math.min(1, to / from)));
  const phases = Math.min(to / greatestCommonDivisor(from, to), mostPhases);
  const made: Float32Array[] = [];

  /** `part` of the way from one sample to the next. */
  function weightsFor(part: number): Float32Array {
    const phase = Math.round(part * phases);
    made[phase] ??= weightsAt(phase / phases, reach);
    return made[phase];
  }
  return { reach, weightsFor };
}

function weighted(samples: Float32Array, start: number, weights: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at += 1) sum += (samples[start + at] ?? 0) * (weights[at] ?? 0);
  return sum;
}

/**
 * The same sound with another number of samples a second, as long as before. Nothing is worked out but what is read.
 * Tones that one of the two rates cannot hold are left out, not folded back.
 */
export function resampled(sound: MonoSound, samplesPerSecond: number): MonoSound {
  const from = sound.samplesPerSecond;
  if (from === samplesPerSecond) return sound;
  const { reach, weightsFor } = makeFilter(from, samplesPerSecond);

  return {
    samplesPerSecond,
    length: Math.ceil((sound.length * samplesPerSecond) / from),
    read(into, start) {
      const first = Math.floor((start * from) / samplesPerSecond) - reach + 1;
      const around = new Float32Array(Math.ceil((into.length * from) / samplesPerSecond) + 2 * reach + 1);
      sound.read(around, first);
      for (let index = 0; index < into.length; index += 1) {
        const place = (start + index) * from;
        const before = Math.floor(place / samplesPerSecond);
        const weights = weightsFor((place % samplesPerSecond) / samplesPerSecond);
        into[index] = weighted(around, before - reach + 1 - first, weights);
      }
    },
  };
}
