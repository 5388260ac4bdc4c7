import type { AnswerData, AnswerEvent } from "../../../domain/answer.ts";
import type { MediaFile, PipelineInput } from "../../../domain/input.ts";
import { brokenAnswer } from "../../failure-kind.ts";
import { CallError } from "../../invocation.ts";
import { readEntities, readLabels, readText, readVectors } from "./answers.ts";
import type { MediaFamily } from "./made-file.ts";
import type { HostInput, PipelineName } from "./official-client.ts";
import { recordingFor } from "./recording.ts";

/** What the caller has: a pipeline's input, with the texts to embed where the call is one for embeddings. */
export interface PipelineWork extends PipelineInput {
  texts: readonly string[];
  /** Wanted of vectors; null for the model's own. */
  dimensions: number | null;
}

/** One call of one host. */
export interface HostLine {
  host: string;
  /** How the model marks a missing word; null where that is not known. */
  maskToken: string | null;
  /** The call's own. */
  signal: AbortSignal;
  /** Asks once, and reads the answer in the pipeline's own shape. */
  ask(input: HostInput): Promise<unknown>;
  /** Has a file made, however long that takes. */
  make(input: HostInput, family: MediaFamily): AsyncIterable<AnswerEvent>;
}

type Pipeline = (work: PipelineWork, line: HostLine) => AsyncIterable<AnswerEvent>;

/** Tokens that a base model writes at most; without a number, some hosts stop after sixteen. */
const longestContinuation = 512;

/** How each pipeline is called, and what comes out of it. */
export const pipelines: Readonly<Record<PipelineName, Pipeline>> = {
  async *"text-generation"(work, line) {
    const parameters = { max_new_tokens: longestContinuation };
    const answer = await line.ask({ inputs: textIn(work, "Text generation"), parameters });
    yield text(readText(answer, "generated_text"), line);
  },
  async *"question-answering"(work, line) {
    const question = textIn(work, "Question answering");
    const sentence = "Question answering needs a text in which the answer stands: give it with --context.";
    const context = work.context ?? fail(sentence);
    yield text(readText(await line.ask({ inputs: { question, context } }), "answer"), line);
  },
  async *summarization(work, line) {
    yield text(readText(await line.ask({ inputs: textIn(work, "Summarization") }), "summary_text"), line);
  },
  async *translation(work, line) {
    const { sourceLanguage, targetLanguage } = work;
    const parameters = {
      ...(sourceLanguage !== null && { src_lang: sourceLanguage }),
      ...(targetLanguage !== null && { tgt_lang: targetLanguage }),
    };
    const answer = await line.ask({ inputs: textIn(work, "Translation"), parameters });
    yield text(readText(answer, "translation_text"), line);
  },
  async *"fill-mask"(work, line) {
    yield labels(readLabels(await line.ask({ inputs: withMask(work, line) }), "token_str"), line);
  },
  async *"feature-extraction"({ texts, dimensions }, line) {
    if (texts.length === 0) fail("Embeddings need at least one text.");
    const answer = await line.ask({ inputs: texts, ...(dimensions !== null && { dimensions }) });
    const vectors = readVectors(answer, texts.length);
    if (!vectors) throw brokenAnswer(line.host, "sent other embeddings than one for each text");
    yield data({ kind: "embeddings", vectors });
  },
  async *"text-classification"(work, line) {
    yield labels(readLabels(await line.ask({ inputs: textIn(work, "Text classification") })), line);
  },
  async *"zero-shot-classification"(work, line) {
    const inputs = textIn(work, "Classification");
    if (work.labels.length === 0) fail("Classification needs labels to choose from: give each with --label.");
    yield labels(readLabels(await line.ask({ inputs, parameters: { candidate_labels: work.labels } })), line);
  },
  async *"token-classification"(work, line) {
    const inputs = textIn(work, "Finding names");
    const answer = await line.ask({ inputs, parameters: { aggregation_strategy: "simple" } });
    // None is an answer as well: not every text has a name in it.
    yield data({ kind: "entities", entities: readEntities(answer, inputs) });
  },
  async *"text-to-image"(work, line) {
    yield* line.make({ inputs: textIn(work, "A picture") }, "image");
  },
  async *"text-to-video"(work, line) {
    yield* line.make({ inputs: textIn(work, "A video") }, "video");
  },
  async *"automatic-speech-recognition"({ files }, line) {
    const recording = files.find(isRecording) ?? fail("Transcription needs a recording: give one with --file.");
    const answer = await line.ask(await recordingFor(line.host, recording, line.signal));
    yield text(readText(answer, "text"), line);
  },
  async *"text-to-speech"(work, line) {
    yield* line.make({ inputs: textIn(work, "Speech") }, "audio");
  },
};

function fail(sentence: string): never {
  throw new CallError(sentence, { kind: "bad-request", code: null });
}

function textIn({ text }: PipelineWork, what: string): string {
  return text.trim() === "" ? fail(`${what} needs a text.`) : text;
}

/** The text with the gap marked in the model's own way, which people need not know. */
function withMask(work: PipelineWork, { maskToken }: HostLine): string {
  const given = textIn(work, "Filling in a word");
  const gap = /\[MASK\]|<mask>/gi;
  if (maskToken !== null && given.includes(maskToken)) return given;
  if (given.search(gap) === -1) fail("Filling in a word needs a gap: write [MASK] where the word is missing.");
  return maskToken === null ? given : given.replaceAll(gap, () => maskToken);
}

function isRecording({ mediaType }: MediaFile): boolean {
  return mediaType.startsWith("audio/") || mediaType.startsWith("video/");
}

function text(answer: string | null, { host }: HostLine): AnswerEvent {
  if (answer === null || answer.trim() === "") throw brokenAnswer(host, "sent an empty answer");
  return { type: "text", text: answer };
}

function labels(found: ReturnType<typeof readLabels>, { host }: HostLine): AnswerEvent {
  if (found.length === 0) throw brokenAnswer(host, "sent an empty answer");
  return data({ kind: "labels", labels: found });
}

function data(found: AnswerData): AnswerEvent {
  return { type: "data", data: found };
}
