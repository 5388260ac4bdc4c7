import { type JsonObject, objectOf, objectsOf, textOf } from "../open-ai/json.ts";

/** A question whose right answer this world's models may know. */
export interface KnownAnswer {
  /** Unique among all. */
  id: string;
  task: string;
  question: string;
  /** What the question is about; "" where that is nothing but the question. */
  context: string;
  /** Whoever serves the task at all can answer it. */
  isSmoke: boolean;
  /** The right answer in words; "" where it is none. */
  text: string;
  /** The right answer as labels, the best first. */
  labels: readonly string[];
  /** The right answer as names that stand in the question. */
  entities: readonly { label: string; text: string }[];
  /** The right answer as embeddings: near where texts mean the same. */
  vectors: readonly (readonly number[])[];
  /** SHA-256, in hexadecimal digits, of the files that come with the question. */
  files: readonly string[];
  /** How long the recording is that is asked about; null where it is none. */
  seconds: number | null;
}

/**
 * Reads a list of `{ id, task, question, texts?, context?, files?, seconds?, isSmoke?, reference }`, where a reference is a
 * text, data, or both.
 */
export function readKnownAnswers(value: unknown): KnownAnswer[] {
  return objectsOf(value).map(knownAnswerOf);
}

function knownAnswerOf(entry: JsonObject): KnownAnswer {
  const { reference } = entry;
  const holder = objectOf(reference);
  const data = "data" in holder ? objectOf(holder.data) : holder;
  const labels = objectsOf(data.labels).map(({ label }) => textOf(label));
  const [id, task] = [textOf(entry.id), textOf(entry.task)];
  return {
    id,
    task,
    question: textsIn(entry.texts).join("\n") || textOf(entry.question),
    context: textOf(entry.context),
    isSmoke: entry.isSmoke === true,
    text: textOf(reference) || textOf(holder.text) || (labels[0] ?? ""),
    labels,
    entities: objectsOf(data.entities).map((each) => ({ label: textOf(each.label), text: textOf(each.text) })),
    vectors: Array.isArray(data.vectors) ? data.vectors : [],
    files: textsIn(entry.files),
    seconds: typeof entry.seconds === "number" ? entry.seconds : null,
  };
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(textOf) : [];
}
