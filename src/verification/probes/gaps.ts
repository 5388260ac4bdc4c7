import { fillsGap } from "../checkers/label.ts";
import type { Probe, ProbeSet } from "../probe.ts";
import { dataProbe } from "./make-probe.ts";

function gap(id: string, text: string, words: readonly string[]): Probe {
  const labels = [...words.slice(0, 1), "thing", "one"].map((label, place) => ({ label, score: 0.6 / (place + 1) }));
  return dataProbe({ id, ask: { text }, check: fillsGap(words), reference: { kind: "labels", labels } });
}

/** Sentences with a gap that hardly any other word fits. */
export const fillMask: ProbeSet = {
  smoke: gap("gap-smoke", "Paris is the capital of [MASK].", ["France"]),
  graded: [
    gap("gap-1", "The sun rises in the east and sets in the [MASK].", ["west"]),
    gap("gap-2", "A week has seven [MASK].", ["days"]),
    gap("gap-3", "She put the key into the lock and opened the [MASK].", ["door", "lock", "gate"]),
    gap("gap-4", "In winter it is cold, and in summer it is [MASK].", ["hot", "warm", "warmer", "hotter"]),
    gap("gap-5", "The opposite of left is [MASK].", ["right"]),
    gap("gap-6", "He was thirsty, so he drank a glass of [MASK].", ["water", "milk", "wine", "beer", "juice"]),
    gap("gap-7", "Two plus two is [MASK].", ["four", "4"]),
    gap("gap-8", "Neither my brother [MASK] my sister could come.", ["nor", "or"]),
    gap("gap-9", "Bees make [MASK] out of nectar.", ["honey", "honeycomb"]),
    gap("gap-10", "The capital of Germany is [MASK].", ["Berlin"]),
  ],
};
