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

/** Where a word of a name begins; a point between digits is a decimal's. */
const start = "(?:^|[-_ :/]|(?<!\\d)\\.)";

function sizeAt(pattern: string): RegExp {
  return new RegExp(`${start}${pattern}(?![a-z\\d])`, "i");
}

/**
 * "235B", "1.7b", "E4B", then "1T", then "270M"; not the digits of "A22B", "8x7B" or "v0.1". Before a name's billions,
 * its trillions and millions are mostly words that it was taught or can take: "7B-1M". "1M" alone is never a size.
 */
const plainSizes: readonly (readonly [RegExp, number])[] = [
  [sizeAt("E?(\\d{1,4}(?:\\.\\d{1,3})?)B"), 1],
  [sizeAt("(\\d{1,2}(?:\\.\\d{1,2})?)T"), 1e3],
  [sizeAt("(\\d{2,4}(?:\\.\\d{1,2})?)M"), 1e-3],
];
/** "8x7B": so many experts of such a size. */
const expertSizes = sizeAt("(\\d{1,3})x(\\d{1,4}(?:\\.\\d{1,2})?)B");
/** "A22B", "a800m": the active part. */
const activeSize = sizeAt("A(\\d{1,4}(?:\\.\\d{1,3})?)([BM])");
/** "17B-16E": the part at work, and the number of experts. */
const workingSize = sizeAt("(\\d{1,4}(?:\\.\\d{1,3})?)B[-_]\\d{1,4}E");
/** "4bit", "4.0bpw", "int4", "w4a16", "Q4_K_M", "IQ2_XXS", "q4f16", "FP8", "MXFP4". */
const bitCounts: readonly RegExp[] = [
  /(?<![\d.])([1-8])[-_ ]?bits?(?![a-z])/i,
  /(?<![\d.])([1-8])(?:\.\d{1,2})?[-_]?bpw/i,
  /(?:^|[-_.:])int([1-8])(?!\d)/i,
  /(?:^|[-_.:])w([1-8])a\d/i,
  /(?:^|[-_.:])[it]?q([1-8])(?=[-_.f]|$)/i,
  /(?:^|[-_.:])(?:mx|nv)?fp([4-8])(?!\d)/i,
];
/** Ways to make copies that come with 4 bits, unless the name says otherwise. */
const fourBitWays = /(?:^|[-_.:])(?:awq|gptq|bnb|nf4)(?![a-z\d])/i;
const baseWord = /(?:^|[-_.])(?:base|pretrain(?:ed)?)(?:[-_.]|$)/i;
/** "4b-pt": pre-trained. In capitals, and elsewhere in a name, it stands for other things: a format, Portuguese. */
const pretrainedMark = /\d[bB][-_]pt(?![a-z]|[-_]br)/;
const taughtWord = /(?:^|[-_.])(?:it|instruct|chat|assistant|thinking|reasoning|sft|dpo)(?:[-_.]|$)/i;

/**
 * Of "8x7B" experts two are at work at a time, and they share the rest: the totals of published models of that form are
 * some 85 % of the product.
 */
const expertShare = 0.85;
const expertsAtWork = 2;

function readActive(name: string): number | null {
  const active = activeSize.exec(name);
  return active && Number(active[1]) * (active[2]?.toUpperCase() === "M" ? 1e-3 : 1);
}

function readPlain(name: string): number | null {
  for (const [pattern, billions] of plainSizes) {
    const found = pattern.exec(name);
    if (found) return Number(found[1]) * billions;
  }
  return null;
}

function readSizes(name: string): Pick<NameFacts, "totalBillions" | "activeBillions"> {
  const activeBillions = readActive(name);
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
  return { totalBillions: readPlain(name), activeBillions };
}

/** Bits a weight by a text like "Q4_K_M", "GPTQ-Int8" or "FP8": the fewest that it tells; null where it tells none. */
export function readBits(text: string): number | null {
  let fewest: number | null = null;
  for (const pattern of bitCounts) {
    const found = pattern.exec(text);
    if (found) fewest = Math.min(fewest ?? 8, Number(found[1]));
  }
  return fewest ?? (fourBitWays.test(text) ? 4 : null);
}

/** Longer names than this are nobody's; reading them whole would only cost time. */
const mostCharacters = 200;

/** Reads a model's id ("maker/Name-235B-A22B-Instruct-FP8"). Pure; costs a microsecond or two. */
export function readName(model: string): NameFacts {
  const name = model.slice(model.lastIndexOf("/") + 1).slice(0, mostCharacters);
  return {
    ...readSizes(name),
    bits: readBits(name),
    isBase: (baseWord.test(name) || pretrainedMark.test(name)) && !taughtWord.test(name),
  };
}
