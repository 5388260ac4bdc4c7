import type { HistoryEntry } from "../../domain/history.ts";
import type { Status, TaskStatus } from "../../operations/status.ts";
import { button } from "../buttons.ts";
import type { BotContext, FeatureDependencies } from "../context.ts";
import type { Feature } from "../feature.ts";
import type { Texts } from "../languages/texts.ts";
import type { Content } from "../messages/content.ts";
import { amountWords, scoreWords } from "../messages/facts.ts";
import { bold, dotted, type FormattedString, lines, paragraphs, routeWords } from "../messages/formatting.ts";
import type { Moments } from "../messages/moments.ts";
import { scheduleWords } from "../messages/schedule.ts";

interface Wording {
  texts: Texts;
  moments: Moments;
  /** Who reads it, as the history writes them. */
  reader: string;
}

function stateWords({ running, enabled }: Status, { texts }: Wording): FormattedString {
  if (!running) return texts.status.notRunning;
  return enabled ? texts.status.running : texts.status.paused;
}

function lastWords({ lastUpdate, history }: Status, { texts, moments }: Wording): FormattedString {
  if (lastUpdate === null) return texts.status.never;
  const hasFailed = history.find((entry) => entry.kind === "update")?.success === false;
  return texts.status.last(moments.at(lastUpdate), moments.relative(lastUpdate), hasFailed);
}

function taskWords({ task, primary, since }: TaskStatus, { texts, moments }: Wording): FormattedString {
  const score = primary.score === null ? texts.status.origin[primary.origin] : scoreWords(primary.score, texts);
  return lines(dotted(bold(task), score, texts.status.since(moments.since(since))), routeWords(primary));
}

/** A run on one line. */
export function runWords(entry: HistoryEntry, { texts, moments, reader }: Wording): string {
  return `${entry.success ? "•" : "⚠️"} ${moments.at(entry.at)}: ${texts.history.outcome(entry)}, ${texts.history.trigger(entry.trigger, reader)}`;
}

/** Where things stand, in words; the last runs too, unless they stand elsewhere. */
export function statusContent(status: Status, wording: Wording & { withoutRuns?: true }): Content {
  const { texts, moments } = wording;
  const { status: words } = texts;
  const { minScoreThreshold } = status;
  const head = lines(
    stateWords(status, wording),
    status.nextUpdate !== null && words.next(moments.at(status.nextUpdate), moments.relative(status.nextUpdate)),
    lastWords(status, wording),
    words.schedule(scheduleWords(status.schedule, texts), status.timeZone),
    words.threshold(texts.settings.units.points(amountWords(minScoreThreshold, texts), minScoreThreshold)),
    words.revision(status.revision),
  );
  const runs = status.history.map((entry) => runWords(entry, wording));
  return {
    text: paragraphs(
      head,
      ...status.tasks.map((task) => taskWords(task, wording)),
      wording.withoutRuns ? null : lines(words.runs, ...(runs.length > 0 ? runs : [words.noRuns])),
    ),
    buttons: [
      [button({ text: words.test, name: "update.test" }), button({ text: words.update, name: "update.run" })],
      [
        status.enabled ? button({ text: words.pause, name: "pause" }) : button({ text: words.resume, name: "resume" }),
        button({ text: words.refresh, name: "status.refresh" }),
        button({ text: words.picture, name: "status.picture" }),
      ],
    ],
  };
}

/** /autoupdate_status. */
export function createStatusFeature({ app }: FeatureDependencies): Feature {
  async function content({ exchange }: BotContext): Promise<Content> {
    return statusContent(await app.status(), {
      texts: exchange.texts,
      moments: await exchange.moments(),
      reader: exchange.trigger,
    });
  }
  return {
    name: "status",
    commands: [
      {
        name: "autoupdate_status",
        effect: null,
        run: async (context) => void (await context.exchange.say(await content(context))),
      },
    ],
    buttons: [
      {
        name: "status.refresh",
        access: "administrator",
        effect: null,
        run: async (context) => await context.exchange.replace(await content(context)),
      },
      {
        name: "status.show",
        access: "administrator",
        effect: null,
        run: async (context) => void (await context.exchange.say(await content(context))),
      },
    ],
  };
}
