import { hasCode } from "./code-signs.ts";
import { type FoundOrder, findOrder, placesIn } from "./find-order.ts";
import type { IntentName } from "./intent-names.ts";
import { heardAt, type Place, whereHeard } from "./place.ts";
import type { WordListName } from "./words/word-lists.ts";
import { workOf } from "./work-text.ts";

export { type IntentName, intentNames } from "./intent-names.ts";

/** What a person has sent. */
export interface Utterance {
  text: string;
  /** What comes with the message, or with the one that it replies to. */
  attachment: "picture" | "recording" | "text" | null;
  /** The text of the message that it replies to. */
  quoted: string | null;
}

export interface Intent {
  name: IntentName;
  /**
   * What is to be worked on, without the order: "hello" of "translate to French: hello". The quoted text where the order
   * has nothing of its own. The whole text where nothing can be cut off.
   */
  text: string;
  /** The order that was cut off, as it was written ("make it more formal"): it may say how. Null where none was. */
  order: string | null;
  /** In English where it is known ("French"), else as the person named it; null where none is named. */
  targetLanguage: string | null;
}

/** The orders that a picture does not turn into one to look at it. */
const madeFromPictures: readonly IntentName[] = ["image_generation", "video_generation"];

function hearsAny(places: readonly Place[], ...names: WordListName[]): boolean {
  return places.some((place) => names.some((name) => heardAt(place, place.at, name) > 0));
}

function ofRecording(places: readonly Place[], found: FoundOrder | null): IntentName {
  if (found) return found.order.name;
  const asksForThought = places.some((place) => whereHeard(place, place.at, "thoughts") !== -1);
  return asksForThought ? "conversation" : "transcription";
}

/** Whether it is about code: its own, or that which it replies to, where it wants something done with that. */
function isAboutCode({ text, quoted }: Utterance, places: readonly Place[], found: FoundOrder | null): boolean {
  if (hasCode(text)) return true;
  if (quoted === null || !hasCode(quoted)) return false;
  return found !== null || hearsAny(places, "repairs", "codeVerbs", "movers", "rewriteThings", "changers");
}

function isQuestion(text: string, places: readonly Place[]): boolean {
  return text.slice(-50).includes("?") || hearsAny(places, "questionWords", "howIs", "whatMeans");
}

function ofText(utterance: Utterance, places: readonly Place[], found: FoundOrder | null): IntentName {
  const name = found?.order.name ?? null;
  const isForReading = name === "summarization" || (name === "translation" && found?.order.targetLanguage !== null);
  if (!isForReading && isAboutCode(utterance, places, found)) return "code_generation";
  if (name !== null) return name;
  return utterance.attachment === "text" && isQuestion(utterance.text, places) ? "question_answering" : "conversation";
}

function nameOf(utterance: Utterance, places: readonly Place[], found: FoundOrder | null): IntentName {
  if (utterance.attachment === "recording") return ofRecording(places, found);
  if (utterance.attachment !== "picture") return ofText(utterance, places, found);
  const isMaking = found !== null && madeFromPictures.includes(found.order.name);
  return isMaking ? found.order.name : "image_understanding";
}

/**
 * What a message asks for, by rules and the words of English and Portuguese; whatever is in doubt is conversation. Takes
 * time that does not depend on the length of the text, but for a copy of it: orders are looked for at its edges only.
 */
export function readIntent(utterance: Utterance): Intent {
  const composed = { ...utterance, text: utterance.text.normalize("NFC").trim() };
  const places = placesIn(composed);
  const found = findOrder(places, composed);
  const name = nameOf(composed, places, found);
  if (found?.order.name === name) {
    return { name, ...workOf(composed, found), targetLanguage: found.order.targetLanguage };
  }
  const isQuotedCode = name === "code_generation" && !hasCode(composed.text) && composed.quoted !== null;
  const isEmpty = composed.text === "" && composed.quoted !== null;
  if ((isQuotedCode || isEmpty) && composed.quoted !== null) {
    return { name, text: composed.quoted, order: isEmpty ? null : composed.text, targetLanguage: null };
  }
  return { name, text: composed.text, order: null, targetLanguage: null };
}
