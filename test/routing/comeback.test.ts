import { describe, expect, it } from "vitest";
import { policySchema } from "../../src/policy.ts";
import { accountOf } from "../../src/routing/account.ts";
import type { NoRouteError } from "../../src/routing/errors.ts";
import {
  configure,
  fails,
  failure,
  finish,
  plays,
  read,
  routeTo,
  type Stage,
  setStage,
  settle,
  text,
} from "./stage.ts";

const minute = 60_000;
const hour = 60 * minute;
const own = routeTo("a/first", { provider: "own", host: null });
const near = routeTo("a/first", { provider: "ollama", host: null });

function declare(stage: Stage, declaration: object): void {
  const kind = "openai-compatible";
  stage.policy = policySchema.parse({ providers: { own: { kind, baseUrl: "http://10.0.0.1/v1", ...declaration } } });
}

/** A stage whose only model was just found to be gone. */
async function setStageWithoutModel(route = own): Promise<Stage> {
  const stage = setStage([route]);
  declare(stage, {});
  stage.scripts["a/first"] = fails("gone", { code: 404 });
  await stage.answer();
  delete stage.scripts["a/first"];
  expect((await stage.answer()).attempts).toEqual([]);
  return stage;
}

describe("a model that is gone", () => {
  it.each<[string, object]>([
    ["another address", { baseUrl: "http://10.0.0.2/v1" }],
    ["another key", { apiKeyEnv: "OTHER_KEY" }],
    ["another kind", { kind: "ollama" }],
  ])("is asked at once where its provider is declared with %s", async (_what, declaration) => {
    const stage = await setStageWithoutModel();
    declare(stage, declaration);
    expect((await stage.answer()).attempts).toEqual(["a/first primary answered"]);
  });

  it("is asked at once where its provider was declared otherwise while it was asked in vain", async () => {
    const stage = setStage([routeTo("b/second"), own]);
    declare(stage, {});
    stage.scripts["b/second"] = () => {
      declare(stage, { baseUrl: "http://10.0.0.2/v1" });
      throw failure("gone");
    };
    stage.scripts["a/first"] = fails("gone", { code: 404 });
    await stage.answer();
    delete stage.scripts["a/first"];
    expect((await stage.answer()).attempts).toEqual(["a/first fallback answered"]);
  });

  it("is left alone where something else is changed in the policy", async () => {
    const stage = await setStageWithoutModel();
    declare(stage, { baseUrl: "http://10.0.0.1/v1/" });
    stage.policy.routing.attempts = 3;
    expect((await stage.answer()).attempts).toEqual([]);
  });

  it("is asked at once, by one caller, where a new revision names it", async () => {
    const second = routeTo("b/second");
    const stage = setStage([own, second]);
    stage.scripts["a/first"] = fails("gone", { code: 404 });
    await stage.answer();
    stage.configuration = configure([own, second], { revision: 8 });
    stage.scripts["a/first"] = plays("hang");
    const controller = new AbortController();
    const probing = read(await stage.ask({ signal: controller.signal }));
    await settle();
    expect((await stage.answer()).attempts).toEqual(["b/second fallback answered"]);
    stage.scripts["a/first"] = plays(text("Back"), finish);
    controller.abort();
    expect((await probing).attempts).toEqual(["a/first probe cancelled"]);
    expect((await stage.answer()).attempts).toEqual(["a/first probe answered"]);
    expect((await stage.answer()).attempts).toEqual(["a/first primary answered"]);
  });

  it("is left alone for as long as before where that fails", async () => {
    const stage = await setStageWithoutModel();
    stage.scripts["a/first"] = fails("gone", { code: 404 });
    stage.configuration = configure([own], { revision: 8 });
    expect((await stage.answer()).attempts).toEqual(["a/first probe gone"]);
    expect((await stage.answer()).attempts).toEqual([]);
  });

  it("is tried again after an hour where nothing else can serve, as was told", async () => {
    const stage = await setStageWithoutModel();
    const { error } = await stage.answer();
    const { retryAt } = error as NoRouteError;
    expect(retryAt).toBe(stage.clock.now() + hour);
    stage.clock.advance(hour - 1);
    expect((await stage.answer()).attempts).toEqual([]);
    stage.clock.advance(1);
    expect((await stage.answer()).attempts).toEqual(["a/first probe answered"]);
  });

  it("is left alone for six hours where another one serves", async () => {
    const stage = setStage();
    stage.scripts["a/first"] = fails("gone", { code: 404 });
    await stage.answer();
    stage.clock.advance(6 * hour - 1);
    expect((await stage.answer()).attempts).toEqual(["b/second fallback answered"]);
    stage.clock.advance(1);
    expect((await stage.answer()).attempts).toEqual(["a/first probe gone", "b/second fallback answered"]);
  });

  it("is tried again where the others serve, but not what is asked for", async () => {
    const stage = setStage([own, near]);
    declare(stage, {});
    stage.scripts["a/first"] = fails("gone", { code: 404 });
    await stage.answer({ needs: { localOnly: true } });
    delete stage.scripts["a/first"];
    stage.clock.advance(minute);
    expect((await stage.answer({ needs: { localOnly: true } })).attempts).toEqual(["a/first probe answered"]);
  });

  it("on a machine of one's own is tried again after a minute: somebody may have fetched it", async () => {
    const stage = await setStageWithoutModel(near);
    stage.clock.advance(minute);
    expect((await stage.answer()).attempts).toEqual(["a/first probe answered"]);
  });
});

describe("an account", () => {
  const address = { kind: "openai-compatible", baseUrl: "https://example.org/v1", apiKeyEnv: "SHARED_KEY" };

  it("is the same for providers that share key and address, whatever their names", async () => {
    const routes = ["a", "b", "c"].map((model) => routeTo(model, { provider: model === "a" ? "own" : "huggingface" }));
    const stage = setStage(routes);
    stage.policy = policySchema.parse({ providers: { own: address, huggingface: address } });
    for (const model of ["a", "b"]) stage.scripts[model] = fails("no-credit", { code: 402 });
    expect((await stage.answer()).attempts).toEqual(["a primary no-credit", "b fallback no-credit"]);
  });

  it.each<[string, object, object, boolean]>([
    ["the same address with a slash", {}, { baseUrl: "https://example.org/v1/" }, true],
    ["another address", {}, { baseUrl: "https://example.com/v1" }, false],
    ["another key", {}, { apiKeyEnv: "OTHER_KEY" }, false],
    ["no key", {}, { apiKeyEnv: undefined }, false],
    ["another way of keeping models", {}, { keepAlive: "10m" }, true],
  ])("is by %s the same: %#", (_what, first, second, isSame) => {
    const policy = policySchema.parse({ providers: { a: { ...address, ...first }, b: { ...address, ...second } } });
    expect(accountOf("a", policy) === accountOf("b", policy)).toBe(isSame);
  });

  it("is the settings' where the policy does not say, one for each kind", () => {
    const policy = policySchema.parse({ providers: { huggingface: {}, again: { kind: "huggingface" }, ollama: {} } });
    expect(accountOf("again", policy)).toBe(accountOf("huggingface", policy));
    expect(accountOf("ollama", policy)).not.toBe(accountOf("huggingface", policy));
  });
});
