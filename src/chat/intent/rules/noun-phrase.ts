import type { IntentName } from "../intent-names.ts";
import { heardAt, type Place, phraseHeardAt, type WordSpan } from "../place.ts";
import { clearProgramming, type WordListName } from "../words/word-lists.ts";

/** What is asked for: "a realistic image" of "make a realistic image of a cat". */
export interface NounPhrase {
  name: IntentName;
  /** The list that its noun stands in. */
  list: WordListName;
  noun: WordSpan;
  /** Where the phrase ends, before "of". */
  end: number;
  hasProgrammingName: boolean;
}

/** A determiner, some adjectives and a noun are no longer. */
const longest = 8;

/** What each list of nouns asks for; of lists with the same phrase, the first. */
const products: readonly [WordListName, IntentName][] = [
  ["codeNouns", "code_generation"],
  ["weakCodeNouns", "code_generation"],
  ["summaryNouns", "summarization"],
  ["translationNouns", "translation"],
  ["transcriptNouns", "transcription"],
  ["audioNouns", "speech"],
  ["videoNouns", "video_generation"],
  ["imageNouns", "image_generation"],
  ["textNouns", "text_generation"],
];

function productAt(place: Place, at: number): Omit<NounPhrase, "end" | "hasProgrammingName"> | null {
  const heard = products.map(([list, name]) => ({ list, name, length: heardAt(place, at, list) }));
  const length = Math.max(...heard.map((each) => each.length));
  const found = heard.find((each) => each.length === length && length > 0);
  return found ? { name: found.name, list: found.list, noun: [at, at + length] } : null;
}

function endsPhrase(place: Place, from: number, at: number): boolean {
  const isBroken = /[,;()]/.test(place.words[at]?.gap ?? "");
  return at > from && (isBroken || heardAt(place, at, "stops") > 0 || heardAt(place, at, "determiners") > 0);
}

/**
 * The thing that a phrase from a place on is about. English puts its noun last ("a video script"), Portuguese first, with
 * a preposition behind it that ends the phrase ("um roteiro de vídeo"): the last noun before that is right in both.
 */
export function nounPhraseAt(place: Place, from: number): NounPhrase | null {
  let found: Omit<NounPhrase, "end" | "hasProgrammingName"> | null = null;
  let hasProgrammingName = false;
  let at = from;
  while (at < Math.min(place.limit, from + longest)) {
    if (heardAt(place, at, "compounds") > 0) return null;
    const product = productAt(place, at);
    if (!product && endsPhrase(place, from, at)) break;
    found = product ?? found;
    const programming = phraseHeardAt(place, at, clearProgramming);
    hasProgrammingName ||= programming > 0;
    at = Math.max(product?.noun[1] ?? 0, at + Math.max(programming, 1));
  }
  return found && { ...found, end: at, hasProgrammingName };
}
