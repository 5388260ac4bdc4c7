import { describe, expect, it } from "vitest";
import { type Baseline, baselines, dateAndSize } from "../../calibration/baselines.ts";
import { acrossFamilies, acrossTime, type Predicted, shareWithin } from "../../calibration/cross-validate.ts";
import { splitDate } from "../../calibration/describe.ts";
import { chatModels, codeModels, codeTests, expectationOfCode } from "../../calibration/fit.ts";
import { leaveFamiliesOut } from "../../calibration/fit-group.ts";
import { rankCorrelation, regret } from "../../calibration/statistics.ts";
import { readCalibrationTable } from "../../calibration/table.ts";
import { coefficients } from "../../src/evaluation/ability/coefficients.ts";

const table = readCalibrationTable();
const rated = chatModels(table);
const { chat, code } = coefficients.groups;
const ninetyPercent = 1.645;

function judge(predicted: readonly Predicted[]) {
  const guess = predicted.map((each) => each.predicted);
  const truth = predicted.map((each) => each.rated.rating);
  return { correlation: rankCorrelation(guess, truth), regret: regret(guess, truth) };
}

function correlationOf(baseline: Baseline, predicted: readonly Predicted[]): number {
  const models = predicted.map((each) => each.rated);
  return rankCorrelation(
    models.map(baseline),
    models.map(({ rating }) => rating),
  );
}

const families = acrossFamilies(rated);
const later = acrossTime(rated, splitDate);
const usual = baselines(Date.parse("2026-02-26"));

describe("with whole families held out", () => {
  it("ranks chat models as people do, and its first choice is hardly behind the best", () => {
    const { correlation, regret: lost } = judge(families);
    expect(families.length).toBeGreaterThanOrEqual(40);
    expect(correlation).toBeGreaterThanOrEqual(0.9);
    expect(lost).toBeLessThan(25);
  });

  it.each(Object.keys(usual))("beats the choice by %s", (name) => {
    const baseline = usual[name] as Baseline;
    expect(judge(families).correlation).toBeGreaterThan(correlationOf(baseline, families) + 0.02);
  });

  it("has learned nothing from the families that it is judged on", () => {
    for (const { held } of leaveFamiliesOut(rated)) {
      const [family] = held.map(({ model }) => model.family);
      expect(held.every(({ model }) => model.family === family)).toBe(true);
      expect(rated.filter(({ model }) => model.family === family)).toHaveLength(held.length);
    }
  });

  it("has about nine tenths of the models within the interval that should hold them", () => {
    const share = shareWithin(families, ninetyPercent * chat.residual);
    expect(share).toBeGreaterThanOrEqual(0.8);
    expect(share).toBeLessThanOrEqual(1);
  });

  it("ranks models of code well too", () => {
    const options = { scales: codeTests.length, expectation: expectationOfCode(chat) };
    const predicted = acrossFamilies(codeModels(table), options);
    const { correlation, regret: lost } = judge(predicted);
    expect(correlation).toBeGreaterThan(0.8);
    expect(lost).toBeLessThan(50);
    expect(shareWithin(predicted, ninetyPercent * code.residual)).toBeGreaterThanOrEqual(0.8);
  });
});

describe("on models that came later", () => {
  it("beats the newest, and date with size", () => {
    const { correlation, regret: lost } = judge(later);
    expect(later.length).toBeGreaterThanOrEqual(15);
    expect(correlation).toBeGreaterThan(correlationOf(usual.newest as Baseline, later));
    expect(correlation).toBeGreaterThan(correlationOf(dateAndSize(later.map((each) => each.rated)), later));
    expect(correlation).toBeGreaterThanOrEqual(0.74);
    expect(lost).toBeLessThan(25);
  });

  it("is judged on none that it was fitted on", () => {
    expect(later.every((each) => (each.rated.model.created ?? "") >= splitDate)).toBe(true);
    const ids = new Set(later.map((each) => each.rated.model.id));
    const dated = rated.filter(({ model }) => model.created !== null);
    expect(
      dated.filter(({ model }) => !ids.has(model.id)).every(({ model }) => (model.created ?? "") < splitDate),
    ).toBe(true);
  });
});
