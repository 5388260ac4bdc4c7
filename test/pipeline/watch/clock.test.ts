import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { firstRoute, newRoute } from "../../support/trial-stage.ts";
import { routeOn, setWatchStage, type WatchStage } from "../../support/watch-stage.ts";

let stage: WatchStage;

beforeEach(async () => {
  stage = await setWatchStage();
});

afterEach(() => stage.end());

const minute = 60_000;
const year = 365 * 86_400_000;
const jump = (milliseconds: number) => stage.setup.clock.advance(milliseconds);

/** What happens while the clock is a year ahead. */
async function aYearAhead(act: () => Promise<unknown>): Promise<void> {
  jump(year);
  await act();
  jump(-year);
}

describe("a clock that was a year ahead for a while", () => {
  it("leaves today's money as it was, and the report as of today", async () => {
    await aYearAhead(() => stage.round("availability"));
    const { today, routes } = await stage.report();
    expect(today).toMatchObject({ calls: 0, costUsdNanos: 0 });
    expect(routes[0]).toMatchObject({ state: null, checkedAt: null });
  });

  it("does not keep what fails people from being looked at, nor speed from being measured", async () => {
    await aYearAhead(() => stage.round("availability"));
    stage.called.length = 0;
    await stage.round("speed");
    expect(stage.called.map(({ route }) => route.model)).toEqual(["a/first", "b/second"]);
    jump(6 * minute);
    stage.manners["a/first"] = "broken";
    await stage.use(routeOn("a/first"), { good: 0, bad: 3 });
    expect(await stage.round("judgement")).toMatchObject([{ kind: "replaced" }]);
  });

  it("does not use up the changes of a day", async () => {
    await aYearAhead(async () => {
      for (let change = 0; change < 3; change += 1) {
        await stage.choose({ conversational: ["a/first", "b/second"] });
        stage.manners["a/first"] = "busy";
        await stage.round("availability");
        jump(minute);
      }
    });
    await stage.choose({ conversational: ["a/first", "b/second"] });
    expect(await stage.round("availability")).toContainEqual(expect.objectContaining({ kind: "replaced" }));
  });

  it("lets a probation that it began go on by what people use today", async () => {
    await stage.choose({ conversational: ["a/first", "b/second"] });
    await stage.round("judgement");
    await stage.use(routeOn("a/first"), { good: 190, bad: 10 });
    await aYearAhead(async () => {
      await stage.use(routeOn("a/first"), { good: 190, bad: 10 });
      await stage.choose({ conversational: ["n/new", "a/first"] });
      await stage.round("judgement");
    });
    await stage.round("judgement");
    jump(minute);
    await stage.use(routeOn("n/new"), { good: 2, bad: 8 });
    expect(await stage.round("judgement")).toMatchObject([{ kind: "rolled-back", test: { answers: 10 } }]);
  });

  it("does not put a way back off for a year", async () => {
    await stage.choose({ conversational: ["a/first", "b/second"] });
    await stage.round("judgement");
    await stage.use(routeOn("a/first"), { good: 190, bad: 10 });
    await stage.choose({ conversational: ["n/new", "a/first"] });
    await stage.round("judgement");
    await stage.use(routeOn("n/new"), { good: 2, bad: 8 });
    stage.manners["a/first"] = "gone";
    await aYearAhead(() => stage.round("judgement"));
    stage.manners = {};
    expect(await stage.round("judgement")).toMatchObject([{ kind: "rolled-back" }]);
  });

  it("lets a trial that it began go on by what people use today", async () => {
    await aYearAhead(async () => {
      await stage.use(firstRoute, { good: 190, bad: 10 });
      await stage.start();
    });
    await stage.round("judgement");
    jump(minute);
    await stage.use(newRoute, { good: 5, bad: 30 });
    expect(await stage.round("judgement")).toMatchObject([{ kind: "trial-lost", test: { answers: 35 } }]);
  });
});
