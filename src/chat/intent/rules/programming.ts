import { type Order, orderOf } from "../order.ts";
import { heardAt, isEnd, type Place, phraseHeardAt, roughlyHeardAt, skipped, whereHeard } from "../place.ts";
import { anyProgramming, clearProgramming } from "../words/word-lists.ts";
import { nounPhraseAt } from "./noun-phrase.ts";

/** How far behind a verb its object's noun may stand. */
const nearby = 4;

/** Whether "in Python", "usando go" or the like stands behind a place. */
function isInProgramming(place: Place, from: number): boolean {
  for (let at = from; at < place.limit; at++) {
    const inside = heardAt(place, at, "codeInside");
    if (inside > 0 && phraseHeardAt(place, at + inside, anyProgramming) > 0) return true;
  }
  return false;
}

/** Whether a programming language is named behind a place, with a preposition where its name means other things too. */
export function namesProgramming(place: Place, from: number): boolean {
  for (let at = from; at < place.limit; at++) if (phraseHeardAt(place, at, clearProgramming) > 0) return true;
  return isInProgramming(place, from);
}

/** Whether "this code", "my function" or "o código" stands within a few words from a place on. */
function namesOwnCode(place: Place, from: number): boolean {
  for (let at = from; at < Math.min(from + nearby, place.limit); at++) {
    const owner = heardAt(place, at, "ownWords") || heardAt(place, at, "determiners");
    for (const extra of [0, 1]) {
      const thing = owner > 0 ? heardAt(place, at + owner + extra, "codeThings") : 0;
      const isOwned =
        heardAt(place, at, "ownWords") > 0 || /^(?:code|codigo|bug|script)$/.test(place.words[at + 1]?.text ?? "");
      if (thing > 0 && isOwned && heardAt(place, at + owner, "compounds") === 0) return true;
    }
  }
  return false;
}

/** "Fix this code", "traduz este código para go". */
export function repairCodeOrder(place: Place): Order | null {
  const end = place.at + heardAt(place, place.at, "repairs");
  const isRepair = end > place.at && namesOwnCode(place, end);
  return isRepair ? orderOf("code_generation") : null;
}

/** "Convert this to TypeScript", with whatever verb moves or translates things. */
export function convertCodeOrder(place: Place): Order | null {
  const verb = Math.max(heardAt(place, place.at, "movers"), heardAt(place, place.at, "translate"));
  if (verb === 0) return null;
  for (let at = place.at + verb; at < place.limit; at++) {
    const preposition = Math.max(heardAt(place, at, "toward"), heardAt(place, at, "inside"));
    const language = phraseHeardAt(place, at + preposition, clearProgramming);
    if (preposition > 0 && language > 0 && isEnd(place, at + preposition + language)) return orderOf("code_generation");
  }
  return null;
}

/** "Sort a list in Python", "how do I read a file in Java", "implement a queue". */
export function codeOrder(place: Place): Order | null {
  const how = place.at + heardAt(place, place.at, "howToCode");
  if (how > place.at && whereHeard(place, how, "learning") === -1 && isInProgramming(place, how)) {
    return orderOf("code_generation");
  }
  const verb = place.at + roughlyHeardAt(place, place.at, "codeVerbs");
  if (verb > place.at && isInProgramming(place, verb)) return orderOf("code_generation");
  const coder = skipped(place, place.at + heardAt(place, place.at, "coders"), "fillers");
  const isCoding = heardAt(place, place.at, "coders") > 0 && heardAt(place, coder, "determiners") > 0;
  return isCoding ? orderOf("code_generation") : null;
}

/** "Regex for phone numbers", "python script to rename files". */
export function codeTitle(place: Place): Order | null {
  const start = place.at + heardAt(place, place.at, "determiners");
  const title = start + heardAt(place, start, "codeTitles");
  if (title > start && !isEnd(place, title)) return orderOf("code_generation");
  const phrase = nounPhraseAt(place, start);
  if (phrase?.name !== "code_generation" || heardAt(place, phrase.end, "stops") === 0) return null;
  const isNamed = phrase.hasProgrammingName && phrase.noun[1] - phrase.noun[0] < phrase.end - start;
  return isNamed || isInProgrammingNext(place, phrase.end) ? orderOf("code_generation") : null;
}

function isInProgrammingNext(place: Place, at: number): boolean {
  const inside = heardAt(place, at, "codeInside");
  return inside > 0 && phraseHeardAt(place, at + inside, anyProgramming) > 0;
}

/** "My code isn't working", anywhere in a sentence. */
export function codeTrouble(place: Place): Order | null {
  for (let at = place.at; at < place.limit; at++) {
    const owner = heardAt(place, at, "ownWords");
    const thing = owner > 0 ? heardAt(place, at + owner, "codeThings") : 0;
    if (thing > 0 && whereHeard(place, at + owner + thing, "codeTroubles") !== -1) return orderOf("code_generation");
  }
  return null;
}
