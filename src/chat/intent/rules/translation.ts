import type { Order } from "../order.ts";
import {
  hasColon,
  heardAt,
  isEnd,
  type Place,
  referenceEnd,
  roughlyHeardAt,
  skipped,
  type WordSpan,
} from "../place.ts";
import { sourceAt, type Target, targetAt, targetAtEnd, unknownTargetAt } from "./target-language.ts";

/** Longer things are explained rather than translated: "what is (the best way to learn grammar) in French". */
const longestAsked = 4;

function translation(target: Target | null, ...cuts: (WordSpan | null)[]): Order {
  const spans = [...cuts, target?.span ?? null].filter((span) => span !== null);
  return {
    name: "translation",
    cuts: spans.sort((one, other) => one[0] - other[0]),
    targetLanguage: target?.name ?? null,
  };
}

/** As it was typed, with a capital: "translate to klingon". */
function unknownTarget(place: Place, at: number): Target | null {
  const unknown = unknownTargetAt(place, at);
  const typed = place.words[unknown?.word ?? -1]?.text;
  if (!unknown || !typed) return null;
  return { name: `${typed.charAt(0).toUpperCase()}${typed.slice(1)}`, span: unknown.span };
}

/** "Translation is hard" is no order, "translation of" and "translation:" are. */
function isOnlyNoun(place: Place, end: number): boolean {
  const isNoun = end - place.at === 1 && heardAt(place, place.at, "translationNouns") > 0;
  return isNoun && !isEnd(place, end) && targetAt(place, end) === null;
}

/** "Translate to French hello", "translate this", "translate hello from English into French". */
export function translateOrder(place: Place): Order | null {
  const end = place.at + roughlyHeardAt(place, place.at, "translate");
  if (end === place.at || isOnlyNoun(place, end)) return null;
  const referred = referenceEnd(place, skipped(place, end, "fillers"));
  const source = sourceAt(place, referred);
  const behind = source?.[1] ?? referred;
  const target = targetAt(place, behind) ?? targetAtEnd(place, behind) ?? unknownTarget(place, behind);
  if (place.isRequest && isEnd(place, referred) && referred === end && !place.hasMaterial && !hasColon(place)) {
    return null;
  }
  return translation(target, [place.at, behind]);
}

/** "Put this in French", "say good morning in French". */
export function bringOrder(place: Place): Order | null {
  const moved = heardAt(place, place.at, "movers");
  const said = heardAt(place, place.at, "sayers");
  const end = place.at + Math.max(moved, said);
  if (end === place.at) return null;
  const object = skipped(place, end, "fillers");
  const referred = referenceEnd(place, object);
  if (said > 0 && heardAt(place, object, "anything") > 0) return null;
  const target = referred > object || said > 0 ? targetAtEnd(place, referred) : null;
  const hasObject = target !== null && target.span[0] > object;
  return hasObject && target ? translation(target, [place.at, referred]) : null;
}

/** "How do you say good morning in French", "how do you say in French good morning". */
export function howToSayOrder(place: Place): Order | null {
  const end = place.at + heardAt(place, place.at, "howToSay");
  if (end === place.at) return null;
  const target = targetAt(place, end) ?? targetAtEnd(place, end);
  return target ? translation(target, [place.at, end]) : null;
}

/** "What is cat in German", "what does obrigado mean in English". */
export function whatIsOrder(place: Place): Order | null {
  const meaning = heardAt(place, place.at, "whatMeans");
  const end = place.at + Math.max(meaning, heardAt(place, place.at, "howIs"));
  const target = end > place.at ? targetAtEnd(place, end) : null;
  if (!target) return null;
  const asked = target.span[0] - end;
  const isThing = heardAt(place, end, "determiners") > 0 || heardAt(place, end, "pointers") > 0;
  if (meaning === 0 && (asked < 1 || asked > longestAsked || isThing)) return null;
  const last = target.span[0] - 1;
  const verb: WordSpan | null = heardAt(place, last, "means") > 0 ? [last, last + 1] : null;
  return translation(target, [place.at, end], verb);
}

/** "In French: good morning"; without a text, in a reply. */
export function headingOrder(place: Place): Order | null {
  const target = targetAt(place, place.at);
  if (!target || target.span[1] - target.span[0] < 2 || !isEnd(place, target.span[1])) return null;
  return hasColon(place) || place.hasMaterial ? translation(target) : null;
}

/** "I love you translate to French": an order behind its text, without a full stop between. */
export function translateAtEnd(place: Place): Order | null {
  if (place.at > 0) return null;
  for (let at = 1; at < place.limit; at++) {
    const verb = roughlyHeardAt(place, at, "translate");
    if (verb === 0 || heardAt(place, at - 1, "questionWords") > 0) continue;
    const behind = referenceEnd(place, at + verb);
    const target = targetAt(place, behind);
    if (target && isEnd(place, target.span[1])) return translation(target, [at, behind]);
  }
  return null;
}
