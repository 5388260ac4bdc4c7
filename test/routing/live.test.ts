import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Configuration } from "../../src/domain/configuration.ts";
import { type Policy, policySchema } from "../../src/policy.ts";
import { createLiveConfiguration } from "../../src/routing/live-configuration.ts";
import { createLivePolicy } from "../../src/routing/live-policy.ts";
import { createRouteFacts } from "../../src/routing/route-facts.ts";
import type { RouteFacts } from "../../src/store/store.ts";
import { modelOf, setUpConfiguration } from "../support/configuration-setup.ts";
import { createTemporaryHome } from "../support/temporary-home.ts";
import { factsOf, routeTo, settle } from "./stage.ts";
import { createSteppedClock } from "./stepped-clock.ts";

function collectWarnings() {
  const warnings: string[] = [];
  return { warnings, logger: { warn: (message: string) => void warnings.push(message) } };
}

describe("the live configuration", () => {
  async function follow() {
    const { home, remove } = createTemporaryHome();
    const setup = setUpConfiguration({ home });
    await setup.commitModel("a/first");
    const { warnings, logger } = collectWarnings();
    const live = await createLiveConfiguration({
      logger,
      repository: {
        read: setup.repository.read,
        subscribe: (listener, onError) =>
          setup.repository.subscribe(listener, (error) => {
            onError(error);
            told.resolve();
          }),
      },
    });
    let told = Promise.withResolvers<void>();
    onTestFinished(() => {
      live.close();
      remove();
    });
    live.subscribe(() => told.resolve());
    async function change(act: () => unknown) {
      told = Promise.withResolvers<void>();
      await act();
      await told.promise;
    }
    return { live, warnings, change, setup, file: join(home, "config", "models.json") };
  }

  it("is the file's, and follows it", async () => {
    const { live, change, setup } = await follow();
    const before = live.current();
    expect(modelOf(before ?? undefined)).toBe("a/first");
    await change(() => setup.commitModel("b/second"));
    expect(modelOf(live.current() ?? undefined)).toBe("b/second");
    expect(modelOf(before ?? undefined)).toBe("a/first");
  });

  it("stays the last good one where the file is invalid, which is told once, until the file is mended", async () => {
    const { live, change, file, warnings } = await follow();
    const good = readFileSync(file, "utf8");
    await change(() => writeFileSync(file, "{"));
    expect(modelOf(live.current() ?? undefined)).toBe("a/first");
    expect(warnings).toEqual([expect.stringContaining("The last good configuration goes on serving: ")]);
    await change(() => writeFileSync(file, good.replace("a/first", "c/third")));
    expect(modelOf(live.current() ?? undefined)).toBe("c/third");
    expect(warnings).toHaveLength(1);
  });

  it("is told of once, however often the same fault comes", async () => {
    const { warnings, logger } = collectWarnings();
    const fault = new Error("It cannot be read.");
    let tell: (configuration: Configuration) => void = () => {};
    let fail: (error: unknown) => void = () => {};
    const live = await createLiveConfiguration({
      logger,
      repository: {
        read: () => Promise.reject(fault),
        subscribe(listener, onError) {
          [tell, fail] = [listener, onError];
          return () => {};
        },
      },
    });
    fail(fault);
    expect(live.current()).toBeNull();
    tell({ revision: 3 } as Configuration);
    expect(live.current()?.revision).toBe(3);
    fail(fault);
    fail(fault);
    expect(warnings).toHaveLength(2);
  });
});

describe("the live policy", () => {
  async function follow() {
    const clock = createSteppedClock();
    const { warnings, logger } = collectWarnings();
    const source = { reads: 0, fewest: 1 as number | Error };
    const reader = {
      async read(): Promise<Policy> {
        source.reads += 1;
        if (source.fewest instanceof Error) throw source.fewest;
        return policySchema.parse({ routing: { attempts: source.fewest } });
      },
    };
    let change = () => {};
    const watched = { refreshes: 0, isClosed: false };
    const watch = (onChange: () => void) => {
      change = onChange;
      return {
        refresh: () => {
          watched.refreshes += 1;
        },
        close: () => {
          watched.isClosed = true;
        },
      };
    };
    const live = await createLivePolicy({ reader, clock, logger, watch });
    return { live, clock, warnings, source, watched, change: () => change() };
  }

  it("is read again as soon as its files have changed, once for several events", async () => {
    const { live, clock, source, watched, change } = await follow();
    source.fewest = 2;
    for (let times = 0; times < 3; times += 1) change();
    clock.advance(30);
    await settle();
    expect(source.reads).toBe(2);
    expect(live.current().routing.attempts).toBe(2);
    expect(watched.refreshes).toBe(2);
    change();
    live.close();
    expect(watched.isClosed).toBe(true);
    expect(clock.pending()).toBe(0);
  });

  it("is looked at again in the background, once a second at most, and only when it is asked for", async () => {
    const { live, clock, source } = await follow();
    source.fewest = 2;
    clock.advance(999);
    for (let times = 0; times < 5; times += 1) expect(live.current().routing.attempts).toBe(1);
    await settle();
    expect(source.reads).toBe(1);
    clock.advance(1);
    for (let times = 0; times < 5; times += 1) live.current();
    await settle();
    expect(source.reads).toBe(2);
    expect(live.current().routing.attempts).toBe(2);
  });

  it("stays the last good one where it is invalid, which is told once", async () => {
    const { live, clock, source, warnings } = await follow();
    source.fewest = new Error("policy.json is not valid.");
    for (let times = 0; times < 3; times += 1) {
      clock.advance(1_000);
      expect(live.current().routing.attempts).toBe(1);
      await settle();
    }
    expect(warnings).toEqual(["The last good policy goes on serving: policy.json is not valid."]);
  });
});

describe("the facts of routes", () => {
  const novita = factsOf(routeTo("a/model"), { outputPrice: 5 });
  const together = factsOf(routeTo("a/model", { host: "together" }));

  function follow() {
    const clock = createSteppedClock();
    const { warnings, logger } = collectWarnings();
    const source = { facts: [novita, together] as RouteFacts[] | Error, reads: 0 };
    const registry = {
      async routeFacts() {
        source.reads += 1;
        if (source.facts instanceof Error) throw source.facts;
        return source.facts;
      },
    };
    return { facts: createRouteFacts({ registry, clock, logger }), clock, source, warnings };
  }

  it("are unknown until they are read, and found by route and by model then, whatever the version", async () => {
    const { facts } = follow();
    expect(facts.factsOf(routeTo("a/model"))).toBeUndefined();
    await settle();
    expect(facts.factsOf(routeTo("a/model", { version: "3" }))).toBe(novita);
    expect(facts.factsOf(routeTo("a/model", { host: null }))).toBeUndefined();
    expect(facts.routesOf({ provider: null, model: "a/model" })).toEqual([novita, together]);
    expect(facts.routesOf({ provider: "ollama", model: "a/model" })).toEqual([]);
  });

  it("are read again when asked for after ten minutes, and when somebody knows that they have changed", async () => {
    const { facts, clock, source } = follow();
    await facts.refresh();
    clock.advance(599_999);
    facts.factsOf(routeTo("a/model"));
    expect(source.reads).toBe(1);
    clock.advance(1);
    facts.factsOf(routeTo("a/model"));
    await settle();
    expect(source.reads).toBe(2);
    source.facts = [together];
    await facts.refresh();
    expect(facts.factsOf(routeTo("a/model"))).toBeUndefined();
  });

  it("stay as they were after a fault, which is told once", async () => {
    const { facts, source, warnings } = follow();
    await facts.refresh();
    source.facts = new Error("The database is locked.");
    await facts.refresh();
    await facts.refresh();
    expect(facts.factsOf(routeTo("a/model"))).toBe(novita);
    expect(warnings).toEqual([expect.stringContaining("The database is locked.")]);
  });
});
