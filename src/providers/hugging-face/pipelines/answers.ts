import type { AnswerData, LabelScore } from "../../../domain/answer.ts";
import { amountOrNull, recordOrNull, recordsIn, textOrNull } from "../../../shared/foreign-json.ts";

type Entities = Extract<AnswerData, { kind: "entities" }>["entities"];

/** The text under this name, of an object or of the first of a list. */
export function readText(answer: unknown, name: string): string | null {
  return textOrNull((recordOrNull(answer) ?? recordsIn(answer)[0])?.[name]);
}

/** Labels with scores, the most likely first. `name` is where the label stands. */
export function readLabels(answer: unknown, name = "label"): LabelScore[] {
  const labels = recordsIn(answer).flatMap((entry) => {
    const label = textOrNull(entry[name]);
    return label === null ? [] : { label, score: amountOrNull(entry.score) };
  });
  return labels.toSorted((a, b) => (b.score ?? 0) - (a.score ?? 0));
}

/** Names found in `text`. Hosts count characters as Python does, where one outside the first plane is one and not two. */
export function readEntities(answer: unknown, text: string): Entities {
  const characters = [...text];
  const place = (count: number) => characters.slice(0, count).join("").length;
  return recordsIn(answer).flatMap((entry) => {
    const label = textOrNull(entry.entity_group) ?? textOrNull(entry.entity);
    const [start, end] = [amountOrNull(entry.start), amountOrNull(entry.end)];
    if (label === null || start === null || end === null) return [];
    const [from, to] = [place(start), place(end)];
    return { label, text: text.slice(from, to), start: from, end: to, score: amountOrNull(entry.score) ?? 0 };
  });
}

/**
 * One vector a text; null where there are not as many, or one is none. A model that answers with a vector for each token
 * has them averaged, as sentence-transformers does.
 */
export function readVectors(answer: unknown, count: number): number[][] | null {
  if (!Array.isArray(answer) || answer.length !== count) return null;
  const vectors = answer.map(toVector);
  return vectors.every((vector) => vector !== null) ? vectors : null;
}

function toVector(value: unknown): number[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  if (value.every((each) => typeof each === "number")) return value;
  const tokens = value.map(toVector);
  return tokens.every((token) => token !== null) ? meanOf(tokens) : null;
}

function meanOf(vectors: readonly number[][]): number[] {
  const [first = []] = vectors;
  return first.map((_, place) => vectors.reduce((sum, vector) => sum + (vector[place] ?? 0), 0) / vectors.length);
}
