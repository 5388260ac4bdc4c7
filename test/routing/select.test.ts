import { describe, expect, it } from "vitest";
import type { Route } from "../../src/domain/route.ts";
import { NoRouteError, UnknownTargetError } from "../../src/routing/errors.ts";
import type { RouterRequest } from "../../src/routing/request.ts";
import type { RouteFacts } from "../../src/store/store.ts";
import { chat, configure, factsOf, fails, routeTo, type Stage, setStage } from "./stage.ts";

const [first, second, third] = ["a/first", "b/second", "c/third"].map((model) => routeTo(model)) as [
  Route,
  Route,
  Route,
];

/** The models that were called for a request, of three whose facts are given in their order. */
async function called(
  facts: Partial<RouteFacts>[],
  { request = {}, prepare = () => {} }: { request?: Partial<RouterRequest>; prepare?: (stage: Stage) => void } = {},
): Promise<string[]> {
  const routes = [first, second, third];
  const stage = setStage(routes);
  stage.facts = facts.flatMap((each, position) => factsOf(routes[position] ?? first, each));
  for (const { model } of routes) stage.scripts[model] = fails("gone");
  prepare(stage);
  await stage.answer(request);
  return stage.calls.map(({ route }) => route.model);
}

const everyone = ["a/first", "b/second", "c/third"];
const withTools = { ask: chat("Hello", { tools: [{ type: "function", function: { name: "look" } }] }) };
const picture = { type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } };
const withPicture: Partial<RouterRequest> = {
  ask: {
    kind: "chat",
    messages: [{ role: "user", content: [{ type: "text", text: "What is it?" }, picture] }],
    options: {},
  },
};
const free = (stage: Stage) => {
  stage.policy.freeOnly = true;
};
const atMost = (dollars: number) => (stage: Stage) => {
  stage.policy.maximumPrice = dollars;
};

describe("the needs of a request", () => {
  it.each<[string, Partial<RouteFacts>[], Parameters<typeof called>[1], string[]]>([
    ["nothing", [{ supportsTools: false }, {}, { supportsVision: false }], {}, everyone],
    [
      "tools that it brings",
      [{ supportsTools: false }, { supportsTools: true }, {}],
      { request: withTools },
      everyone.slice(1),
    ],
    [
      "no tools by an empty list",
      [{ supportsTools: false }],
      { request: { ask: chat("Hi", { tools: [] }) } },
      everyone,
    ],
    ["tools that are named", [{ supportsTools: false }], { request: { needs: { tools: true } } }, everyone.slice(1)],
    ["pictures that it brings", [{}, { supportsVision: false }], { request: withPicture }, ["a/first", "c/third"]],
    [
      "room for its length",
      [{ contextLength: 9 }, { contextLength: 10 }],
      { request: { ask: chat("x".repeat(40)) } },
      everyone.slice(1),
    ],
    [
      "room that is named",
      [{ contextLength: 99 }, { contextLength: 100 }],
      { request: { needs: { contextTokens: 100 } } },
      everyone.slice(1),
    ],
    [
      "a price",
      [{ outputPrice: 5 }, { outputPrice: 6 }, {}],
      { request: { needs: { maximumOutputPrice: 5 } } },
      ["a/first"],
    ],
    [
      "what costs nothing",
      [{ isFree: true }, {}, { outputPrice: 1 }],
      { request: { needs: { maximumOutputPrice: 0 } } },
      ["a/first"],
    ],
    ["its own machine", [], { request: { needs: { localOnly: true } } }, []],
  ])("for %s are met by every model that is tried", async (_what, facts, options, models) => {
    expect(await called(facts, options)).toEqual(models);
  });

  it("are told where no model meets them, and waiting does not help", async () => {
    const stage = setStage([first]);
    stage.facts = [factsOf(first, { supportsTools: false })];
    const { error } = await stage.answer(withTools);
    expect(error).toBeInstanceOf(NoRouteError);
    expect(error).toMatchObject({ retryAt: null });
    expect((error as Error).message).toContain("a/first on novita: it does not call tools");
  });
});

describe("the policy", () => {
  it.each<[string, Partial<RouteFacts>[], (stage: Stage) => void, string[]]>([
    ["free models only", [{ isFree: false }, { isFree: true }, { isFree: null }], free, ["b/second"]],
    ["free models only, of which nothing is known", [{ isFree: false }], free, ["b/second", "c/third"]],
    [
      "a maximum price",
      [{ outputPrice: 2_000_001 }, { outputPrice: 2_000_000 }, { outputPrice: null }],
      atMost(2),
      ["b/second"],
    ],
    ["a maximum price, of which nothing is known", [{ outputPrice: 2_000_001 }], atMost(2), ["b/second", "c/third"]],
    ["a price that free ones do not have", [{ outputPrice: 9_000_000, isFree: true }], atMost(2), everyone],
  ])("of %s holds for the first choice and for those behind it", async (_what, facts, prepare, models) => {
    expect(await called(facts, { prepare })).toEqual(models);
  });

  it.each([
    ["free models only", free],
    ["a maximum price", atMost(2)],
  ])("of %s lets a person's own choice pass only where it is known to obey", async (_what, prepare) => {
    const own = routeTo("d/own");
    expect(await called([], { prepare, request: { ownChoice: own } })).toEqual(everyone);
    const cheap = (stage: Stage) => {
      prepare(stage);
      stage.facts.push(factsOf(own, { isFree: true, outputPrice: 0 }));
    };
    expect(await called([], { prepare: cheap, request: { ownChoice: own } })).toEqual(["d/own"]);
  });

  it.each([
    ["free models only", free],
    ["a maximum price", atMost(2)],
  ])("of %s goes behind a person's pin", async (_what, prepare) => {
    const pin = (stage: Stage) => {
      prepare(stage);
      const task = stage.configuration?.tasks.conversational;
      if (task) task.primary = { ...task.primary, origin: "pin" };
    };
    const dear = { isFree: false, outputPrice: 9_000_000 };
    expect(await called([dear, dear, dear], { prepare: pin })).toEqual(["a/first"]);
  });

  it("lets what runs on a machine of one's own pass as free", async () => {
    const local = routeTo("d/own", { provider: "ollama", host: null });
    const request = { ownChoice: local, needs: { localOnly: true, maximumOutputPrice: 0 } };
    expect(await called([], { prepare: free, request })).toEqual(["d/own"]);
  });

  it.each([
    ["local", { localOnly: true }],
    ["without a price", { maximumOutputPrice: 0 }],
  ])("does not take a model for %s that such a machine hands on to others", async (_what, needs) => {
    const handedOn = routeTo("d/own:cloud", { provider: "ollama", host: null });
    const prepare = (stage: Stage) => stage.facts.push(factsOf(handedOn, { isLocal: false }));
    expect(await called([], { prepare, request: { ownChoice: handedOn, needs } })).toEqual([]);
  });
});

describe("a task", () => {
  it("is served by the person's own choice first, once", async () => {
    const stage = setStage();
    for (const model of everyone) stage.scripts[model] = fails("gone");
    const { attempts } = await stage.answer({ ownChoice: second });
    expect(attempts).toEqual(["b/second own-choice gone", "a/first primary gone", "c/third fallback gone"]);
  });

  it("is passed over at a provider that is turned off", async () => {
    const stage = setStage([routeTo("a/first", { provider: "replicate" }), second]);
    expect((await stage.answer()).attempts).toEqual(["b/second fallback answered"]);
  });

  it("that has no model is unknown, and those that have one are named", async () => {
    const stage = setStage();
    const asking = stage.ask({ target: { task: "summarization" } });
    await expect(asking).rejects.toThrow(UnknownTargetError);
    await expect(stage.ask({ target: { task: "summarization" } })).rejects.toThrow(
      "No model is configured for Summarization. The tasks that have one are conversational.",
    );
  });

  it("asks for an update where there is no configuration yet", async () => {
    const stage = setStage();
    stage.configuration = null;
    await expect(stage.ask()).rejects.toThrow("No task has one yet: run an update first.");
  });

  it("is served by a changed configuration from the next request on, and a running answer finishes as it began", async () => {
    const stage = setStage([first]);
    const running = (await stage.ask()).events[Symbol.asyncIterator]();
    await running.next();
    stage.configuration = configure([second], { revision: 8 });
    expect((await stage.answer()).attempts).toEqual(["b/second primary answered"]);
    while (!(await running.next()).done);
    expect(stage.records.map(({ route, revision }) => [route.model, revision])).toEqual([
      ["b/second", 8],
      ["a/first", 7],
    ]);
  });
});

describe("a model by its name", () => {
  it("is reached by its routes in the configuration first, then by those that its sources have named", async () => {
    const stage = setStage([first, second]);
    const elsewhere = routeTo("b/second", { host: "together" });
    stage.facts = [factsOf(elsewhere), factsOf(second), factsOf(routeTo("x/other"))];
    stage.scripts["b/second"] = fails("busy");
    const { attempts } = await stage.answer({ target: { provider: null, model: "b/second" } });
    expect(attempts).toEqual(["b/second primary busy", "b/second fallback busy"]);
    expect(stage.calls.map(({ route }) => route.host)).toEqual(["novita", "together"]);
    expect(stage.records[0]).toMatchObject({ task: null });
  });

  it("that nobody has heard of is asked for at the provider that is named", async () => {
    const stage = setStage();
    await stage.answer({ target: { provider: "ollama", model: "llama3:8b" } });
    expect(stage.calls[0]?.route).toEqual(routeTo("llama3:8b", { provider: "ollama", host: null }));
  });

  it.each([
    ["without a provider", { provider: null, model: "x/unheard-of" }, "No model of the name x/unheard-of is known"],
    [
      "at a provider that is not on",
      { provider: "replicate", model: "x/y" },
      "No provider of the name replicate is turned on",
    ],
  ])("that nobody has heard of is unknown %s", async (_what, target, sentence) => {
    await expect(setStage().ask({ target })).rejects.toThrow(sentence);
  });
});
