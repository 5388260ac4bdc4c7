import { describe, expect, it } from "vitest";
import { refusedExpandNames } from "../../../src/providers/hugging-face/bad-expand.ts";

const asked = ["likes", "gated", "disabled", "tags", "inferenceProviderMapping", "evalResults", "model-index"];

describe("a refused field of a listing", () => {
  it.each([
    [
      "an enumeration of the valid ones",
      '{"error":"✖ Invalid option: expected one of \\"likes\\"|\\"gated\\"|\\"disabled\\"|\\"tags\\"|\\"inferenceProviderMapping\\"|\\"model-index\\"\\n  → at expand (received \\"evalResults\\")"}',
    ],
    [
      "a list of the valid ones",
      '"expand[3]" must be one of [author, likes, gated, disabled, tags, inferenceProviderMapping, model-index]',
    ],
    ["its name", 'Unknown expand "evalResults"'],
  ])("is told by %s", (_, text) => {
    expect(refusedExpandNames(asked, text)).toEqual(["evalResults"]);
  });

  it("takes all that can be spared with it when it is not told", () => {
    expect(refusedExpandNames(asked, "bad expand")).toEqual(["likes", "evalResults", "model-index"]);
  });
});
