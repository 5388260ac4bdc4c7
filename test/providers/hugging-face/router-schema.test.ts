import { describe, expect, it } from "vitest";
import { mergeRouter, readRouterCatalogue } from "../../../src/providers/hugging-face/router-schema.ts";
import { readCandidate } from "../../../src/providers/hugging-face/schema.ts";

const entry = {
  name: "zai-org/GLM-5",
  inferenceProviderMapping: [
    {
      provider: "novita",
      status: "live",
      task: "conversational",
      features: { toolCalling: true },
      performance: { firstTokenLatencyMs: 1175.8, tokensPerSecond: 36.1 },
      providerDetails: { context_length: 202_800, pricing: { input: 0.7, output: 2.5 } },
    },
    { provider: "a-new-host", status: "warming-up", task: "text-to-image", type: "tag-filter" },
  ],
};
const candidate = readCandidate(entry, "huggingface", () => {});

describe("the router's catalogue", () => {
  function merged(providers: unknown[]) {
    const data = [null, { object: "model" }, { id: "zai-org/GLM-5", providers }];
    const catalogue = readRouterCatalogue({ data }, () => {});
    if (!catalogue || !candidate) throw new Error("unreadable");
    return mergeRouter(candidate, catalogue);
  }

  it("wins where both know, and is silent where it does not", () => {
    const [novita, other] = merged([
      {
        provider: "novita",
        status: "error",
        pricing: { input: 1, output: 3 },
        throughput: 24.7,
        supports_tools: false,
      },
    ]).routes;
    expect(novita).toMatchObject({
      status: "error",
      inputPrice: 1_000_000,
      outputPrice: 3_000_000,
      tokensPerSecond: 24.7,
      supportsTools: false,
      contextLength: 202_800,
      firstTokenMs: 1176,
    });
    expect(other).toEqual(candidate?.routes[1]);
  });

  it("adds the hosts that only it knows, as chat routes", () => {
    const routes = merged([
      null,
      { status: "live" },
      { provider: "groq", status: "live", context_length: 1000 },
    ]).routes;
    expect(routes.map(({ host }) => host)).toEqual(["novita", "a-new-host", "groq"]);
    expect(routes[2]).toMatchObject({ interface: "chat", status: "live", contextLength: 1000, inputPrice: null });
  });

  it("says what is free, where the Hub names a price", () => {
    const [novita] = merged([{ provider: "novita", status: "live", is_free: true }]).routes;
    expect(novita).toMatchObject({ isFree: true, inputPrice: 0, outputPrice: 0 });
  });

  it.each([null, [], { data: {} }, "models"])("is unreadable as %j", (answer) => {
    expect(readRouterCatalogue(answer, () => {})).toBeNull();
  });

  it("passes over what is not spelt like a name, with a reason, and leaves out what nobody serves", () => {
    const reasons: string[] = [];
    const good = { provider: "groq", status: "live" };
    const data = [
      { id: "a/good", providers: [good, null, { provider: "x\u001b" }, { provider: "__proto__" }] },
      { id: "a/unserved", providers: [] },
      { id: "a/odd", providers: {} },
      { id: "../../etc", providers: [good] },
      "a/text",
    ];
    const catalogue = readRouterCatalogue({ data }, (reason) => reasons.push(reason));
    expect([...(catalogue ?? [])].map(([model, routes]) => [model, ...routes.keys()])).toEqual([["a/good", "groq"]]);
    expect(reasons).toHaveLength(6);
    expect(new Set(reasons)).toEqual(
      new Set([
        "a host in the router's catalogue has no proper name",
        "an entry of the router's catalogue has no proper id or no list of hosts",
      ]),
    );
  });
});
