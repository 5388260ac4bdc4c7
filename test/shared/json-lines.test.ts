import { describe, expect, it } from "vitest";
import { createLineReader } from "../../src/shared/json-lines.ts";

describe("a stream of lines", () => {
  it("is taken apart wherever its pieces are cut", () => {
    const text = '{"a":1}\n\n{"b":2}\r\n{"c":3}';
    for (let size = 1; size <= text.length; size += 1) {
      const reader = createLineReader();
      const lines: string[] = [];
      for (let place = 0; place < text.length; place += size)
        lines.push(...reader.read(text.slice(place, place + size)));
      lines.push(...reader.end());
      expect(lines).toEqual(['{"a":1}', '{"b":2}', '{"c":3}']);
      expect(reader.end()).toEqual([]);
    }
  });

  it("is given up where a line has no end", () => {
    const reader = createLineReader();
    const piece = "x".repeat(20 * 1_024 * 1_024);
    reader.read(piece);
    expect(() => reader.read(piece)).toThrow("larger than what is read");
  });
});
