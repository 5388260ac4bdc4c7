import type { Utterance } from "./intent.ts";
import type { Order, OrderRule } from "./order.ts";
import { phraseAt } from "./phrases.ts";
import { firstBehindColon, type Place, type Surroundings } from "./place.ts";
import { placesOf } from "./places.ts";
import { animateOrder, drawOrder, productOrder, titleOrder } from "./rules/product.ts";
import { codeOrder, codeTitle, codeTrouble, convertCodeOrder, repairCodeOrder } from "./rules/programming.ts";
import { changeOrder, repairOrder, rewriteOrder, wishOrder } from "./rules/rewriting.ts";
import { aloudHeading, intoSoundOrder, readAloudOrder, transcribeOrder } from "./rules/sound.ts";
import { summarizeAtEnd, summarizeOrder, summaryQuestion } from "./rules/summary.ts";
import {
  bringOrder,
  headingOrder,
  howToSayOrder,
  translateAtEnd,
  translateOrder,
  whatIsOrder,
} from "./rules/translation.ts";
import { contextOrder, readingOrder, storyOrder, writeOrder } from "./rules/writing.ts";
import { edgeSentences, type Sentence } from "./sentences.ts";
import { lists } from "./words/word-lists.ts";

/** The surest first: where two could read the same words, the one that asks for more of them stands before. */
const rules: readonly OrderRule[] = [
  repairCodeOrder,
  convertCodeOrder,
  translateOrder,
  howToSayOrder,
  readAloudOrder,
  intoSoundOrder,
  transcribeOrder,
  summarizeOrder,
  summaryQuestion,
  rewriteOrder,
  repairOrder,
  changeOrder,
  wishOrder,
  codeOrder,
  storyOrder,
  productOrder,
  bringOrder,
  whatIsOrder,
  headingOrder,
  aloudHeading,
  drawOrder,
  animateOrder,
  writeOrder,
  codeTitle,
  readingOrder,
  contextOrder,
];

/** What is only looked for where no sentence begins with an order. */
const lateRules: readonly OrderRule[] = [translateAtEnd, summarizeAtEnd, codeTrouble];

/** A message with fewer words has no text beside its order. */
const wordsOfText = 12;

/** An order, and where it was found. */
export interface FoundOrder {
  order: Order;
  place: Place;
}

function isContextHead(words: Sentence): boolean {
  return phraseAt(words, 0, lists.contextHeads) === 1 && firstBehindColon(words, 0) === 1;
}

function firstOrder(places: readonly Place[], applied: readonly OrderRule[]): FoundOrder | null {
  for (const place of places) {
    for (const rule of applied) {
      const order = rule(place);
      if (order) return { order, place };
    }
  }
  return null;
}

/** The places of a message's edges where an order may begin. */
export function placesIn({ text, quoted, attachment }: Utterance): Place[] {
  const sentences = edgeSentences(text);
  const surroundings: Surroundings = {
    hasMaterial: quoted !== null || attachment === "text",
    hasRecording: attachment === "recording",
    hasOtherText: sentences.length > 1 && sentences.flat().length >= wordsOfText,
    hasContext: sentences.some(isContextHead),
  };
  return sentences.flatMap((words) => placesOf(words, surroundings));
}

/** The first order of a message whose text is composed (NFC); null where it gives none. */
export function findOrder(places: readonly Place[], { attachment }: Utterance): FoundOrder | null {
  // Under a picture, "a photo of my cat" says what it shows.
  const applied = attachment === null ? [...rules, titleOrder] : rules;
  return firstOrder(places, applied) ?? firstOrder(places, lateRules);
}
