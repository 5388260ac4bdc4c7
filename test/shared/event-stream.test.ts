import { describe, expect, it } from "vitest";
import { createEventStreamReader } from "../../src/shared/event-stream.ts";

function readAll(...pieces: string[]): (string | null)[] {
  const reader = createEventStreamReader();
  return [...pieces.flatMap((piece) => reader.read(piece)), ...reader.end()];
}

describe("a reader of server-sent events", () => {
  it("gives the data of each event, and null for a comment", () => {
    expect(readAll(": hello\n\ndata: one\n\nevent: x\ndata: two\ndata: lines\n\n")).toEqual([
      null,
      "one",
      "two\nlines",
    ]);
  });

  it("does not mind where the pieces are cut", () => {
    const text = ": c\r\n\r\ndata: one\r\n\r\ndata: 漢字\r\n\r\n";
    expect(readAll(...text)).toEqual([null, "one", "漢字"]);
  });

  it("takes a last event without its empty line, and passes over what is none", () => {
    expect(readAll("<html>\nnonsense: 1\n\ndata: last")).toEqual(["last"]);
    expect(readAll("")).toEqual([]);
  });

  it("refuses an event without an end", () => {
    const reader = createEventStreamReader();
    reader.read("data: ");
    const piece = "x".repeat(8 * 1_024 * 1_024);
    expect(() => {
      for (let count = 0; count < 5; count += 1) reader.read(piece);
    }).toThrow(expect.objectContaining({ name: "TransportError", code: "TOO_LARGE" }));
  });
});
