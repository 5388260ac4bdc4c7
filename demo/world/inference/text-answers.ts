import { embed } from "../knowledge/meaning.ts";
import { blankMind, type Mind } from "../knowledge/minds.ts";
import { wordsOf } from "../knowledge/wrong-answer.ts";
import { usualLength, vectorsFor } from "../open-ai/embeddings.ts";
import { type JsonObject, objectOf, objectsOf, textOf } from "../open-ai/json.ts";
import { knownLabels, knownNames, knownSpan, knownText, knownWords } from "./known-answers.ts";
import { secondsOf } from "./recording.ts";

/** Who is asked. */
export interface Speaker {
  model: string;
  /** What it knows; default: nothing. */
  mind?: Mind;
}

export interface PipelineQuestion extends Speaker {
  mind: Mind;
  /** The request; of a recording, it is empty. */
  body: JsonObject;
  /** The request as it came: of a recording, its bytes. */
  recording: Buffer;
}

type PipelineAnswer = (question: PipelineQuestion) => unknown;

/** What the pipelines that make no file answer, in the shapes of hf-inference. */
export const textAnswers: Readonly<Record<string, PipelineAnswer>> = {
  "question-answering": ({ body, mind }) => {
    const { question, context } = objectOf(body.inputs);
    const text = textOf(context);
    return knownSpan(mind, textOf(question), text) ?? spanOf(firstWords(text, 5));
  },
  summarization: ({ model, body, mind }) => {
    const text = inputOf(body);
    const known = knownText(mind, "summarization", text);
    return [{ summary_text: known ?? spoken(model, "a summary", firstWords(text, 12)) }];
  },
  translation: ({ model, body, mind }) => {
    const text = inputOf(body);
    return [{ translation_text: knownText(mind, "translation", text) ?? spoken(model, "a translation", text) }];
  },
  "fill-mask": ({ body, mind }) => {
    const words = knownWords(mind, inputOf(body)) ?? ["demo", "word", "model"];
    return words.map((word, index) => filled(inputOf(body), word, index));
  },
  "text-classification": ({ body, mind }) => [
    knownLabels(mind, "text-classification", inputOf(body)) ?? scored(["POSITIVE", "NEUTRAL", "NEGATIVE"]),
  ],
  "zero-shot-classification": ({ body, mind }) => {
    const choices = labelsOf(body);
    return knownLabels(mind, "zero-shot-classification", inputOf(body), choices) ?? scored(choices);
  },
  "token-classification": ({ body, mind }) => knownNames(mind, inputOf(body)) ?? namesIn(inputOf(body)),
  "feature-extraction": ({ body, mind }) =>
    Array.isArray(body.inputs) ? vectorsFor(mind, body.inputs.map(textOf)) : vectorsFor(mind, [inputOf(body)])[0],
  "sentence-similarity": ({ body }) => {
    const { source_sentence: source, sentences } = objectOf(body.inputs);
    return (Array.isArray(sentences) ? sentences : []).map((each) => similarity(textOf(source), textOf(each)));
  },
  "automatic-speech-recognition": ({ model, recording, mind }) => ({ text: heard({ model, mind }, recording) }),
};

/** What a recording says: where it is none that is known, nothing that was understood, but how long it was. */
export function heard({ model, mind = blankMind }: Speaker, recording: Buffer): string {
  const known = mind.hear(recording);
  if (known) return wordsOf(known);
  const seconds = secondsOf(recording);
  const bytes = `${recording.length} bytes`;
  const length = seconds === null ? bytes : `${seconds.toFixed(1)} seconds (${bytes})`;
  return `This is the demo's stand-in for ${model}, which heard a recording of ${length}.`;
}

/** What a base model writes on. */
export function writtenOn({ model, mind = blankMind }: Speaker, prompt: string): string {
  const known = knownText(mind, "text-generation", prompt);
  return known ?? ` … and so on, writes the demo's stand-in for ${model} after “${firstWords(prompt, 8)}”.`;
}

function spoken(model: string, what: string, text: string): string {
  return `${text} (${what} by the demo's stand-in for ${model})`;
}

function inputOf({ inputs }: JsonObject): string {
  return textOf(inputs);
}

function firstWords(text: string, count: number): string {
  return text.trim().split(/\s+/).slice(0, count).join(" ");
}

function spanOf(answer: string) {
  return { score: 0.5, start: 0, end: answer.length, answer };
}

function filled(text: string, word: string, index: number) {
  const sequence = text.replace(/\[MASK\]|<mask>/, word);
  return { score: 0.6 / (index + 1), token: 1_000 + index, token_str: word, sequence };
}

function scored(labels: readonly string[]) {
  return labels.map((label, index) => ({ label, score: 1 / 2 ** (index + 1) }));
}

function labelsOf({ parameters }: JsonObject): string[] {
  const labels = objectOf(parameters).candidate_labels;
  return Array.isArray(labels) ? labels.map(textOf) : [];
}

/** Words with a capital letter, but for the first. Places count characters, as Python does. */
function namesIn(text: string) {
  return [...text.matchAll(/(?<=\S\s+)\p{Lu}\p{L}+/gu)].map(({ 0: word, index }) => {
    const start = [...text.slice(0, index)].length;
    return { entity_group: "PER", score: 0.9, word, start, end: start + [...word].length };
  });
}

function similarity(a: string, b: string): number {
  const [left = [], right = []] = [a, b].map((text) => embed(text, usualLength));
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
}

/** Every message's text, for hosts that are asked for a text in a chat's form. */
export function promptOf(body: JsonObject): string {
  return textOf(body.prompt) || textOf(body.inputs) || textOf(objectsOf(body.messages).at(-1)?.content);
}
