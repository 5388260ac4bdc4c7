import { type AnswerCheck, right, wrong } from "./check.ts";

type Vector = readonly number[];

/** From the smallest models that there are to well beyond the largest. */
const sizes = { least: 16, most: 65_536 };
/** By how much the cosine of the near pair has to be the larger. */
const leastGap = 0.01;

function product(a: Vector, b: Vector): number {
  return a.reduce((sum, value, place) => sum + value * (b[place] ?? 0), 0);
}

/** From -1 to 1; not finite where one of them is nothing but zeros. */
export function cosine(a: Vector, b: Vector): number {
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
}

export interface EmbeddingOptions {
  /** How many texts there were: the second is near to the first, and all others are far from it. */
  texts: number;
  /** The size of each vector; any, where it is not told, but the same for all. */
  size?: number | null;
}

function areSound(vectors: readonly Vector[], { texts, size = null }: EmbeddingOptions): boolean {
  const [first = []] = vectors;
  const length = size ?? first.length;
  if (vectors.length !== texts || length < sizes.least || length > sizes.most) return false;
  return vectors.every(
    (vector) => vector.length === length && vector.every(Number.isFinite) && product(vector, vector) > 0,
  );
}

/** A vector for each text, of which the first two, which mean the same, are nearer to one another than the others. */
export function areEmbeddings(options: EmbeddingOptions): AnswerCheck {
  return ({ data }) => {
    if (data?.kind !== "embeddings") return wrong("nothing");
    if (!areSound(data.vectors, options)) return wrong("vectors");
    const [anchor = [], near = [], ...far] = data.vectors;
    const nearness = cosine(anchor, near);
    return far.every((vector) => cosine(anchor, vector) + leastGap <= nearness) ? right : wrong("far-vectors");
  };
}
