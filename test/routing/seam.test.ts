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
    ["begins anew on a new line", story, ["\n\n", "Once upon a time", `${story.slice(16)} happy.`], `${story} happy.`],
    [
      "begins anew after a space",
      "The answer is: forty-tw",
      [" The answer is: forty-two."],
      "The answer is: forty-two.",
    ],
    ["begins a short text anew on a new line", "The quick", ["\n\nThe quick brown"], "The quick brown"],
    ["spaces its words otherwise", story, [story.replaceAll(" ", "  "), " happy."], `${story} happy.`],
    ["breaks its lines otherwise", `${story} `, [story.replaceAll(". ", ".\n\n"), " happy."], `${story} happy.`],
    ["begins anew where a space was sent last", "The quick ", ["The quick fox"], "The quick fox"],
    [
      "goes on after a space with a longer word",
      "The quick who ",
      ["The quick whose"],
      "The quick who The quick whose",
    ],
    ["doubles short words", "ha ha", [" ha ha", "!"], "ha ha ha ha!"],
    ["begins a paragraph", story, ["\n\nThen it slept."], `${story}\n\nThen it slept.`],
    ["repeats, and begins a paragraph", story, [`${story}.\n`, "\nThen it slept."], `${story}.\n\nThen it slept.`],
    ["repeats, and ends a paragraph that has", `${story}.\n`, [story, ".\n", "\nThen"], `${story}.\n\nThen`],
    ["repeats, and ends a paragraph after a space", `${story}. `, [`${story}.\n\nThen`], `${story}. \n\nThen`],
    ["repeats, with a paragraph that has ended", `${story}.\n\n`, [`${story}. Then`], `${story}.\n\nThen`],
    ["repeats, and indents what follows", `${story}:\n`, [`${story}:\n    go()`], `${story}:\n    go()`],
    [
      "closes more blocks",
      "{\n        }\n        }\n",
      ["        }\n        }\n"],
      "{\n        }\n        }\n        }\n        }\n",
    ],
    ["is nothing but space", story, [" \n"], `${story} \n`],
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

  it("is joined in the same way, however its words are spaced and whatever was sent last", () => {
    const space = fc.constantFrom(" ", "\n", "\n\n", "  ", " \n ");
    fc.assert(
      fc.property(space, space, fc.nat(story.length), (first, other, length) => {
        const whole = `${story} happy, and went on.`;
        const sent = whole.slice(0, Math.max(20, length));
        const again = first + whole.replaceAll(" ", other);
        const words = (text: string) => text.split(/\s+/).join(" ");
        expect(words(join(sent, [again]))).toBe(words(whole));
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
