import { describe, expect, it } from "vitest";
import { readAider } from "../../calibration/sources/aider.ts";
import { readArena } from "../../calibration/sources/arena.ts";
import { readEvalPlus } from "../../calibration/sources/eval-plus.ts";
import { familyOf, findByName, findRecord } from "../../calibration/sources/names.ts";
import { readServed } from "../../calibration/sources/served.ts";

describe("a name of one source", () => {
  const find = (names: string[], id: string) => findByName(names, (name) => name)(id);

  it.each([
    ["GLM-4.5", "zai-org/GLM-4.5-FP8"],
    ["Llama-3.1-405B-Instruct-bf16", "meta-llama/Llama-3.1-405B-Instruct"],
    ["Meta-Llama-3-8B-Instruct", "meta-llama/Meta-Llama-3-8B-Instruct"],
    ["llama-3-8b-instruct", "meta-llama/Meta-Llama-3-8B-Instruct"],
    ["Llama-2-7b-chat", "meta-llama/Llama-2-7b-chat-hf"],
    ["gemma 2 27b it", "google/gemma-2-27b-it"],
    ["DeepSeek-V3 (Thinking)", "deepseek-ai/DeepSeek-V3"],
    ["Kimi_K2", "moonshotai/Kimi-K2-Instruct"],
  ])("%s is the model %s of another", (name, id) => {
    expect(find([name], id)).toBe(name);
  });

  it.each([
    ["Gemma-7B-it", "google/gemma-7b"],
    ["Gemma-1.1-7B-it", "google/gemma-7b-it"],
    ["Meta-Llama-3-8B-Instruct", "meta-llama/Meta-Llama-3-8B"],
    ["Qwen3-235B-A22B", "Qwen/Qwen3-235B-A22B-Instruct-2507"],
    ["Qwen3-30B-A3B", "Qwen/Qwen3-3B"],
    ["GLM-4.5", "zai-org/GLM-4.5-Air"],
    ["GLM-4.5V", "zai-org/GLM-4.5"],
    ["Mistral-7B-Instruct-v0.2", "mistralai/Mistral-7B-Instruct-v0.3"],
    ["DeepSeek-V3", "deepseek-ai/DeepSeek-V3-0324"],
    ["", "google/gemma-7b"],
  ])("%s is not the model %s of another", (name, id) => {
    expect(find([name], id)).toBeUndefined();
  });

  it("is the record of that very name rather than one that says its role besides", () => {
    const records = ["google/gemma-7b-it", "google/gemma-7b"];
    expect(findRecord(records)("gemma-7b")).toBe("google/gemma-7b");
    expect(findRecord(["google/gemma-7b-it"])("Gemma 7B")).toBe("google/gemma-7b-it");
    expect(findRecord(["google/gemma-7b"])("gemma-7b-it")).toBeUndefined();
  });

  it("tells the family by its first letters", () => {
    expect(["Qwen/Qwen2.5-7B", "meta-llama/Meta-Llama-3-8B", "zai-org/GLM-4.5", "x/01-1B"].map(familyOf)).toEqual([
      "qwen",
      "llama",
      "glm",
      "01-1b",
    ]);
  });
});

describe("the table of comparisons", () => {
  const header = "rank,rank_stylectrl,model,arena_score,95_pct_ci,votes,organization";

  it("tells ratings by names, wherever its columns stand", () => {
    const ratingOf = readArena(
      `${header}\r\n1,1,GLM-4.5,1434,+5/-5,4112,Z\r\n2,2,gemma-2-9b-it,1212,+3/-3,57197,G\r\n`,
    );
    expect(ratingOf("zai-org/GLM-4.5")).toEqual({ name: "GLM-4.5", rating: 1434, votes: 4112 });
    expect(ratingOf("google/gemma-2-9b")).toBeUndefined();
    expect(readArena("votes,model,arena_score\n7,a,1000")("x/a")?.rating).toBe(1000);
  });

  it.each([
    ["", "names no model"],
    [header, "names no model"],
    [`${header}\n1,1,GLM-4.5,many,+5/-5,4112,Z`, "for GLM-4.5"],
    [`${header}\n1,1,GLM-4.5,1434,+5/-5,,Z`, "for GLM-4.5"],
    ["<html>\nNot found", "for a model"],
  ])("is refused where it is %j", (text, reason) => {
    expect(() => readArena(text)).toThrow(reason);
  });
});

describe("tests of programs", () => {
  it("are read from those that name their place on the Hub", () => {
    const text = JSON.stringify({
      one: { link: "https://huggingface.co/maker/one", "pass@1": { "humaneval+": 77.4, humaneval: 81.7 } },
      closed: { link: "https://maker.example/closed", "pass@1": { "humaneval+": 90 } },
      untold: { link: null, "pass@1": { "humaneval+": 90 } },
      untested: { link: "https://huggingface.co/maker/two?x", "pass@1": { "humaneval+": null } },
    });
    expect(readEvalPlus(text)).toEqual([{ id: "maker/one", test: "HumanEval+", value: 77.4 }]);
  });

  it("of editing count with the best of several runs, and not those of pairs", () => {
    const run = (model: string, value: string) =>
      `- dirname: x\n  model: ${model}\n  pass_rate_1: 1\n  pass_rate_2: ${value}\n`;
    const text = [
      run("DeepSeek R1 (0528)", "71.4"),
      run("Qwen3-32B", "30.2"),
      run('"Qwen3 32B, diff"', "40.0"),
      run("DeepSeek R1 (0528) + Qwen3-32B", "99"),
      run("somebody-else", "88"),
      run("Qwen3-32B", "unknown"),
    ].join("\n");
    expect(readAider(text, ["Qwen/Qwen3-32B", "deepseek-ai/DeepSeek-R1-0528"])).toEqual([
      { id: "deepseek-ai/DeepSeek-R1-0528", test: "Aider polyglot", value: 71.4 },
      { id: "Qwen/Qwen3-32B", test: "Aider polyglot", value: 40 },
    ]);
  });
});

describe("the listing of served models", () => {
  it("is read for what talks, with the cheapest price, and what is not told is unknown", () => {
    const priced = (output: number | null) => ({
      task: "conversational",
      providerDetails: output === null ? null : { pricing: { output } },
    });
    const records = [
      { id: "a/talks", inferenceProviderMapping: [priced(2.5), priced(null), priced(0.9), priced(0)] },
      { id: "a/writes", pipeline_tag: "text-generation", likes: 3, downloads: 4, safetensors: { total: 5 } },
      { id: "a/draws", pipeline_tag: "text-to-image", inferenceProviderMapping: [{ task: "text-to-image" }] },
      { id: "a/nothing" },
    ];
    const nothing = { created: null, parameters: null, outputPrice: null, downloads: null, likes: null };
    expect(readServed(JSON.stringify(records), new Map([["a/talks", "2025-01-02"]]))).toEqual([
      { id: "a/talks", ...nothing, created: "2025-01-02", outputPrice: 0.9 },
      { id: "a/writes", ...nothing, likes: 3, downloads: 4, parameters: 5 },
    ]);
  });
});
