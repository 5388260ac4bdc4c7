import { type Order, orderOf } from "../order.ts";
import { heardAt, type Place, skipped, whereHeard } from "../place.ts";
import { targetAt } from "./target-language.ts";

/** "Tell me a story", "continue the text". */
export function storyOrder(place: Place): Order | null {
  return heardAt(place, place.at, "storyOrders") > 0 ? orderOf("text_generation") : null;
}

/** "Write about the sea", "escreva algo": what has no name of its own; "write in English" is said of the answer. */
export function writeOrder(place: Place): Order | null {
  const end = place.at + heardAt(place, place.at, "writers");
  if (end === place.at) return null;
  const object = skipped(place, end, "fillers");
  const hasObject = place.limit - object >= 2 && targetAt(place, object) === null;
  return hasObject ? orderOf("text_generation") : null;
}

/** "According to the text, who ...". */
export function readingOrder(place: Place): Order | null {
  const isAsked = place.at === 0 && whereHeard(place, 0, "accordingTo") !== -1;
  return isAsked ? orderOf("question_answering") : null;
}

/** The question of "context: ... question: ...", which only counts together. */
export function contextOrder(place: Place): Order | null {
  const isHead = heardAt(place, place.at, "questionHeads") > 0 && place.limit === place.at + 1;
  return isHead && place.hasContext && place.limit < place.words.length ? orderOf("question_answering") : null;
}
