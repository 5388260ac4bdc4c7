import type { Candidate } from "../../domain/candidate.ts";
import type { NameBearer, SourceCensus } from "./census.ts";
import { nameOf, ownerOf, wordsOf } from "./names.ts";

/** "70b", "1.5b", "560m", "8x7b": millions of parameters; null for any other word. */
function millionsIn(word: string): number | null {
  const match = /^(?:(\d{1,3})x)?(\d{1,4}(?:\.\d{1,3})?)([bm])$/.exec(word);
  if (!match) return null;
  const [, times = "1", amount = "", unit] = match;
  return Number(times) * Number(amount) * (unit === "b" ? 1_000 : 1);
}

/** The sizes that a name states, in millions of parameters. */
function sizesIn(name: string): number[] {
  const words = name.toLowerCase().split(/[-_ ]+|\.(?!\d)/);
  return words.flatMap((word) => millionsIn(word) ?? []).filter((size) => size > 0);
}

/**
 * How many times larger a name may call a model than it is. Packed weights count as few as an eighth of them, and names
 * are rounded. That a name says less is common: some tell what is active of a mixture of experts.
 */
const sizeFactor = 20;
/** Where a record counts less, it counts a part of the weights only. */
const fewestMillions = 10;

/** Why the size contradicts the name, as a part of a sentence. */
export function sizeReason({ model, parameters, lineage }: Candidate): string | null {
  if (parameters === null || lineage?.relation === "adapter") return null;
  const millions = parameters / 1_000_000;
  const sizes = sizesIn(nameOf(model));
  if (millions < fewestMillions || sizes.length === 0 || Math.min(...sizes) < millions * sizeFactor) return null;
  const [promised, real] = [Math.min(...sizes), millions].map((size) =>
    size < 1_000 ? `${Math.round(size)} million` : `${Math.round(size / 1_000)} billion`,
  );
  return `its name promises ${promised} parameters, and it has ${real}`;
}

/** The words of a name that say whose line it is: letters, without sizes and single characters. */
function lineWords(name: string): string[] {
  const letters = wordsOf(name).map((word) => word.replace(/[^\p{L}].*$/u, ""));
  return letters.filter((word) => word.length >= 3);
}

/** The known model of another owner whose whole name, of at least two words, the candidate's begins with. */
function namesake(model: string, { bearers }: SourceCensus): NameBearer | undefined {
  const words = wordsOf(nameOf(model));
  for (let length = words.length; length >= 2; length -= 1) {
    const bearer = bearers.get(words.slice(0, length).join("-"));
    if (bearer && bearer.owner !== ownerOf(model)) return bearer;
  }
  return undefined;
}

/**
 * Why what it says of its making contradicts its name, as a part of a sentence: it is named after one known model, and
 * says that it was made from another, of which no word stands in its name.
 */
export function lineageReason({ model, lineage }: Candidate, census: SourceCensus): string | null {
  if (!lineage || lineage.bases.length === 0) return null;
  const named = namesake(model, census);
  if (!named || lineage.bases.includes(named.model)) return null;
  const own = new Set([...lineWords(nameOf(model)), ...lineWords(ownerOf(model))]);
  const isTold = lineage.bases.some((base) => lineWords(nameOf(base)).some((word) => own.has(word)));
  if (isTold) return null;
  return `it is named after ${named.model}, but says that it was made from ${lineage.bases[0]}`;
}
