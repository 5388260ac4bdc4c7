import { type Order, orderOf } from "../order.ts";
import { heardAt, isEnd, type Place, referenceEnd, roughlyHeardAt, skipped, type WordSpan } from "../place.ts";
import { type NounPhrase, nounPhraseAt } from "./noun-phrase.ts";
import { namesProgramming } from "./programming.ts";
import { targetAtEnd } from "./target-language.ts";

/** A title of a picture is short; a longer sentence that begins with "a photo of" says something about one. */
const longestTitle = 30;

/** Where the words that only name the order end: "make an image of", but "make" alone where the style is named. */
function orderEnd(place: Place, verbEnd: number, { list, noun, end }: NounPhrase): number {
  const isPlain = heardAt(place, noun[0], "plainImageNouns") > 0 || list === "audioNouns" || list === "videoNouns";
  const determined = verbEnd + heardAt(place, verbEnd, "determiners");
  if (list === "summaryNouns" || list === "translationNouns") return referenceEnd(place, afterOf(place, end));
  return isPlain && determined === noun[0] ? afterOf(place, noun[1]) : verbEnd;
}

/** Behind "of", "de" or "saying". */
function afterOf(place: Place, at: number): number {
  const joins = ["of", "de", "do", "da", "saying", "dizendo", "dos", "showing", "mostrando", "for", "disso", "disto"];
  return joins.includes(place.words[at]?.text ?? "") && at < place.limit ? at + 1 : at;
}

/** "Can you generate images?" asks what the bot can do. */
function isWithoutSubject(place: Place, object: number, phrase: NounPhrase): boolean {
  return isEnd(place, phrase.end) && phrase.noun[0] === object && !place.hasMaterial && phrase.list !== "codeNouns";
}

/** "Make a logo for my bakery", "write a poem", "give me a summary of this". */
export function productOrder(place: Place): Order | null {
  const verb = Math.max(roughlyHeardAt(place, place.at, "makers"), heardAt(place, place.at, "writers"));
  if (verb === 0) return null;
  const object = skipped(place, place.at + verb, "fillers");
  const phrase = nounPhraseAt(place, object);
  if (!phrase || isWithoutSubject(place, object, phrase)) return null;
  if (phrase.list === "weakCodeNouns" && !namesProgramming(place, object)) return null;
  const target = phrase.name === "translation" ? targetAtEnd(place, phrase.end) : null;
  const cuts: WordSpan[] = [[place.at, orderEnd(place, object, phrase)]];
  return { name: phrase.name, cuts: target ? [...cuts, target.span] : cuts, targetLanguage: target?.name ?? null };
}

/** "Draw a cat", but not "draw a conclusion". */
export function drawOrder(place: Place): Order | null {
  const end = place.at + roughlyHeardAt(place, place.at, "draw");
  if (end === place.at) return null;
  const object = skipped(place, end, "fillers");
  if (object >= place.limit && !place.hasMaterial && place.limit === place.words.length) return null;
  for (let at = object; at < Math.min(object + 5, place.limit); at++) {
    if (at > object && heardAt(place, at, "stops") > 0) break;
    if (heardAt(place, at, "drawDenied") > 0) return null;
  }
  return orderOf("image_generation", [place.at, orderEndOfDrawn(place, object)]);
}

/** "Draw me a picture of a cat" is about a cat. */
function orderEndOfDrawn(place: Place, object: number): number {
  const phrase = nounPhraseAt(place, object);
  return phrase?.list === "imageNouns" ? orderEnd(place, object, phrase) : object;
}

/** "Animate this picture". */
export function animateOrder(place: Place): Order | null {
  const end = place.at + heardAt(place, place.at, "animate");
  const object = skipped(place, end, "fillers");
  const isObject = ["determiners", "pointers"].some((name) => heardAt(place, object, name as "pointers") > 0);
  return end > place.at && isObject ? orderOf("video_generation", [place.at, end]) : null;
}

/** "A photo of a cat on the moon", "uma foto de um gato": a title and nothing more. */
export function titleOrder(place: Place): Order | null {
  if (place.words.length > longestTitle) return null;
  const phrase = nounPhraseAt(place, place.at);
  if (!phrase || (phrase.list !== "imageNouns" && phrase.list !== "videoNouns")) return null;
  const isEnglish = place.words[phrase.end]?.text === "of";
  const article = heardAt(place, phrase.end + 1, "determiners");
  const isPortuguese = place.words[phrase.end]?.text === "de" && article > 0;
  const isTitle = (isEnglish || isPortuguese) && phrase.end < place.limit;
  return isTitle ? orderOf(phrase.name, [place.at, orderEnd(place, place.at, phrase)]) : null;
}
