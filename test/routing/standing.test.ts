import { describe, expect, it } from "vitest";
import type { Route } from "../../src/domain/route.ts";
import type { NoRouteError } from "../../src/routing/errors.ts";
import { fails, routeTo, setStage } from "./stage.ts";

const [first, second, third] = ["a/first", "b/second", "c/third"].map((model) => routeTo(model)) as [
  Route,
  Route,
  Route,
];

describe("an account without credit", () => {
  it("is left alone as a whole after two routes, and others answer", async () => {
    const elsewhere = routeTo("d/local", { provider: "ollama" });
    const stage = setStage([first, second, third, elsewhere]);
    for (const model of ["a/first", "b/second"]) stage.scripts[model] = fails("no-credit", { code: 402 });
    expect((await stage.answer()).attempts).toEqual([
      "a/first primary no-credit",
      "b/second fallback no-credit",
      "d/local fallback answered",
    ]);
    stage.clock.advance(3_600_000);
    expect((await stage.answer()).attempts).toEqual(["a/first probe no-credit", "d/local fallback answered"]);
  });
});

describe("a single model", () => {
  it("is tried again at the moment that was told", async () => {
    const stage = setStage([first]);
    stage.scripts["a/first"] = fails("busy", { code: 429, retryAfterMs: 7_000 });
    const { error } = await stage.answer();
    delete stage.scripts["a/first"];
    stage.clock.advance(6_999);
    expect((await stage.answer()).attempts).toEqual([]);
    stage.clock.advance(1);
    expect((error as NoRouteError).retryAt).toBe(stage.clock.now());
    expect((await stage.answer()).attempts).toEqual(["a/first probe answered"]);
    expect((await stage.answer()).attempts).toEqual(["a/first primary answered"]);
  });
});

describe("a router that is closed", () => {
  it("takes no more requests", async () => {
    const stage = setStage();
    stage.router.close();
    await expect(stage.ask()).rejects.toThrow("is being stopped");
  });
});
