import { describe, expect, it } from "vitest";
import { fileField, textField } from "../../../src/providers/replicate/fields.ts";
import { costOfSeconds } from "../../../src/providers/replicate/hardware.ts";
import { licenceOfAddress } from "../../../src/providers/replicate/licence.ts";
import { readModelForm } from "../../../src/providers/replicate/model-form.ts";
import { textOfOutput, vectorsOfOutput } from "../../../src/providers/replicate/output.ts";
import { readModel, readPrediction } from "../../../src/providers/replicate/schema.ts";

function formOf(properties: Record<string, unknown>, output: unknown, rest: Record<string, unknown> = {}) {
  const schemas = { Input: { type: "object", properties, ...rest }, Output: output, ...rest };
  return readModelForm({ components: { schemas } });
}

const uri = { type: "string", format: "uri" };

describe("a model's form", () => {
  it.each([
    ["one file", uri, "files"],
    ["files", { type: "array", items: uri }, "files"],
    ["lists of files", { type: "array", items: { type: "array", items: uri } }, "files"],
    ["words", { type: "array", items: { type: "string" } }, "text"],
    ["numbers", { type: "array", items: { type: "array", items: { type: "number" } } }, "numbers"],
    ["a text beside files", { type: "object", properties: { srt: uri, text: { type: "string" } } }, "text"],
    ["files beside their captions", { type: "object", properties: { file: uri, text: { type: "string" } } }, "files"],
    ["what may be nothing", { anyOf: [{ type: "null" }, uri] }, "files"],
    ["anything", {}, "unknown"],
    ["itself", { $ref: "#/components/schemas/Output" }, "unknown"],
    ["itself within", { type: "object", properties: { next: { $ref: "#/components/schemas/Output" } } }, "unknown"],
  ])("tells of %s", (_, output, form) => {
    expect(formOf({}, output)?.output).toBe(form);
  });

  it("is none where there is no input", () => {
    expect(readModelForm(null)).toBeNull();
    expect(readModelForm({ components: { schemas: { Input: { properties: [] } } } })).toBeNull();
  });

  it("tells where texts and files go", () => {
    const form = formOf({ mask: uri, input_image: uri, sentence: { type: "string" }, seed: { type: "integer" } }, uri);
    if (form === null) throw new Error("no form");
    expect(textField(form)?.name).toBe("sentence");
    expect(fileField(form, "image")?.name).toBe("input_image");
    expect(fileField(form, "audio")).toBeNull();
  });
});

describe("a record of Replicate's", () => {
  it("is none without a proper id", () => {
    for (const record of [null, [], {}, { owner: "a" }, { owner: "a/b", name: "c" }, { owner: "..", name: ".." }]) {
      expect(readModel(record)).toBeNull();
    }
  });

  it("is read leniently", () => {
    const model = readModel({ owner: "a", name: "b", run_count: "many", latest_version: null, default_example: 1 });
    expect(model).toMatchObject({ id: "a/b", version: null, form: null, licence: null, isOfficial: false });
  });

  it("of a run in a state that nobody knows counts as running", () => {
    expect(readPrediction({ id: "abc", status: "queued" })).toMatchObject({ status: "running", streamUrl: null });
    expect(readPrediction({ id: "abc" })).toBeNull();
    expect(readPrediction("no")).toBeNull();
  });
});

describe("a licence's address", () => {
  it.each([
    ["https://github.com/meta-llama/llama3/blob/main/LICENSE", "llama3"],
    ["https://github.com/meta-llama/llama-models/blob/main/models/llama3_1/LICENSE", "llama3.1"],
    ["https://www.apache.org/licenses/LICENSE-2.0.txt", "apache-2.0"],
    ["https://opensource.org/licenses/MIT", "mit"],
    ["https://creativecommons.org/licenses/by-nc/4.0/", "cc-by-nc-4.0"],
    ["https://huggingface.co/spaces/CompVis/stable-diffusion-license", "creativeml-openrail-m"],
    ["https://github.com/openai/whisper/blob/main/LICENSE", null],
    ["https://ai.meta.com/resources/models-and-libraries/llama-downloads/", null],
    ["not an address", null],
    [7, null],
  ])("%s names %s", (address, licence) => {
    expect(licenceOfAddress(address)).toBe(licence);
  });
});

describe("the price of hardware", () => {
  it("is by the second, and unknown where the hardware is", () => {
    expect(costOfSeconds("gpu-t4", 2)).toBe(450_000);
    expect(costOfSeconds("gpu-of-tomorrow", 2)).toBeNull();
    expect(costOfSeconds(null, 2)).toBeNull();
    expect(costOfSeconds("cpu", null)).toBeNull();
  });
});

describe("an output", () => {
  it("is read for its text", () => {
    expect(textOfOutput(["a", "b"])).toBe("ab");
    expect(textOfOutput({ segments: [{ text: "no" }], transcription: "yes" })).toBe("yes");
    expect(textOfOutput(null)).toBe("");
  });

  it("is read for its vectors", () => {
    expect(vectorsOfOutput([1, 2])).toEqual([[1, 2]]);
    expect(vectorsOfOutput([{ embedding: [1] }, { embedding: [2] }])).toEqual([[1], [2]]);
    expect(vectorsOfOutput({ embeddings: [[1], [2]] })).toEqual([[1], [2]]);
    expect(vectorsOfOutput("no")).toEqual([]);
  });
});
