import type { InlineKeyboardButton } from "grammy/types";
import { severities, type WatchEvent } from "../../../domain/watch.ts";
import { toTimestamp } from "../../../shared/clock.ts";
import { button } from "../../buttons.ts";
import type { Texts } from "../../languages/texts.ts";
import type { Content } from "../../messages/content.ts";
import { type FormattedString, fmt, lines, paragraphs } from "../../messages/formatting.ts";
import { tokenOf } from "../../tokens.ts";
import { type EventWording, eventWords, headWords } from "./event-words.ts";

type Action = "keep" | "back" | "again";

/** What can be done about each kind by a tap. */
const actions: Record<WatchEvent["kind"], readonly Action[]> = {
  "rolled-back": [],
  "rollback-failed": ["again"],
  "probation-passed": [],
  "probation-undecided": ["keep", "back"],
  replaced: ["back", "again"],
  "no-substitute": ["again"],
  outage: ["again"],
  "outage-over": [],
  drift: ["keep"],
  "trial-begun": [],
  "trial-won": ["back"],
  "trial-lost": [],
  "trial-ended": [],
  "budget-spent": [],
};

/** What a button says of an event: with it, the event is found again among those that are kept. */
export function eventToken({ id }: Pick<WatchEvent, "id">): string {
  return tokenOf(id);
}

function eventButtons(event: WatchEvent, { watch }: Texts): InlineKeyboardButton[][] {
  const parameters = [eventToken(event)];
  const made = {
    keep: () => button({ text: watch.keep, name: "watch.keep", parameters, style: "success" }),
    back: () => button({ text: watch.rollBack, name: "watch.back", parameters, style: "danger" }),
    again: () => button({ text: watch.again, name: "watch.again" }),
  } satisfies Record<Action, () => InlineKeyboardButton>;
  const row = actions[event.kind].map((action) => made[action]());
  return row.length > 0 ? [row] : [];
}

/** How urgent it is, in a mark and in words, and when it was. */
function severityLine({ severity, at }: WatchEvent, { texts, moments }: EventWording): FormattedString {
  const { mark, words } = texts.watch.severities[severity];
  return fmt`${mark} ${words} · ${moments.at(toTimestamp(at))}`;
}

/** One event as a card of its own. */
export function eventCard(event: WatchEvent, wording: EventWording): Content {
  const { texts } = wording;
  return {
    text: lines(severityLine(event, wording), headWords(event, texts), eventWords(event, wording)),
    buttons: eventButtons(event, texts),
  };
}

/** Several that can wait and leave nothing to decide, in one message. */
function sharedCard(events: readonly WatchEvent[], wording: EventWording): Content {
  const { mark, words } = wording.texts.watch.severities.info;
  const items = events.map((event) => lines(headWords(event, wording.texts), eventWords(event, wording)));
  return { text: paragraphs(`${mark} ${words}`, ...items) };
}

/** What cannot wait goes first, lest a fault of Telegram's keep it back. */
function byUrgency(a: WatchEvent, b: WatchEvent): number {
  return severities.indexOf(b.severity) - severities.indexOf(a.severity);
}

/** What the watch has done and seen, as administrators are told of it: a message each, but for what can share one. */
export function watchCards(events: readonly WatchEvent[], wording: EventWording): Content[] {
  const mayShare = ({ severity, kind }: WatchEvent) => severity === "info" && actions[kind].length === 0;
  const alone = events.filter((event) => !mayShare(event)).toSorted(byUrgency);
  const own = alone.map((event) => eventCard(event, wording));
  const shared = events.filter(mayShare);
  const [first, ...more] = shared;
  if (first === undefined) return own;
  return [...own, more.length === 0 ? eventCard(first, wording) : sharedCard(shared, wording)];
}
