import { describe, expect, it } from "vitest";
import { readLicence } from "../../../src/providers/ollama/licence.ts";

describe("a licence", () => {
  it.each([
    [
      "                                 Apache License\n                           Version 2.0, January 2004",
      "apache-2.0",
    ],
    ["MIT License\n\nCopyright (c) 2023 DeepSeek", "mit"],
    ["LLAMA 3.2 COMMUNITY LICENSE AGREEMENT\n", "llama3.2"],
    ["META LLAMA 3 COMMUNITY LICENSE AGREEMENT", "llama3"],
    ["# LLAMA 2 COMMUNITY LICENSE AGREEMENT", "llama2"],
    ["Gemma Terms of Use \n\nLast modified", "gemma"],
    ["Creative Commons Attribution-NonCommercial 4.0 International Public License", "cc-by-nc-4.0"],
    ["Qwen RESEARCH LICENSE AGREEMENT\n\nunlike the Apache License Version 2.0", null],
    ["", null],
    [undefined, null],
    [7, null],
  ])("is read from a text that clearly is one: %j", (text, id) => {
    expect(readLicence(undefined, text)).toBe(id);
  });

  it("is the one that the model's file names, where that is known", () => {
    expect(readLicence("Apache-2.0", "Gemma Terms of Use")).toBe("apache-2.0");
    expect(readLicence("other", "Gemma Terms of Use")).toBe("gemma");
    expect(readLicence("something-new", undefined)).toBeNull();
  });
});
