import type { Change, HistoryEntry } from "../../domain/history.ts";
import { type Choice, isSameRoute } from "../../domain/route.ts";
import { echoOf } from "../arguments.ts";
import { button } from "../buttons.ts";
import type { BotContext, Exchange, FeatureDependencies } from "../context.ts";
import type { Feature } from "../feature.ts";
import type { Texts } from "../languages/texts.ts";
import type { Content } from "../messages/content.ts";
import { bold, type FormattedString, fmt, folded, lines, paragraphs } from "../messages/formatting.ts";
import type { Moments } from "../messages/moments.ts";
import { shortened } from "../messages/shortened.ts";

const usualEntries = 10;
const mostEntries = 50;
/** A fault's whole text is in the log; the history names it. */
const longestFault = 240;

interface Wording {
  texts: Texts;
  moments: Moments;
  /** Who reads it, as the history writes them. */
  reader: string;
}

/** A model without its owner: who wants the whole id asks for the model. */
function shortName({ model }: Choice): string {
  return model.slice(model.lastIndexOf("/") + 1);
}

function placeOf({ host, provider }: Choice): string {
  return host ?? provider;
}

function changeWords({ task, from, to }: Change, { history: { change: words } }: Texts): string | null {
  if (from === null) return to && words.added(task, shortName(to));
  if (to === null) return words.dropped(task, shortName(from));
  if (isSameRoute(from, to)) return words.kept(task, shortName(to));
  if (from.model !== to.model) return words.replaced(task, shortName(from), shortName(to));
  return words.moved(task, shortName(to), placeOf(from), placeOf(to));
}

function faultWords({ errors }: HistoryEntry, texts: Texts): string | null {
  const [first, ...others] = errors;
  if (first === undefined) return null;
  const sentence = texts.sentence(first);
  const shown = shortened(sentence, longestFault);
  return others.length === 0 ? shown : `${shown} (${texts.history.andMore(others.length)})`;
}

function entryWords(entry: HistoryEntry, { texts, moments, reader }: Wording): FormattedString {
  const { history: words } = texts;
  const who = words.trigger(entry.trigger, reader);
  const changes = entry.changes.map((change) => changeWords(change, texts)).filter((each) => each !== null);
  const outcome = words.outcome(entry);
  return lines(
    fmt`${entry.success ? "•" : "⚠️"} ${bold(moments.at(entry.at))}, ${who}`,
    outcome.charAt(0).toUpperCase() + outcome.slice(1),
    faultWords(entry, texts),
    changes.length > 0 && folded(changes.join("\n")),
  );
}

async function historyContent(
  count: number,
  { app }: FeatureDependencies,
  { texts, trigger, moments }: Exchange,
): Promise<Content> {
  // One more than is shown tells whether there are more.
  const entries = await app.history({ limit: count + 1 });
  if (entries.length === 0) return { text: texts.history.empty };
  const wording = { texts, moments: await moments(), reader: trigger };
  const text = paragraphs(texts.history.head, ...entries.slice(0, count).map((entry) => entryWords(entry, wording)));
  if (entries.length <= count || count >= mostEntries) return { text };
  const more = Math.min(mostEntries, count * 2);
  return { text, buttons: [[button({ text: texts.history.more, name: "history.show", parameters: [more] })]] };
}

/** A count from outside; null where it is none that is taken. */
function readCount(text: string): number | null {
  const count = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return count >= 1 && count <= mostEntries ? count : null;
}

/** /history: the last runs, with what each changed. */
export function createHistoryFeature(dependencies: FeatureDependencies): Feature {
  async function run({ exchange }: BotContext, words: string[]): Promise<void> {
    const text = words.join(" ");
    const count = text === "" ? usualEntries : readCount(text);
    if (count === null) {
      return void (await exchange.say({ text: exchange.texts.history.wrongNumber(echoOf(text), mostEntries) }));
    }
    await exchange.say(await historyContent(count, dependencies, exchange));
  }

  async function showMore({ exchange }: BotContext, [text = ""]: string[]): Promise<void> {
    const count = readCount(text);
    if (count === null) return await exchange.notify(exchange.texts.common.deadButton);
    await exchange.replace(await historyContent(count, dependencies, exchange));
  }

  return {
    name: "history",
    commands: [{ name: "history", effect: null, run }],
    buttons: [{ name: "history.show", access: "administrator", effect: null, run: showMore }],
  };
}
