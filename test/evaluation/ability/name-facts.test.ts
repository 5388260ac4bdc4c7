import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBits, readName } from "../../../src/evaluation/ability/name-facts.ts";

function sizesOf(model: string) {
  const { totalBillions, activeBillions } = readName(model);
  return [totalBillions, activeBillions];
}

describe("a model's name", () => {
  it.each([
    ["Qwen/Qwen3-235B-A22B-Instruct-2507", 235, 22],
    ["Qwen/Qwen3-Next-80B-A3B-Thinking", 80, 3],
    ["ibm-granite/granite-3.1-3b-a800m-instruct", 3, 0.8],
    ["meta-llama/Llama-3.1-405B-Instruct-FP8", 405, null],
    ["Qwen/Qwen2.5-0.5b-instruct", 0.5, null],
    ["HuggingFaceTB/SmolLM2-1.7B-Instruct", 1.7, null],
    ["google/gemma-3-270m-it", 0.27, null],
    ["facebook/nllb-200-distilled-600M", 0.6, null],
    ["facebook/m2m100_1.2B", 1.2, null],
    ["inclusionAI/Ling-1T", 1_000, null],
    ["google/gemma-3n-E4B-it", 4, null],
    ["mistralai/Mistral-7B-Instruct-v0.1", 7, null],
    ["microsoft/bitnet-b1.58-2B-4T", 2, null],
    ["nvidia/Llama-3.1-8B-UltraLong-4M-Instruct", 8, null],
    ["maker/1M-context-7B", 7, null],
    ["llama3.2:3b", 3, null],
    ["qwen2.5:0.5b-instruct-q4_K_M", 0.5, null],
    ["qwen3:30b-a3b", 30, 3],
    ["maker/Model_13b.Q4_K_M.gguf", 13, null],
  ])("tells sizes: %s", (model, total, active) => {
    const [totalBillions, activeBillions] = sizesOf(model);
    expect(totalBillions).toBeCloseTo(total, 10);
    if (active === null) expect(activeBillions).toBeNull();
    else expect(activeBillions).toBeCloseTo(active, 10);
  });

  it.each([
    ["mistralai/Mixtral-8x7B-Instruct-v0.1", 46.7, 12.9],
    ["mistralai/Mixtral-8x22B-Instruct-v0.1", 141, 39],
  ])("tells the sizes of experts that share a part, to a tenth: %s", (model, total, active) => {
    const [totalBillions, activeBillions] = sizesOf(model);
    expect(Math.abs((totalBillions ?? 0) / total - 1)).toBeLessThan(0.1);
    expect(Math.abs((activeBillions ?? 0) / active - 1)).toBeLessThan(0.1);
  });

  it("tells the part at work, and not the whole, where it counts experts besides", () => {
    expect(sizesOf("meta-llama/Llama-4-Scout-17B-16E-Instruct")).toEqual([null, 17]);
    expect(sizesOf("meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8")).toEqual([null, 17]);
  });

  it.each([
    "Qwen/Qwen3-Max-2507",
    "maker/model-32k",
    "maker/model-128k-instruct",
    "THUDM/glm-4-chat-1m",
    "maker/Model-v0.1",
    "maker/Model-v0.5B1",
    "deepseek-ai/DeepSeek-V3-0324",
    "moonshotai/Kimi-K2.5",
    "MiniMaxAI/MiniMax-M2",
    "Phi-1.5B2",
    "maker/whisper-large-v3",
    "maker/4bit",
    "maker/12Bananas",
    "bigscience/bloomz-7b1",
    "7B/model",
    "B",
    "-B",
    "/",
    "",
  ])("tells no size where it has none: %s", (model) => {
    expect(sizesOf(model)).toEqual([null, null]);
  });

  it("takes no part of a decimal for a size", () => {
    expect(sizesOf("maker/model-v0.5B")).toEqual([null, null]);
    expect(sizesOf("deepseek1.5b")).toEqual([null, null]);
  });

  it.each([
    ["cyankiwi/Qwen3-32B-AWQ-4bit", 4],
    ["Qwen/Qwen2.5-7B-Instruct-AWQ", 4],
    ["Qwen/Qwen2-7B-Instruct-GPTQ-Int8", 8],
    ["Qwen/Qwen2-7B-Instruct-GPTQ-Int4", 4],
    ["unsloth/llama-3-8b-bnb-4bit", 4],
    ["maker/llama-3-8b-bnb-8bit", 8],
    ["bartowski/Model-8B-GGUF-Q4_K_M", 4],
    ["bartowski/Model-8B-IQ2_XXS", 2],
    ["unsloth/Model-UD-IQ1_S", 1],
    ["maker/Model-Q3_K_L", 3],
    ["maker/Model.Q6_K.gguf", 6],
    ["maker/Model-Q8_0", 8],
    ["llama3.2:3b-instruct-q2_K", 2],
    ["mlc-ai/Model-q4f16_1-MLC", 4],
    ["RedHatAI/Model-quantized.w8a8", 8],
    ["RedHatAI/Model-quantized.w4a16", 4],
    ["deepcogito/cogito-671b-v2.1-FP8", 8],
    ["nvidia/DeepSeek-R1-FP4", 4],
    ["nvidia/Model-NVFP4", 4],
    ["openai/gpt-oss-20b-MXFP4", 4],
    ["maker/Model-3-bit", 3],
    ["maker/Model-4.65bpw-h6-exl2", 4],
  ])("tells the bits of a copy: %s", (model, bits) => {
    expect(readName(model).bits).toBe(bits);
  });

  it.each([
    "maker/Model-16bit",
    "maker/Model-merged_16bit",
    "maker/Model-64-bit",
    "maker/Model-bf16",
    "maker/Model-fp16",
    "maker/checkpoint4",
    "maker/checkpoint8-7B",
    "microsoft/bitnet-b1.58-2B-4T",
    "Qwen/QwQ-32B",
    "maker/Rabbit-4",
    "maker/Model-FAQ4",
    "awq/Model-7B",
    "Qwen/Qwen3-8B",
  ])("tells of no copy where it is none: %s", (model) => {
    expect(readName(model).bits).toBeNull();
  });

  it.each([
    ["Qwen/Qwen3-8B-Base", true],
    ["deepseek-ai/DeepSeek-V3-Base", true],
    ["deepseek-ai/deepseek-coder-6.7b-base", true],
    ["google/gemma-3-4b-pt", true],
    ["maker/model-7b-pretrained", true],
    ["maker/Model-Base-Instruct", false],
    ["maker/model-base-it", false],
    ["baidu/ERNIE-4.5-21B-A3B-PT", false],
    ["maker/bode-7b-pt-br", false],
    ["maker/Database-7B", false],
    ["maker/Baseline-7B", false],
    ["base/Model-7B-Chat", false],
    ["Qwen/Qwen3-8B", false],
  ])("tells of a model that only continues text: %s is %s", (model, isBase) => {
    expect(readName(model).isBase).toBe(isBase);
  });

  it("may be of 300 letters, of control characters, or of another script", () => {
    const nothing = { totalBillions: null, activeBillions: null, bits: null, isBase: false };
    expect(readName("x".repeat(300))).toEqual(nothing);
    expect(readName(`${"x".repeat(300)}-7B`)).toEqual(nothing);
    expect(readName("maker/\u0000\u001b[31m\n\u202e")).toEqual(nothing);
    expect(readName("模型/通义千问")).toEqual(nothing);
    expect(readName("maker/Model\u0000-7B").totalBillions).toBe(7);
  });

  it("is read in no time, however it is made", () => {
    const hostile = ["1.", "-", "8x", "A1", "-_", "0", ".5", "q4_", "1B-", "bit", "w8a"].map((part) =>
      part.repeat(1e5),
    );
    const start = performance.now();
    for (const model of hostile) readName(`maker/${model}`);
    expect(performance.now() - start).toBeLessThan(200);
  });

  it("never makes the reader fail, nor tells a size that is no number above 0", () => {
    const parts = fc.constantFrom("-", "_", ".", ":", "/", "7", "0", "B", "x", "A", "E", "M", "T", "q4", "bit", "base");
    const names = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(parts, { maxLength: 30 }).map((some) => some.join("")),
    );
    fc.assert(
      fc.property(names, (model) => {
        for (const size of sizesOf(model)) if (size !== null) expect(size).toBeGreaterThanOrEqual(0);
        const { bits } = readName(model);
        if (bits !== null) expect([1, 2, 3, 4, 5, 6, 7, 8]).toContain(bits);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a source's word for the form of a copy", () => {
  it.each([
    ["Q4_K_M", 4],
    ["Q8_0", 8],
    ["IQ3_M", 3],
    ["MXFP4", 4],
    ["F16", null],
    ["BF16", null],
    ["unknown", null],
  ])("tells its bits: %s", (form, bits) => {
    expect(readBits(form)).toBe(bits);
  });
});
