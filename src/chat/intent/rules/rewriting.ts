import { type Order, orderOf } from "../order.ts";
import { hasColon, heardAt, isEnd, type Place, referenceEnd, roughlyHeardAt, skipped } from "../place.ts";

/** "Make (my email to the boss) shorter": what is changed takes a few words at most. */
const longestChanged = 6;
/** "More formal, please" in a reply; what is longer says more than that. */
const longestWish = 6;

function hasText(place: Place): boolean {
  return place.hasMaterial || place.hasOtherText || hasColon(place);
}

/** "Rephrase: ...", "corrija: ...", but not "correct me if ...". */
export function rewriteOrder(place: Place): Order | null {
  const end = place.at + roughlyHeardAt(place, place.at, "rewrite");
  if (end === place.at) return null;
  const object = skipped(place, end, "fillers");
  if (object > end && ["se", "if"].includes(place.words[object]?.text ?? "")) return null;
  return orderOf("rewriting", [place.at, referenceEnd(place, object)]);
}

/** "Fix my grammar", "improve this email", "polish it" of a text that is there. */
export function repairOrder(place: Place): Order | null {
  const end = place.at + heardAt(place, place.at, "rewriteThings");
  if (end === place.at) return null;
  const object = skipped(place, end, "fillers");
  const referred = referenceEnd(place, object);
  if (referred === object) return null;
  const isPointer = skipped(place, object, "pointers") === referred;
  return isPointer && !hasText(place) ? null : orderOf("rewriting", [place.at, referred]);
}

/** "Make it more formal", "deixa esse texto mais curto". */
export function changeOrder(place: Place): Order | null {
  const end = place.at + heardAt(place, place.at, "changers");
  if (end === place.at) return null;
  const object = skipped(place, end, "fillers");
  const referred = referenceEnd(place, object);
  const isText = referred > object && skipped(place, object, "pointers") < referred;
  const isOwn = heardAt(place, object, "determiners") > 0;
  if (!isText && !hasText(place)) return null;
  const farthest = referred > object || !isOwn ? referred : object + longestChanged;
  for (let at = referred; at <= farthest; at++) {
    const quality = skipped(place, at, "qualities");
    if (quality > at) return orderOf("rewriting", [place.at, quality]);
  }
  return null;
}

/** "More formal please", in a reply. */
export function wishOrder(place: Place): Order | null {
  const end = skipped(place, place.at, "qualities");
  const isShort = place.words.length - place.at <= longestWish;
  const isWish = end > place.at && place.hasMaterial && isShort && (isEnd(place, end) || isEnd(place, end + 1));
  return isWish ? orderOf("rewriting", [place.at, place.limit]) : null;
}
