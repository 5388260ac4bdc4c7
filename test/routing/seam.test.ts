import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSeam } from "../../src/routing/seam.ts";

/** What the caller reads in the end. */
function join(sent: string, pieces: readonly string[]): string {
  const seam = createSeam(sent);
  return sent + pieces.map((piece) => seam.take(piece)).join("") + seam.end();
}

const story = "Once upon a time there was a fox. It lived in a wood, and it was";

describe("a continuation", () => {
  it.each([
    ["goes on in the middle of a word", "Hello wor", ["ld, ", "how are you?"], "Hello world, how are you?"],
    ["begins the last word anew", "Hello wor", ["wor", "ld, how"], "Hello world, how"],
    ["says the last word again", "Hello world", ["world", ", how"], "Hello world, how"],
    ["repeats all from its beginning", story, ["Once upon", ` a time${story.slice(16)} happy.`], `${story} happy.`],
    ["repeats a short beginning", "The quick", ["The", " quick", " fox"], "The quick fox"],
    ["repeats the tail", story, ["in a wood, and", " it was happy."], `${story} happy.`],
    ["is nothing but a repetition", story, [" wood, and it was"], story],
    ["closes one more brace", "a {\n b {\n }\n", ["}\n", "done"], "a {\n b {\n }\n}\ndone"],
    ["doubles a short word", "ha ha", [" ha", "!"], "ha ha ha!"],
    ["goes on with a word that was there before", "a fox and a", [" fox", " met"], "a fox and a fox met"],
    ["has nothing to say", story, [], story],
  ])("that %s is joined without a seam", (_what, sent, pieces, whole) => {
    expect(join(sent, pieces)).toBe(whole);
  });

  it("is joined in the same way, however it is cut into pieces", () => {
    fc.assert(
      fc.property(fc.nat(story.length), fc.array(fc.nat(80), { maxLength: 6 }), (from, cuts) => {
        const text = `${story.slice(from)} happy, and went on.`;
        const ends = [...cuts.map((cut) => Math.min(cut, text.length)), text.length].sort((a, b) => a - b);
        const pieces = ends.map((end, position) => text.slice(ends[position - 1] ?? 0, end));
        expect(join(story, pieces)).toBe(join(story, [text]));
      }),
    );
  });

  it("loses nothing that is new", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (sent, text) => {
        expect(join(sent, [text]).endsWith(text) || sent.endsWith(text) || sent.includes(text.slice(0, 3))).toBe(true);
      }),
    );
  });
});
