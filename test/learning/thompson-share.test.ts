import { describe, expect, it } from "vitest";
import { chanceToBeBetter, thompsonShare } from "../../src/learning/thompson-share.ts";

const incumbent = { good: 950, bad: 50 };
const nothing = { good: 0, bad: 0 };

describe("Thompson's share", () => {
  it("is the half at most, and one in twenty at least, however clear it is", () => {
    expect(thompsonShare({ challenger: { good: 400, bad: 0 }, incumbent })).toBe(0.5);
    expect(thompsonShare({ challenger: { good: 0, bad: 400 }, incumbent })).toBe(0.05);
  });

  it("moves towards the better one with every answer", () => {
    const shares = [0, 1, 2, 3, 4, 6].map((bad) => thompsonShare({ challenger: { good: 40 - bad, bad }, incumbent }));
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    expect(shares[0]).toBe(0.5);
    expect(shares.at(-1)).toBeLessThan(0.1);
  });

  it("is the half where nothing is known of either", () => {
    expect(chanceToBeBetter({ challenger: nothing, incumbent: nothing })).toBeCloseTo(0.5, 6);
    expect(chanceToBeBetter({ challenger: incumbent, incumbent })).toBeCloseTo(0.5, 6);
  });

  it("is as often as draws of both prefer the challenger", () => {
    // Gamma variates with whole parameters are sums of exponential ones, and two of them make a beta variate.
    let seed = 1;
    const random = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const gamma = (size: number) => Array.from({ length: size }, () => -Math.log(random())).reduce((a, b) => a + b, 0);
    const draw = (good: number, bad: number) => {
      const ours = gamma(good);
      return ours / (ours + gamma(bad));
    };
    const draws = 4_000;
    let preferred = 0;
    for (let time = 0; time < draws; time += 1) if (draw(37, 3) > draw(100, 5)) preferred += 1;
    // Less what is believed beforehand: 9.5 good ones and 0.5 bad.
    const chance = chanceToBeBetter({ challenger: { good: 27.5, bad: 2.5 }, incumbent: { good: 90.5, bad: 4.5 } });
    expect(Math.abs(chance - preferred / draws)).toBeLessThan(0.02);
  });
});
