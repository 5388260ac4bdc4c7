import type { BenchmarkName } from "./benchmark.ts";
import { chatInterface } from "./route.ts";

export const taskNames = [
  "conversational",
  "text-generation",
  "code-generation",
  "question-answering",
  "summarization",
  "translation",
  "text2text-generation",
  "fill-mask",
  "feature-extraction",
  "text-classification",
  "zero-shot-classification",
  "token-classification",
  "image-text-to-text",
  "text-to-image",
  "text-to-video",
  "automatic-speech-recognition",
  "text-to-speech",
] as const;

/** What a user wants done. Our own names: some were never tags of a hub, and tags come and go. */
export type TaskName = (typeof taskNames)[number];

/** The tasks whose answers are files: pictures, videos, recordings. */
export const tasksWithFiles: ReadonlySet<string | null> = new Set(["text-to-image", "text-to-video", "text-to-speech"]);

/** One listing of a hub that holds candidates: by the pipeline that models declare, or by a tag that they carry. */
export type Lookup = { kind: "pipeline"; pipelineTag: string } | { kind: "tag"; tag: string };

/** A way in which a model can serve a task. `instruction` turns a chat model into a worker for it. */
export type TaskInterface = { kind: "chat"; instruction: string | null } | { kind: "pipeline"; pipeline: string };

export interface Task {
  title: string;
  /** Where its models are found; a candidate may come from any of them. */
  lookups: readonly Lookup[];
  interfaces: readonly TaskInterface[];
  /** What chat messages ask for when this task serves them; among tasks, the table's order decides. */
  intents: readonly string[];
  benchmarks: readonly BenchmarkName[];
  /** Results on any dataset of the embeddings benchmark count. */
  usesEmbeddingBenchmarks?: true;
  /** Tokens of context that the task wants; less lowers compatibility. */
  wantedContext?: number;
  /** So many milliseconds after a question the first of its answer should be there; what is slower counts less. */
  wantedFirstTokenMs: number;
  /** A model that calls tools suits the task better. */
  wantsTools?: true;
  /** A chat model that is known to take no pictures cannot serve the task. */
  needsVision?: true;
  /** Marks models made for the task, by tag or name: a heuristic, where the Hub has no facet for it. */
  speciality?: { tag: string; name: RegExp };
}

/**
 * How long people, and programs, gladly wait for the first of an answer, in milliseconds. In a talk it is two seconds:
 * beyond them, the thread is lost (R. B. Miller, 1968). Whoever has handed in a piece of work waits a little longer, and a
 * recording has to be heard first. Pictures and videos come whole, and everybody knows that they take their time.
 */
const waits = { talk: 2_000, work: 5_000, recording: 10_000, picture: 60_000, video: 180_000 };

const chatModels: Lookup = { kind: "tag", tag: "conversational" };
const pipelineModels = (pipelineTag: string): Lookup => ({ kind: "pipeline", pipelineTag });
const chat = (instruction: string | null): TaskInterface => ({ kind: "chat", instruction });
const pipeline = (name: string): TaskInterface => ({ kind: "pipeline", pipeline: name });

/**
 * The tasks. Notes on what the Hub no longer has: `code-generation` never was a pipeline tag, `conversational` is an
 * ordinary tag since February 2024, `text2text-generation` was removed in July 2025; a query for a dead tag returns
 * nothing, so those three are found among the chat models. The tag `conversational` also covers multimodal models,
 * whose pipeline is image-text-to-text and which a listing of text-generation misses.
 */
export const tasks = {
  conversational: {
    title: "Conversation",
    lookups: [chatModels],
    interfaces: [chat(null)],
    intents: ["conversation"],
    benchmarks: ["TIGER-Lab/MMLU-Pro", "Idavidrein/gpqa", "cais/hle", "openai/gsm8k", "MathArena/aime_2026"],
    wantedFirstTokenMs: waits.talk,
    wantedContext: 32_768,
    wantsTools: true,
  },
  "text-generation": {
    title: "Text generation",
    lookups: [pipelineModels("text-generation"), chatModels],
    interfaces: [
      chat("Continue or write the text that is asked for. Answer with the text alone."),
      pipeline("text-generation"),
    ],
    intents: ["conversation", "text_generation"],
    benchmarks: ["TIGER-Lab/MMLU-Pro", "Idavidrein/gpqa", "cais/hle"],
    wantedFirstTokenMs: waits.work,
    wantedContext: 16_384,
  },
  "code-generation": {
    title: "Code generation",
    lookups: [chatModels],
    interfaces: [chat("Write the code that is asked for, complete and runnable, in one fenced block.")],
    intents: ["code_generation"],
    benchmarks: ["SWE-bench/SWE-bench_Verified", "ScaleAI/SWE-bench_Pro"],
    wantedFirstTokenMs: waits.work,
    wantedContext: 65_536,
    wantsTools: true,
    speciality: { tag: "code", name: /(?:^|[-_/])(?:coder?|code|starcoder|codestral|devstral)(?:[-_.\d]|$)/i },
  },
  "question-answering": {
    title: "Question answering",
    lookups: [pipelineModels("question-answering"), chatModels],
    interfaces: [
      pipeline("question-answering"),
      chat("Answer the question from the text that is given, as shortly as possible."),
    ],
    intents: ["question_answering"],
    benchmarks: ["TIGER-Lab/MMLU-Pro", "Idavidrein/gpqa", "LEXam-Benchmark/LEXam"],
    wantedFirstTokenMs: waits.talk,
    wantedContext: 16_384,
  },
  summarization: {
    title: "Summarization",
    lookups: [pipelineModels("summarization"), chatModels],
    interfaces: [pipeline("summarization"), chat("Summarise the text in a few sentences, in its own language.")],
    intents: ["summarization"],
    benchmarks: ["TIGER-Lab/MMLU-Pro", "llamaindex/ParseBench"],
    wantedFirstTokenMs: waits.work,
    wantedContext: 32_768,
  },
  translation: {
    title: "Translation",
    lookups: [pipelineModels("translation"), chatModels],
    interfaces: [
      pipeline("translation"),
      chat("Translate the text into the language that is named. Answer with the translation alone."),
    ],
    intents: ["translation"],
    benchmarks: ["TIGER-Lab/MMLU-Pro"],
    wantedFirstTokenMs: waits.work,
    wantedContext: 8_192,
  },
  "text2text-generation": {
    title: "Rewriting text",
    lookups: [chatModels],
    interfaces: [chat("Rewrite the text as the instruction says. Answer with the new text alone.")],
    intents: ["rewriting"],
    benchmarks: ["TIGER-Lab/MMLU-Pro", "openai/gsm8k"],
    wantedFirstTokenMs: waits.work,
    wantedContext: 8_192,
  },
  "fill-mask": {
    title: "Filling in a word",
    lookups: [pipelineModels("fill-mask")],
    interfaces: [pipeline("fill-mask")],
    intents: ["fill_mask"],
    benchmarks: [],
    wantedFirstTokenMs: waits.talk,
  },
  "feature-extraction": {
    title: "Embeddings",
    lookups: [pipelineModels("feature-extraction"), pipelineModels("sentence-similarity")],
    interfaces: [pipeline("feature-extraction"), pipeline("sentence-similarity")],
    intents: ["embeddings"],
    benchmarks: [],
    wantedFirstTokenMs: waits.talk,
    usesEmbeddingBenchmarks: true,
  },
  "text-classification": {
    title: "Text classification",
    lookups: [pipelineModels("text-classification")],
    interfaces: [pipeline("text-classification")],
    intents: ["text_classification"],
    benchmarks: [],
    wantedFirstTokenMs: waits.talk,
  },
  "zero-shot-classification": {
    title: "Classification into labels of your own",
    lookups: [pipelineModels("zero-shot-classification"), chatModels],
    interfaces: [
      pipeline("zero-shot-classification"),
      chat("Choose the label that fits the text best. Answer with that label alone."),
    ],
    intents: ["zero_shot_classification"],
    benchmarks: ["TIGER-Lab/MMLU-Pro"],
    wantedFirstTokenMs: waits.talk,
    wantedContext: 8_192,
  },
  "token-classification": {
    title: "Finding names in text",
    lookups: [pipelineModels("token-classification")],
    interfaces: [pipeline("token-classification")],
    intents: ["token_classification"],
    benchmarks: [],
    wantedFirstTokenMs: waits.talk,
  },
  "image-text-to-text": {
    title: "Understanding pictures",
    lookups: [pipelineModels("image-text-to-text")],
    interfaces: [chat(null), pipeline("image-text-to-text")],
    intents: ["image_understanding"],
    benchmarks: ["allenai/olmOCR-bench", "likaixin/ScreenSpot-Pro", "llamaindex/ParseBench"],
    wantedFirstTokenMs: waits.work,
    wantedContext: 16_384,
    needsVision: true,
  },
  "text-to-image": {
    title: "Making pictures",
    lookups: [pipelineModels("text-to-image")],
    interfaces: [pipeline("text-to-image")],
    intents: ["image_generation"],
    benchmarks: [],
    wantedFirstTokenMs: waits.picture,
  },
  "text-to-video": {
    title: "Making videos",
    lookups: [pipelineModels("text-to-video")],
    interfaces: [pipeline("text-to-video")],
    intents: ["video_generation"],
    benchmarks: [],
    wantedFirstTokenMs: waits.video,
  },
  "automatic-speech-recognition": {
    title: "Transcription",
    lookups: [pipelineModels("automatic-speech-recognition")],
    interfaces: [pipeline("automatic-speech-recognition")],
    intents: ["transcription"],
    benchmarks: [],
    wantedFirstTokenMs: waits.recording,
  },
  "text-to-speech": {
    title: "Speech",
    lookups: [pipelineModels("text-to-speech")],
    interfaces: [pipeline("text-to-speech")],
    intents: ["speech"],
    benchmarks: [],
    wantedFirstTokenMs: waits.recording,
  },
} as const satisfies Record<TaskName, Task>;

/** The table's entry, as the general shape. */
export function taskOf(name: TaskName): Task {
  return tasks[name];
}

/** Whether a text from outside names one of our tasks. */
export function isTaskName(name: string): name is TaskName {
  return Object.hasOwn(tasks, name);
}

/** The interfaces ("chat", "summarization") of the routes that can serve the task. */
export function interfacesOf(task: Task): string[] {
  return task.interfaces.map((each) => (each.kind === "chat" ? chatInterface : each.pipeline));
}

/** Whether a route's interface is one that can serve the task. */
export function servesTask(task: Task, routeInterface: string): boolean {
  return interfacesOf(task).includes(routeInterface);
}

/** Whether a route can serve the task: by its interface, and by the pictures that it takes where the task needs them. */
export function canServe(task: Task, route: { interface: string; supportsVision: boolean | null }): boolean {
  return servesTask(task, route.interface) && !isBlindTo(task, route);
}

/** Whether the task shows pictures to a chat route that is known to take none; what is unknown may take them. */
export function isBlindTo(task: Task, route: { interface: string; supportsVision: boolean | null }): boolean {
  return task.needsVision === true && route.supportsVision === false && route.interface === chatInterface;
}

/** Two lookups with the same key are the same listing. */
export function lookupKey(lookup: Lookup): string {
  return lookup.kind === "pipeline" ? `pipeline:${lookup.pipelineTag}` : `tag:${lookup.tag}`;
}
