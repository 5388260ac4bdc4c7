import { isLabel } from "../checkers/label.ts";
import type { Probe, ProbeSet } from "../probe.ts";
import { dataProbe, pipelineProbe } from "./make-probe.ts";

const tokens = 2_048;

interface Sorted {
  id: string;
  text: string;
  labels: readonly string[];
  /** One of the labels. */
  label: string;
}

/** A text to be given one of some labels, by a classifier or by a chat model. */
function sorted({ id, text, labels, label }: Sorted): Probe {
  const others = labels.filter((each) => each !== label);
  const rest = others.map((each) => ({ label: each, score: 0.1 / others.length }));
  return pipelineProbe({
    id,
    ask: { text, labels },
    check: isLabel({ names: [label], others, leastScore: 1.2 / labels.length }),
    reference: { data: { kind: "labels", labels: [{ label, score: 0.9 }, ...rest] } },
    maximumTokens: tokens,
  });
}

/** Texts with labels to choose from. */
export const zeroShot: ProbeSet = {
  smoke: sorted({
    id: "zero-shot-smoke",
    text: "The striker scored twice in the second half, and the fans sang until the stadium closed.",
    labels: ["cooking", "sport", "medicine"],
    label: "sport",
  }),
  graded: [
    {
      id: "zero-shot-1",
      text: "Fold the egg whites into the dough and bake it for forty minutes.",
      labels: ["cooking", "travel", "law"],
      label: "cooking",
    },
    {
      id: "zero-shot-2",
      text: "The parliament voted against the new tax after a debate that lasted all night.",
      labels: ["politics", "music", "gardening"],
      label: "politics",
    },
    {
      id: "zero-shot-3",
      text: "My order has not arrived and nobody answers the phone. I want my money back!",
      labels: ["complaint", "praise", "job application"],
      label: "complaint",
    },
    {
      id: "zero-shot-4",
      text: "Cut the roses back in February and cover the roots with leaves.",
      labels: ["gardening", "astronomy", "finance", "football"],
      label: "gardening",
    },
    {
      id: "zero-shot-5",
      text: "The telescope found a planet that circles its star in four days.",
      labels: ["astronomy", "fashion", "cooking", "agriculture"],
      label: "astronomy",
    },
    {
      id: "zero-shot-6",
      text: "The patient should take one tablet after each meal and come back in two weeks.",
      labels: ["medicine", "sport", "architecture", "history"],
      label: "medicine",
    },
    {
      id: "zero-shot-7",
      text: "Shares of the bank fell by nine percent after it had reported a loss.",
      labels: ["finance", "weather", "literature", "travel"],
      label: "finance",
    },
    {
      id: "zero-shot-8",
      text: "O comboio para o Porto parte às sete e os bilhetes compram-se na estação.",
      labels: ["transport", "religion", "painting"],
      label: "transport",
    },
    {
      id: "zero-shot-9",
      text: "The walls of the castle were built in the twelfth century and fell in the siege of 1340.",
      labels: ["history", "computers", "nutrition", "music"],
      label: "history",
    },
    {
      id: "zero-shot-10",
      text: "Not one page of this novel bored me, which I cannot say of the film.",
      labels: ["opinion on a book", "weather report", "traffic news"],
      label: "opinion on a book",
    },
  ].map(sorted),
};

/** What classifiers of feelings call them: words, the stars of a review, numbers of some well-known sets of labels. */
const names = {
  positive: [
    "positive",
    "pos",
    "very positive",
    "label_2",
    "label_1",
    "5 stars",
    "4 stars",
    "joy",
    "love",
    "admiration",
    "gratitude",
    "excitement",
    "approval",
    "optimism",
    "happy",
    "happiness",
    "good",
    "favourable",
  ],
  negative: [
    "negative",
    "neg",
    "very negative",
    "label_0",
    "1 star",
    "2 stars",
    "anger",
    "disgust",
    "sadness",
    "annoyance",
    "disappointment",
    "disapproval",
    "fear",
    "sad",
    "angry",
    "bad",
    "toxic",
  ],
} as const;

function felt({ id, text, feeling }: { id: string; text: string; feeling: keyof typeof names }): Probe {
  const isPositive = feeling === "positive";
  const scores = [isPositive ? 0.95 : 0.05, isPositive ? 0.05 : 0.95] as const;
  const labels = [
    { label: "POSITIVE", score: scores[0] },
    { label: "NEGATIVE", score: scores[1] },
  ].toSorted((a, b) => b.score - a.score);
  const check = isLabel({ names: names[feeling], isLabelOnly: true });
  return dataProbe({ id, ask: { text }, check, reference: { kind: "labels", labels } });
}

/** Opinions, which all general classifiers tell apart, whatever they call them. */
export const textClassification: ProbeSet = {
  smoke: felt({
    id: "feeling-smoke",
    text: "I love this little café, everything about it is wonderful!",
    feeling: "positive",
  }),
  graded: [
    {
      id: "feeling-1",
      text: "This is the worst hotel that I have ever stayed in, dirty and loud.",
      feeling: "negative",
    },
    { id: "feeling-2", text: "What a beautiful concert, I am so happy that I went.", feeling: "positive" },
    { id: "feeling-3", text: "The phone broke after two days and I am furious.", feeling: "negative" },
    { id: "feeling-4", text: "Thank you so much, your help was brilliant.", feeling: "positive" },
    { id: "feeling-5", text: "I expected to hate the film, but it turned out to be great fun.", feeling: "positive" },
    { id: "feeling-6", text: "The food was not good at all, and the waiter was rude.", feeling: "negative" },
    { id: "feeling-7", text: "I can hardly imagine a better teacher.", feeling: "positive" },
    {
      id: "feeling-8",
      text: "Great, another delay. I have wasted my whole day in this awful airport.",
      feeling: "negative",
    },
    {
      id: "feeling-9",
      text: "Nothing about the trip went wrong, and I would gladly do it again.",
      feeling: "positive",
    },
    { id: "feeling-10", text: "It could have been a charming book, had the author cared.", feeling: "negative" },
  ].map((each) => felt({ ...each, feeling: each.feeling === "positive" ? "positive" : "negative" })),
};
