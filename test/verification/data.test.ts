import { describe, expect, it } from "vitest";
import type { AnswerData, LabelScore } from "../../src/domain/answer.ts";
import { areEmbeddings } from "../../src/verification/checkers/embeddings.ts";
import { findsEntities } from "../../src/verification/checkers/entities.ts";
import { fillsGap, isLabel } from "../../src/verification/checkers/label.ts";
import { anyFault, judgedAnswer } from "../support/judged.ts";

function labels(...pairs: readonly (readonly [string, number | null])[]): { data: AnswerData } {
  return { data: { kind: "labels", labels: pairs.map(([label, score]): LabelScore => ({ label, score })) } };
}

describe("a label", () => {
  const check = isLabel({ names: ["sport"], others: ["cooking", "medicine"], leastScore: 0.4 });

  it.each([
    ["first among scores", labels(["sport", 0.9], ["cooking", 0.06], ["medicine", 0.04])],
    ["of the best score, wherever it stands", labels(["cooking", 0.06], ["sport", 0.9])],
    ["in other letters", labels(["Sport", 0.7], ["cooking", 0.3])],
    ["alone, without a score", labels(["sport", null])],
    ["that a chat model names", { text: "sport" }],
    ["that a chat model names in a sentence", { text: "The label is **Sport**." }],
    ["after thoughts", { text: "<think>cooking? no</think>Sport" }],
  ])("is right %s", async (_what, answer) => {
    expect(await judgedAnswer(check, answer)).toBe("right");
  });

  it.each([
    ["another one first", labels(["cooking", 0.9], ["sport", 0.1])],
    ["all alike", labels(["sport", 0.5], ["cooking", 0.5])],
    ["unsure", labels(["sport", 0.35], ["cooking", 0.33], ["medicine", 0.32])],
    ["a score that is no number", labels(["sport", Number.NaN], ["cooking", 0.1])],
    ["a score beyond 1", labels(["sport", 100], ["cooking", 1])],
    ["no scores, but several", labels(["sport", null], ["cooking", null])],
    ["none", labels()],
    ["a label of its own", labels(["football", 0.99])],
    ["more than anybody reads", labels(...Array.from({ length: 2_000 }, (_, at) => [`sport${at}`, 0.1] as const))],
    ["a chat model that names all", { text: "sport, cooking, medicine" }],
    ["a chat model that denies it", { text: "not sport" }],
    ["a chat model that talks", { text: `sport ${"and on and on ".repeat(20)}` }],
    ["nothing", {}],
    ["embeddings", { data: { kind: "embeddings" as const, vectors: [[1]] } }],
  ])("is wrong with %s", async (_what, answer) => {
    expect(await judgedAnswer(check, answer)).toMatch(anyFault);
  });
});

describe("a word for a gap", () => {
  const check = fillsGap(["west"]);

  it.each([
    ["first", labels(["west", 0.9], ["east", 0.05])],
    ["in the top three", labels(["east", 0.4], ["north", 0.2], ["west", 0.1])],
    ["as one model marks it", labels(["Ġwest", 0.8])],
    ["as another one does", labels(["▁West", 0.8])],
    ["with a space", labels([" west ", 0.8])],
  ])("is right %s", async (_what, answer) => {
    expect(await judgedAnswer(check, answer)).toBe("right");
  });

  it.each([
    ["another word", labels(["east", 0.9])],
    ["the word in the fourth place", labels(["a", 0.3], ["b", 0.2], ["c", 0.1], ["west", 0.09])],
    ["hardly a score", labels(["west", 0.001])],
    ["a part of a word", labels(["##west", 0.0], ["western", 0.9])],
    ["a text", { text: "west" }],
    ["a score below zero", labels(["west", -1])],
    ["nothing", labels()],
  ])("is wrong with %s", async (_what, answer) => {
    expect(await judgedAnswer(check, answer)).toMatch(anyFault);
  });
});

describe("names in a text", () => {
  const text = "Marie Curie worked in Paris.";
  const check = findsEntities(text, [
    { text: "Marie Curie", kind: "person" },
    { text: "Paris", kind: "place" },
  ]);
  type Named = readonly [label: string, text: string];
  function entities(...named: readonly Named[]): { data: AnswerData } {
    const entityOf = ([label, name]: Named) => {
      const start = text.indexOf(name);
      return { label, text: name, start, end: start + name.length, score: 0.9 };
    };
    return { data: { kind: "entities", entities: named.map(entityOf) } };
  }

  it.each([
    ["by their usual names", entities(["PER", "Marie Curie"], ["LOC", "Paris"])],
    ["by other names", entities(["PERSON", "Marie Curie"], ["GPE", "Paris"])],
    ["in pieces", entities(["B-PER", "Marie"], ["I-PER", "Curie"], ["B-LOC", "Paris"])],
    ["in another order, with a verb", entities(["LOC", "Paris"], ["person", "Marie Curie"], ["MISC", "worked"])],
  ])("are found %s", async (_what, answer) => {
    expect(await judgedAnswer(check, answer)).toBe("right");
  });

  it.each([
    ["none", entities()],
    ["one alone", entities(["PER", "Marie Curie"])],
    ["half a name", entities(["PER", "Curie"], ["LOC", "Paris"])],
    ["the kinds changed", entities(["LOC", "Marie Curie"], ["PER", "Paris"])],
    ["the whole text", entities(["PER", text], ["LOC", text])],
    [
      "every word",
      entities(...["Marie Curie", "Paris", "worked", "in", ".", "or", "ed"].map((each): Named => ["PER", each])),
    ],
    ["labels", labels(["PER", 0.9])],
    ["words", { text: "Marie Curie, Paris" }],
    ["ever the same", entities(...Array.from({ length: 600 }, (): Named => ["PER", "Paris"]))],
  ])("are not found in %s", async (_what, answer) => {
    expect(await judgedAnswer(check, answer)).toMatch(anyFault);
  });
});

describe("embeddings", () => {
  const axis = (place: number, size = 32) => Array.from({ length: size }, (_, at) => (at === place ? 1 : 0.001 * at));
  const check = areEmbeddings({ texts: 3 });
  const vectors = (...all: number[][]): { data: AnswerData } => ({ data: { kind: "embeddings", vectors: all } });

  it("are right where what means the same is nearer", async () => {
    expect(await judgedAnswer(check, vectors(axis(0), axis(0), axis(1)))).toBe("right");
  });

  it("have the size that was asked for", async () => {
    const answer = vectors(axis(0), axis(0), axis(1));
    expect(await judgedAnswer(areEmbeddings({ texts: 3, size: 32 }), answer)).toBe("right");
    expect(await judgedAnswer(areEmbeddings({ texts: 3, size: 64 }), answer)).toMatch(anyFault);
  });

  it.each([
    ["that are all the same", vectors(axis(0), axis(0), axis(0))],
    ["where the other one is nearer", vectors(axis(0), axis(1), axis(0))],
    ["of nothing but zeros", vectors(axis(0), axis(0), new Array<number>(32).fill(0))],
    ["with what is no number", vectors(axis(0), axis(0), axis(1).with(3, Number.NaN))],
    ["without an end", vectors(axis(0), axis(0), axis(1).with(3, Number.POSITIVE_INFINITY))],
    ["of different sizes", vectors(axis(0), axis(0), axis(1, 16))],
    ["of one number", vectors([1], [1], [0.5])],
    ["one too few", vectors(axis(0), axis(0))],
    ["one too many", vectors(axis(0), axis(0), axis(1), axis(2))],
    ["none", vectors()],
    ["of words", { text: "[0.1, 0.2]" }],
    [
      "so large that they overflow",
      vectors(
        axis(0).map(() => 1e200),
        axis(0).map(() => 1e200),
        axis(1),
      ),
    ],
  ])("are wrong %s", async (_what, answer) => {
    expect(await judgedAnswer(check, answer)).toMatch(anyFault);
  });
});
