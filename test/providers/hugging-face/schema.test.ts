import { describe, expect, it } from "vitest";
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
  return readCandidate({ ...entry, ...facts }, "huggingface", () => {});
}

/** The candidate without a word of complaint, or with these. */
function readWithReasons(facts: Record<string, unknown>) {
  const reasons: string[] = [];
  const candidate = readCandidate({ ...entry, ...facts }, "huggingface", (reason) => reasons.push(reason));
  return { candidate, reasons };
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
      lineage: null,
      family: null,
      quantization: null,
      isLocal: false,
      isTrusted: false,
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
          supportsVision: null,
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
          supportsVision: null,
        },
      ],
    });
  });

  it("is known by its id alone", () => {
    expect(readCandidate({ name: "a/b" }, "huggingface", () => {})).toEqual({
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
      lineage: null,
      family: null,
      quantization: null,
      isLocal: false,
      isTrusted: false,
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
      lineage: null,
      routes: [],
      benchmarks: [],
    });
  });

  it("tells what it was made from, and takes no weights for an unknown number of them", () => {
    const baseModels = { relation: "quantized", models: [{ _id: "1", id: "maker/model" }, { id: "no id" }, null] };
    const known = read({ baseModels, safetensors: { total: 0 }, gguf: { total: 8_000_000_000 } });
    expect(known).toMatchObject({
      lineage: { relation: "quantized", bases: ["maker/model"] },
      parameters: 8_000_000_000,
    });
    for (const odd of [
      { relation: "twin", models: [{ id: "maker/model" }] },
      { relation: "merge", models: [] },
      [],
      "x",
    ]) {
      expect(read({ baseModels: odd, safetensors: { total: 0 } })).toMatchObject({ lineage: null, parameters: null });
    }
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

  const hostile = ["x\u001b[31m", "a b", "<b>", "../up", "__proto__", "constructor", "n".repeat(300), "a/../b", "é"];

  it.each([...hostile, "a/b/c", "/a", "a/", ".", "..", "a/..", "a/__proto__", "a\n"])(
    "is nothing with the id %j",
    (name) => {
      const { candidate, reasons } = readWithReasons({ name });
      expect(candidate).toBeNull();
      expect(reasons).toEqual(["a model has no proper id"]);
    },
  );

  it.each(["gpt2", "zai-org/GLM-5", "a_b/c.d-e", "01-ai/Yi-1.5-9B"])("is well with the id %j", (name) => {
    expect(readWithReasons({ name })).toMatchObject({ candidate: { model: name }, reasons: [] });
  });

  it.each([...hostile, 7, "", null])("loses the host that calls itself %j", (provider) => {
    const [good] = entry.inferenceProviderMapping;
    const { candidate, reasons } = readWithReasons({ inferenceProviderMapping: [{ ...good, provider }, good] });
    expect(candidate?.routes.map(({ host }) => host)).toEqual(["novita"]);
    expect(reasons).toEqual(["a host of a model, or what it serves, has no proper name"]);
  });

  it.each(hostile)("loses the host that serves what is called %j", (task) => {
    const [good] = entry.inferenceProviderMapping;
    const { candidate, reasons } = readWithReasons({ task, inferenceProviderMapping: [{ ...good, task }] });
    expect(candidate).toMatchObject({ pipelineTag: null, routes: [] });
    expect(reasons).toHaveLength(1);
  });

  it.each(hostile)("has no known licence where it is called %j", (licence) => {
    const { candidate, reasons } = readWithReasons({ tags: [`license:${licence}`] });
    expect(candidate?.licence).toBeNull();
    expect(reasons).toEqual(["a licence is not spelt like one, and counts as unknown"]);
  });

  it("keeps a licence with a plus", () => {
    expect(readWithReasons({ tags: ["license:OpenRAIL++"] })).toMatchObject({
      candidate: { licence: "openrail++" },
      reasons: [],
    });
  });

  it.each(hostile)("loses the result on a benchmark that is called %j", (id) => {
    const { candidate, reasons } = readWithReasons({ evalResults: [{ data: { dataset: { id }, value: 3 } }] });
    expect(candidate?.benchmarks).toEqual([]);
    expect(reasons).toEqual(["a result names no proper benchmark"]);
  });
});
