import type { InlineKeyboardButton } from "grammy/types";
import { severities, type WatchEvent } from "../../../domain/watch-event.ts";
import { toTimestamp } from "../../../shared/clock.ts";
import { button } from "../../buttons.ts";
import type { Texts } from "../../languages/texts.ts";
import type { Content } from "../../messages/content.ts";
import { type FormattedString, fmt, lines, paragraphs } from "../../messages/formatting.ts";
import { tokenOf } from "../../tokens.ts";
import { type Bundle, bundleEvents } from "./bundles.ts";
import { bundleWords, type EventWording, headWords } from "./event-words.ts";

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

/** What belongs together as a card of its own. */
export function bundleCard(bundle: Bundle, wording: EventWording): Content {
  const { texts } = wording;
  const [first] = bundle;
  const head = lines(severityLine(first, wording), headWords(bundle, texts));
  const words = bundleWords(bundle, wording);
  return {
    text: bundle.length === 1 ? lines(head, words) : paragraphs(head, words),
    buttons: eventButtons(first, texts),
  };
}

/** Several that can wait and leave nothing to decide, in one message. */
function sharedCard(bundles: readonly Bundle[], wording: EventWording): Content {
  const { mark, words } = wording.texts.watch.severities.info;
  const items = bundles.map((bundle) => lines(headWords(bundle, wording.texts), bundleWords(bundle, wording)));
  return { text: paragraphs(`${mark} ${words}`, ...items) };
}

/** What cannot wait goes first, lest a fault of Telegram's keep it back. */
function byUrgency([a]: Bundle, [b]: Bundle): number {
  return severities.indexOf(b.severity) - severities.indexOf(a.severity);
}

/** What the watch has done and seen, as administrators are told of it: a message each, but for what can share one. */
export function watchCards(events: readonly WatchEvent[], wording: EventWording): Content[] {
  const bundles = bundleEvents(events);
  const mayShare = ([{ severity, kind }]: Bundle) => severity === "info" && actions[kind].length === 0;
  const alone = bundles.filter((bundle) => !mayShare(bundle)).toSorted(byUrgency);
  const own = alone.map((bundle) => bundleCard(bundle, wording));
  const shared = bundles.filter(mayShare);
  const [first, ...more] = shared;
  if (first === undefined) return own;
  return [...own, more.length === 0 ? bundleCard(first, wording) : sharedCard(shared, wording)];
}
