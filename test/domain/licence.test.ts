import { describe, expect, it } from "vitest";
import { classifyLicence } from "../../src/domain/licence.ts";

describe("licences", () => {
  it.each([
    ["apache-2.0", "permissive"],
    ["mit", "permissive"],
    ["cc0-1.0", "permissive"],
    ["etalab-2.0", "permissive"],
    ["gpl-3.0", "copyleft"],
    ["cdla-sharing-1.0", "copyleft"],
    ["llama3.3", "use-restricted"],
    ["llama4", "use-restricted"],
    ["gemma", "use-restricted"],
    ["openrail++", "use-restricted"],
    ["bigcode-openrail-m", "use-restricted"],
    ["cc-by-nc-4.0", "non-commercial"],
    ["cc-by-nc-sa-3.0", "non-commercial"],
    ["deepfloyd-if-license", "non-commercial"],
    ["other", "unclear"],
    ["unknown", "unclear"],
    ["nobody-has-heard-of-it", "unclear"],
    ["constructor", "unclear"],
    ["", "unclear"],
  ])("are sorted by id: %s is %s", (id, licenceClass) => {
    expect(classifyLicence(id)).toBe(licenceClass);
  });

  it("are unclear where a model names none", () => {
    expect(classifyLicence(null)).toBe("unclear");
  });
});
