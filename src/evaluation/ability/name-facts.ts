/**
 * What the last part of a model's name tells besides its family: sizes, precision, and the field's own words for what it
 * was made for. Never which family is good: renaming one to nonsense must not move an estimate.
 */
export interface NameFacts {
  /** Weights, in billions; null where the name tells none. */
  totalBillions: number | null;
  /** Weights that one token passes through, in billions; null where the name tells none. */
  activeBillions: number | null;
  /** Bits a weight of a smaller copy; null where the name tells of none. */
  bits: number | null;
  /** A model that only continues text, by its name. */
  isBase: boolean;
}

/** "235B", "1.7b", "270M", "E4B"; not the digits of "A22B", "8x7B" or "v0.1". */
const plainSize = /(?:^|[-_ .:/])E?(\d{1,4}(?:\.\d{1,3})?)(B|M|T)(?![a-z\d])/i;
/** "8x7B": so many experts of such a size. */
const expertSizes = /(?:^|[-_ .:/])(\d{1,3})x(\d{1,4}(?:\.\d{1,2})?)B(?![a-z\d])/i;
/** "A22B": the active part. */
const activeSize = /(?:^|[-_ .:/])A(\d{1,4}(?:\.\d{1,3})?)B(?![a-z\d])/i;
/** "17B-16E": the part at work, and the number of experts. */
const workingSize = /(?:^|[-_ .:/])(\d{1,4}(?:\.\d{1,3})?)B[-_]\d{1,4}E(?![a-z\d])/i;
const copies: readonly (readonly [RegExp, number])[] = [
  [/(?:^|[-_.])(?:i?q|int|w)?2[-_]?bit|[-_.]i?q2(?:[-_]|$)/i, 2],
  [/(?:^|[-_.])(?:int)?3[-_]?bit|[-_.]i?q3(?:[-_]|$)/i, 3],
  [/4[-_]?bit|int4|w4a\d|awq|gptq|nf4|nvfp4|mxfp4|bnb|[-_.:]i?q4(?:[-_]|$)/i, 4],
  [/[-_.]q5(?:[-_]|$)|5[-_]?bit/i, 5],
  [/[-_.]q6(?:[-_]|$)|6[-_]?bit/i, 6],
  [/fp8|int8|8[-_]?bit|w8a\d+|[-_.:]q8(?:[-_]|$)/i, 8],
];
const baseWord = /(?:^|[-_.])(?:base|pretrain(?:ed)?|pt)(?:[-_.]|$)/i;
const taughtWord = /(?:^|[-_.])(?:it|instruct|chat|assistant|thinking|reasoning|sft|dpo)(?:[-_.]|$)/i;

/**
 * Of "8x7B" experts two are at work at a time, and they share the rest: the totals of published models of that form are
 * some 85 % of the product.
 */
const expertShare = 0.85;
const expertsAtWork = 2;

const billionsOf: Readonly<Record<string, number>> = { B: 1, M: 1e-3, T: 1e3 };

function readSizes(name: string): Pick<NameFacts, "totalBillions" | "activeBillions"> {
  const active = activeSize.exec(name);
  const activeBillions = active ? Number(active[1]) : null;
  const experts = expertSizes.exec(name);
  if (experts) {
    const [count, each] = [Number(experts[1]), Number(experts[2])];
    return {
      totalBillions: count * each * expertShare,
      activeBillions: activeBillions ?? Math.min(count, expertsAtWork) * each * expertShare,
    };
  }
  const working = workingSize.exec(name);
  if (working) return { totalBillions: null, activeBillions: Number(working[1]) };
  const plain = plainSize.exec(name);
  const totalBillions = plain ? Number(plain[1]) * (billionsOf[plain[2]?.toUpperCase() ?? "B"] ?? 1) : null;
  return { totalBillions, activeBillions };
}

/** Longer names than this are nobody's; reading them whole would only cost time. */
const mostCharacters = 200;

/** Reads a model's id ("maker/Name-235B-A22B-Instruct-FP8"). Pure; costs a microsecond or two. */
export function readName(model: string): NameFacts {
  const name = model.slice(model.lastIndexOf("/") + 1).slice(0, mostCharacters);
  return {
    ...readSizes(name),
    bits: copies.find(([pattern]) => pattern.test(name))?.[1] ?? null,
    isBase: baseWord.test(name) && !taughtWord.test(name),
  };
}
