import { describe, expect, it } from "vitest";
import { saysTools } from "../../../src/providers/hugging-face/result-notes.ts";

describe("the notes of a result", () => {
  it.each(["tools", "with Python", "Search + browsing", "w/ tool use"])("tell of tools: %s", (notes) =>
    expect(saysTools(notes)).toBe(true),
  );

  it.each(["no-tools", "without tools", "w/o python", "pass@1, temperature 0", "", null, 7, { tools: true }])(
    "tell of none: %j",
    (notes) => expect(saysTools(notes)).toBe(false),
  );
});
