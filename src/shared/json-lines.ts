import { TransportError } from "./transport.ts";

/** Takes a stream of lines apart, piece by piece. */
export interface LineReader {
  /** The lines that are complete with this piece, without their ends; empty ones are left out. */
  read(piece: string): readonly string[];
  /** What is complete now that nothing more comes: the last line may have no end. */
  end(): readonly string[];
}

/** The longest line, in characters: a picture may stand in one. */
const longestLine = 32 * 1_024 * 1_024;

/** For bodies of one JSON document a line. `read` throws a `TransportError` where a line is longer than what is read. */
export function createLineReader(): LineReader {
  let begun = "";

  function read(piece: string): readonly string[] {
    const end = piece.lastIndexOf("\n");
    const whole = end === -1 ? "" : begun + piece.slice(0, end);
    begun = end === -1 ? begun + piece : piece.slice(end + 1);
    if (begun.length > longestLine) {
      throw new TransportError("A line of the answer is larger than what is read.", "TOO_LARGE");
    }
    return whole
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
  }

  return { read, end: () => read("\n") };
}
