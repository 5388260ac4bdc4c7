import { readKnownAnswers } from "../../demo/world/knowledge/known-answer.ts";

export const sum = "What is 17 + 25? Answer with the number alone.";
export const context = "The old vane was made by Marta in 1921. It stood on the town hall of Loulé.";
export const article = "The river rose for nine days. On the tenth, the bridge gave way, and the town was cut in two.";
export const gap = "Paris is the capital of [MASK].";
export const mood = "I have never been so happy with a pair of shoes.";
export const people = "Yesterday Amélie met Jorge Luis in Porto.";

/** A question or two of each kind, and two hundred to count by. */
export const knownAnswers = readKnownAnswers([
  {
    id: "chat-smoke",
    isSmoke: true,
    task: "conversational",
    question: "Write the word ready, and nothing else.",
    reference: "ready",
  },
  { id: "chat-1", task: "conversational", question: sum, reference: "42" },
  ...Array.from({ length: 200 }, (_, index) => ({
    id: `chat-many-${index}`,
    task: "conversational",
    question: `This is the question with the number ${index}.`,
    reference: { text: `It is ${index}.` },
  })),
  {
    id: "code-1",
    task: "code-generation",
    question: "Write a function add(a, b) in JavaScript.",
    reference: "```js\nfunction add(a, b) {\n  return a + b;\n}\n```",
  },
  { id: "qa-1", task: "question-answering", question: "Who made the vane?", context, reference: "Marta" },
  { id: "sum-1", task: "summarization", question: article, reference: "A flood took the bridge." },
  { id: "trans-1", task: "translation", question: "The house is old.", reference: "Das Haus ist alt." },
  { id: "mask-1", task: "fill-mask", question: gap, reference: labels("France", "Gaul") },
  { id: "mood-1", task: "text-classification", question: mood, reference: { data: labels("POSITIVE") } },
  { id: "zero-1", task: "zero-shot-classification", question: mood, reference: labels("shopping") },
  {
    id: "names-1",
    task: "token-classification",
    question: people,
    reference: {
      kind: "entities",
      entities: [
        { label: "PER", text: "Amélie", start: 10, end: 16, score: 1 },
        { label: "LOC", text: "Porto", start: 35, end: 40, score: 1 },
      ],
    },
  },
  {
    id: "near-1",
    task: "feature-extraction",
    question: "a cat sleeps\na sleeping cat\nthe price of oil",
    reference: "",
  },
  { id: "picture-1", task: "text-to-image", question: "a red apple on a table", reference: {} },
  { id: "heard-1", task: "automatic-speech-recognition", question: "", seconds: 0.5, reference: "Good morning." },
]);

function labels(...names: string[]) {
  return { kind: "labels", labels: names.map((label) => ({ label, score: 0.5 })) };
}
