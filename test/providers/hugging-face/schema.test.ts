import { describe, expect, it } from "vitest";
import { mergeRouter, readRouterCatalogue } from "../../../src/providers/hugging-face/router-schema.ts";
import { readCandidate } from "../../../src/providers/hugging-face/schema.ts";

const entry = {
  id: "65f0c0ffee65f0c0ffee65f0",
  name: "zai-org/GLM-5",
  task: "text-generation",
  gated: "auto",
  disabled: false,
  downloads: 12,
  likes: 3,
  createdAt: "2026-02-11T00:00:00.000Z",
  tags: ["conversational", "license:MIT"],
  safetensors: { total: 754_000_000_000 },
  inferenceProviderMapping: [
    {
      provider: "novita",
      providerId: "zai-org/glm-5",
      status: "live",
      task: "conversational",
      type: "single-model",
      features: { toolCalling: true },
      performance: { firstTokenLatencyMs: 1175.8, tokensPerSecond: 36.1 },
      providerDetails: { context_length: 202_800, pricing: { input: 0.7, output: 2.5 } },
    },
    { provider: "a-new-host", status: "warming-up", task: "text-to-image", type: "tag-filter" },
  ],
};

function read(facts: Record<string, unknown>) {
  return readCandidate({ ...entry, ...facts }, "huggingface");
}

describe("a model's record", () => {
  it("becomes a candidate", () => {
    expect(read({})).toEqual({
      provider: "huggingface",
      model: "zai-org/GLM-5",
      pipelineTag: "text-generation",
      tags: ["conversational", "license:MIT"],
      createdAt: Date.parse("2026-02-11T00:00:00.000Z"),
      downloads: 12,
      likes: 3,
      licence: "mit",
      isGated: true,
      isDisabled: false,
      parameters: 754_000_000_000,
      benchmarks: [],
      routes: [
        {
          host: "novita",
          version: null,
          interface: "chat",
          status: "live",
          isAdapter: false,
          inputPrice: 700_000,
          outputPrice: 2_500_000,
          isFree: false,
          contextLength: 202_800,
          firstTokenMs: 1176,
          tokensPerSecond: 36.1,
          supportsTools: true,
        },
        {
          host: "a-new-host",
          version: null,
          interface: "text-to-image",
          status: "unknown",
          isAdapter: true,
          inputPrice: null,
          outputPrice: null,
          isFree: null,
          contextLength: null,
          firstTokenMs: null,
          tokensPerSecond: null,
          supportsTools: null,
        },
      ],
    });
  });

  it("is known by its id alone", () => {
    expect(readCandidate({ name: "a/b" }, "huggingface")).toEqual({
      provider: "huggingface",
      model: "a/b",
      pipelineTag: null,
      tags: [],
      createdAt: null,
      downloads: null,
      likes: null,
      licence: null,
      isGated: null,
      isDisabled: null,
      parameters: null,
      benchmarks: [],
      routes: [],
    });
  });

  it.each([undefined, null, 7, "", {}])("is nothing with the id %j", (name) => {
    expect(read({ name })).toBeNull();
  });

  it("has unknown facts where they are of a wrong type", () => {
    const odd = { task: 3, gated: 1, disabled: "no", downloads: "12", likes: -1, createdAt: "yesterday", tags: "x" };
    expect(read({ ...odd, safetensors: [], inferenceProviderMapping: [null, "x"], evalResults: {} })).toMatchObject({
      pipelineTag: null,
      isGated: null,
      isDisabled: null,
      downloads: null,
      likes: null,
      createdAt: null,
      tags: [],
      licence: null,
      parameters: null,
      routes: [],
      benchmarks: [],
    });
  });

  it("does not take a price of nothing for a gift", () => {
    const mapping = { provider: "together", task: "conversational", status: "live" };
    const price = { providerDetails: { pricing: { input: 0, output: 0 } } };
    expect(read({ inferenceProviderMapping: [{ ...mapping, ...price }] })?.routes[0]).toMatchObject({
      inputPrice: null,
      outputPrice: null,
      isFree: null,
    });
  });

  it("carries its results as they were published", () => {
    const dataset = { id: "TIGER-Lab/MMLU-Pro", task_id: "default" };
    const candidate = read({
      evalResults: [
        { filename: "a.yaml", verified: true, data: { dataset, value: 81.2 } },
        { filename: "b.yaml", verified: false, dataset: { id: "mteb/arguana" }, value: "50.1 ± 2" },
        { filename: "c.yaml", data: { dataset, value: "good" } },
        { filename: "d.yaml", data: { value: 3 } },
      ],
      "model-index": [
        {
          name: "x",
          results: [
            {
              task: { type: "automatic-speech-recognition" },
              metrics: [
                { type: "WER", value: 4.2, verified: true },
                { type: "my-metric", value: 1 },
              ],
            },
            null,
          ],
        },
      ],
    });
    expect(candidate?.benchmarks).toEqual([
      { benchmark: "TIGER-Lab/MMLU-Pro", value: 81.2, origin: "record", isVerified: true, pipeline: null },
      { benchmark: "mteb/arguana", value: 50.1, origin: "record", isVerified: false, pipeline: null },
      {
        benchmark: "wer",
        value: 4.2,
        origin: "model-card",
        isVerified: true,
        pipeline: "automatic-speech-recognition",
      },
    ]);
  });
});

describe("the router's catalogue", () => {
  const candidate = read({});
  function merged(providers: unknown[]) {
    const catalogue = readRouterCatalogue({ data: [null, { object: "model" }, { id: "zai-org/GLM-5", providers }] });
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
    expect(readRouterCatalogue(answer)).toBeNull();
  });
});
