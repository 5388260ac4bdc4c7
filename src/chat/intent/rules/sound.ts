import { type Order, orderOf } from "../order.ts";
import {
  hasColon,
  heardAt,
  isEnd,
  type Place,
  referenceEnd,
  roughlyHeardAt,
  skipped,
  type WordSpan,
  whereHeard,
} from "../place.ts";

/** "Read aloud: ...", "say happy birthday out loud", "lê isto em voz alta". */
export function readAloudOrder(place: Place): Order | null {
  const direct = place.at + heardAt(place, place.at, "speakOrders");
  if (direct > place.at) return orderOf("speech", [place.at, referenceEnd(place, direct)]);
  const end = place.at + heardAt(place, place.at, "readers");
  const aloud = end > place.at ? whereHeard(place, end, "aloud") : -1;
  if (aloud === -1) return null;
  const marker: WordSpan = [aloud, aloud + heardAt(place, aloud, "aloud")];
  return orderOf("speech", [place.at, Math.min(referenceEnd(place, skipped(place, end, "fillers")), aloud)], marker);
}

/** "Em voz alta: ..."; without a text, in a reply. */
export function aloudHeading(place: Place): Order | null {
  const end = place.at + heardAt(place, place.at, "aloud");
  const isHeading = end > place.at && isEnd(place, end) && (hasColon(place) || place.hasMaterial);
  return isHeading ? orderOf("speech", [place.at, end]) : null;
}

/** Where "turn this into audio" names what it is brought into, one of a list; -1 where it does not. */
function broughtInto(place: Place, name: "soundThings" | "writtenThings"): number {
  const end = place.at + heardAt(place, place.at, "movers");
  if (end === place.at) return -1;
  for (let at = end; at < place.limit; at++) {
    const preposition = Math.max(heardAt(place, at, "toward"), heardAt(place, at, "inside"));
    const thing = heardAt(place, at + preposition, name);
    if (preposition > 0 && thing > 0 && isEnd(place, at + preposition + thing)) return at;
  }
  return -1;
}

/** "Turn this into audio", "transforma em áudio: ...". */
export function intoSoundOrder(place: Place): Order | null {
  const into = broughtInto(place, "soundThings");
  if (into === -1) return null;
  const verb = place.at + heardAt(place, place.at, "movers");
  return orderOf("speech", [place.at, Math.min(referenceEnd(place, verb), into)], [into, place.limit]);
}

/** "Transcribe this", "passa o áudio pra texto". */
export function transcribeOrder(place: Place): Order | null {
  const end = place.at + roughlyHeardAt(place, place.at, "transcribe");
  const isNoun = end - place.at === heardAt(place, place.at, "transcriptNouns");
  const isOrder = end > place.at && (!isNoun || isEnd(place, end));
  if (isOrder) return orderOf("transcription", [place.at, referenceEnd(place, end)]);
  const isOfSound = place.hasRecording || whereHeard(place, place.at, "audioNouns") !== -1;
  return isOfSound && broughtInto(place, "writtenThings") !== -1 ? orderOf("transcription") : null;
}
