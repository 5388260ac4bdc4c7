import { embed } from "../open-ai/embeddings.ts";
import { type JsonObject, objectOf, objectsOf, textOf } from "../open-ai/json.ts";
import { secondsOf } from "./recording.ts";

export interface PipelineQuestion {
  model: string;
  /** The request; of a recording, it is empty. */
  body: JsonObject;
  /** The request as it came: of a recording, its bytes. */
  recording: Buffer;
}

type PipelineAnswer = (question: PipelineQuestion) => unknown;

/** What the pipelines that make no file answer, in the shapes of hf-inference. */
export const textAnswers: Readonly<Record<string, PipelineAnswer>> = {
  "question-answering": ({ body }) => {
    const answer = firstWords(textOf(objectOf(body.inputs).context), 5);
    return { score: 0.5, start: 0, end: answer.length, answer };
  },
  summarization: ({ model, body }) => [{ summary_text: spoken(model, "a summary", firstWords(inputOf(body), 12)) }],
  translation: ({ model, body }) => [{ translation_text: spoken(model, "a translation", inputOf(body)) }],
  "fill-mask": ({ body }) => ["demo", "word", "model"].map((word, index) => filled(inputOf(body), word, index)),
  "text-classification": () => [scored(["POSITIVE", "NEUTRAL", "NEGATIVE"])],
  "zero-shot-classification": ({ body }) => scored(labelsOf(body)),
  "token-classification": ({ body }) => namesIn(inputOf(body)),
  "feature-extraction": ({ body }) =>
    Array.isArray(body.inputs) ? body.inputs.map((text) => embed(textOf(text))) : embed(inputOf(body)),
  "sentence-similarity": ({ body }) => {
    const { source_sentence: source, sentences } = objectOf(body.inputs);
    return (Array.isArray(sentences) ? sentences : []).map((each) => similarity(textOf(source), textOf(each)));
  },
  "automatic-speech-recognition": ({ model, recording }) => ({ text: heard(model, recording) }),
};

/** What a recording says: nothing that was understood, but how long it was. */
export function heard(model: string, recording: Buffer): string {
  const seconds = secondsOf(recording);
  const bytes = `${recording.length} bytes`;
  const length = seconds === null ? bytes : `${seconds.toFixed(1)} seconds (${bytes})`;
  return `This is the demo's stand-in for ${model}, which heard a recording of ${length}.`;
}

/** What a base model writes on. */
export function writtenOn(model: string, prompt: string): string {
  return ` … and so on, writes the demo's stand-in for ${model} after “${firstWords(prompt, 8)}”.`;
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
  const [left, right] = [embed(a), embed(b)];
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
}

/** Every message's text, for hosts that are asked for a text in a chat's form. */
export function promptOf(body: JsonObject): string {
  return textOf(body.prompt) || textOf(body.inputs) || textOf(objectsOf(body.messages).at(-1)?.content);
}
