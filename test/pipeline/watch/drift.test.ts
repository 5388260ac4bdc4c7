import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { servedRoute } from "../../support/candidates.ts";
import { setWatchStage, type WatchStage } from "../../support/watch-stage.ts";

let stage: WatchStage;

beforeEach(async () => {
  stage = await setWatchStage();
  stage.setup.writePolicy({ watching: { dailyBudget: 1 } });
});

afterEach(() => stage.end());

const day = 86_400_000;

async function nights(count: number) {
  const events = [];
  for (let night = 0; night < count; night += 1) {
    stage.setup.clock.advance(day);
    events.push(...(await stage.round("drift")));
  }
  return events;
}

const findings = (events: Awaited<ReturnType<typeof nights>>) =>
  events.flatMap((event) => (event.kind === "drift" ? event.findings : []));

describe("the nightly look for drift", () => {
  it("asks a first choice the same four questions each night, and finds nothing where nothing changes", async () => {
    expect(await nights(14)).toEqual([]);
    expect(stage.called).toHaveLength(14 * 4);
    expect(new Set(stage.called.map(({ ask }) => JSON.stringify(ask))).size).toBe(4);
    const [route] = (await stage.report()).routes;
    expect(route).toMatchObject({ drift: [], driftCheckedAt: stage.setup.clock.now() });
  });

  it("notices another behaviour behind the same name within three nights, and tells it once", async () => {
    await nights(7);
    stage.manners["a/first"] = "wrong";
    const events = await nights(5);
    expect(events).toMatchObject([{ kind: "drift", severity: "warning", task: "conversational" }]);
    expect(findings(events)[0]).toMatch(/^answers \d+ of 12 fixed questions rightly, after \d+ of \d+ before$/);
    expect((await stage.report()).routes[0]?.drift).toHaveLength(1);
  });

  it("does not say of what could not be asked that it is as it was", async () => {
    stage.lacks = "no HF_TOKEN is set, so Hugging Face cannot be asked";
    await nights(1);
    expect((await stage.report()).routes[0]?.driftCheckedAt).toBeNull();
  });

  it("takes one bad night of a model that errs now and then for none", async () => {
    await nights(7);
    stage.manners["a/first"] = ["wrong", "wrong"];
    expect(await nights(6)).toEqual([]);
  });

  it("notices that its host counts the same question otherwise", async () => {
    stage.usage["a/first"] = { inputTokens: 27 };
    await nights(2);
    stage.usage["a/first"] = { inputTokens: 31 };
    expect(findings(await nights(2))).toEqual([
      "counts 31 tokens of the question of which it counted 27: another model or template stands behind the name",
    ]);
  });

  it("notices another price and context; what is to nobody's harm can wait", async () => {
    const route = servedRoute({ host: "novita", outputPrice: 400_000, contextLength: 131_072 });
    stage.catalogue["a/first"] = { routes: [route] };
    await nights(2);
    stage.catalogue["a/first"] = { routes: [{ ...route, outputPrice: 2_000_000, contextLength: 32_768 }] };
    const [dearer] = await nights(2);
    expect(dearer).toMatchObject({
      severity: "warning",
      findings: ["costs $2 per million output tokens, after $0.4", "takes 32,768 tokens of context, after 131,072"],
    });
    stage.setup.clock.advance(7 * day);
    stage.catalogue["a/first"] = { routes: [{ ...route, outputPrice: 100_000, contextLength: 32_768 }] };
    expect(await nights(2)).toMatchObject([{ severity: "info", findings: [expect.stringContaining("costs $0.1")] }]);
  });

  it("tells of a second change within a week when the week has passed", async () => {
    const route = servedRoute({ host: "novita", outputPrice: 400_000 });
    const costs = (outputPrice: number) => {
      stage.catalogue["a/first"] = { routes: [{ ...route, outputPrice }] };
    };
    costs(400_000);
    await nights(1);
    costs(800_000);
    expect(findings(await nights(1))).toEqual(["costs $0.8 per million output tokens, after $0.4"]);
    costs(9_000_000);
    expect(await nights(6)).toEqual([]);
    expect(findings(await nights(3))).toEqual(["costs $9 per million output tokens, after $0.8"]);
    expect(await nights(9)).toEqual([]);
  });

  it("tells what it has found although it was cut off before it could keep that", async () => {
    const route = servedRoute({ host: "novita", outputPrice: 400_000 });
    stage.catalogue["a/first"] = { routes: [route] };
    await nights(1);
    stage.catalogue["a/first"] = { routes: [{ ...route, outputPrice: 9_000_000 }] };
    const { watchLog } = stage.dependencies;
    const failing: typeof watchLog = {
      ...watchLog,
      writeNote: async (note) => {
        if (note.kind === "event") throw new Error("The power failed.");
        return await watchLog.writeNote(note);
      },
    };
    Object.assign(stage.dependencies, { watchLog: failing });
    await expect(nights(1)).rejects.toThrow("The power failed.");
    Object.assign(stage.dependencies, { watchLog });
    expect(findings(await nights(2))).toHaveLength(1);
  });

  it("notices that it has become three times as slow", async () => {
    const check = { kind: "availability", task: null, outcome: "up", reason: null, calls: 1 } as const;
    const nothing = { tokensPerSecond: null, inputTokens: null, asked: null, right: null, costUsdNanos: 0 };
    const [{ route } = { route: null }] = (await stage.report()).routes;
    if (route === null) throw new Error("Nothing is configured.");
    const measure = async (firstTokenMs: number) => {
      stage.setup.clock.advance(3 * 3_600_000);
      const at = stage.setup.clock.now();
      await stage.store.keepChecks([{ at, route, firstTokenMs, ...check, ...nothing }]);
    };
    for (let look = 0; look < 40; look += 1) await measure(400 + look);
    await nights(1);
    for (let look = 0; look < 8; look += 1) await measure(2_500);
    expect(findings(await stage.round("drift"))).toEqual(["begins to answer after 2.5 s, where 0.4 s was usual"]);
  });

  it("forgets what was looked at when nothing configures it any more", async () => {
    await nights(1);
    await stage.choose({ conversational: ["b/second"] });
    await nights(20);
    expect(await stage.store.notes("baseline")).toHaveLength(2);
    await nights(20);
    expect((await stage.store.notes("baseline")).map(({ key }) => key)).toEqual([expect.stringContaining("b/second")]);
  });

  it("spends half of what is left of the day's money at the most", async () => {
    stage.setup.writePolicy({ watching: { dailyBudget: 0.003 } });
    expect(await nights(1)).toEqual([]);
    expect(stage.called.length).toBeGreaterThan(0);
    expect(stage.called.length).toBeLessThan(4);
    expect((await stage.report()).today.costUsdNanos).toBeLessThanOrEqual(1_500_000);
  });
});

describe("the look at speed", () => {
  it("measures every chat route by one token, where nobody has lately", async () => {
    await stage.round("speed");
    expect(stage.called.map(({ route, options }) => [route.model, options.max_tokens])).toEqual([
      ["a/first", 1],
      ["b/second", 1],
    ]);
    stage.setup.clock.advance(600_000);
    await stage.round("speed");
    expect(stage.called).toHaveLength(2);
    stage.setup.clock.advance(6 * 3_600_000);
    await stage.round("speed");
    expect(stage.called).toHaveLength(4);
    expect((await stage.report()).routes[1]?.firstTokenMs).not.toBeNull();
  });
});

describe("the day's money", () => {
  it("is not exceeded by a day of looks, whatever a call costs", async () => {
    const budgetUsd = 0.002;
    stage.setup.writePolicy({ watching: { dailyBudget: budgetUsd } });
    const midnight = Date.parse("2026-11-22T00:00:00.000Z");
    stage.setup.clock.advance(midnight - stage.setup.clock.now());
    for (let look = 0; look < 47; look += 1) {
      await stage.round("availability");
      if (look % 12 === 0) await stage.round("speed");
      stage.setup.clock.advance(30 * 60_000);
    }
    const { today } = await stage.report();
    expect(today.calls).toBeGreaterThan(2);
    expect(today.costUsdNanos).toBeLessThanOrEqual(budgetUsd * 1e9);
  });
});
