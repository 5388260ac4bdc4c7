import { type TaskName, taskNames } from "../../domain/task.ts";
import { type CallOutcome, callOutcomes } from "../../domain/usage.ts";
import type { ModelStats, StatsReport } from "../../store/store.ts";
import { readTask, readTaskPlace, taskButtons, unknownTask } from "../arguments.ts";
import { button } from "../buttons.ts";
import type { BotContext, Exchange, FeatureDependencies } from "../context.ts";
import type { Feature } from "../feature.ts";
import type { Texts } from "../languages/texts.ts";
import type { Content } from "../messages/content.ts";
import { amountWords, costWords, waitWords } from "../messages/facts.ts";
import { bold, dotted, type FormattedString, lines, paragraphs, routeWords } from "../messages/formatting.ts";

const shownDays = 30;
/** As many as a phone shows without much scrolling; one task's are shown whole. */
const shownModels = 10;

const dayMs = 86_400_000;

/** Rounded down: 997 of 1,000 are not all, and a lower bound of 20.8 % is none of 21 %. */
function percentWords(share: number, { locale }: Texts): string {
  return new Intl.NumberFormat(locale, { style: "percent", roundingMode: "floor" }).format(share);
}

/** Null where no call says anything about the model: they were cancelled, or wrongly asked. */
function successWords({ rate, lower }: ModelStats["success"], texts: Texts): string | null {
  if (rate === null || lower === null) return null;
  return texts.stats.success(percentWords(rate, texts), percentWords(lower, texts));
}

function faultWords(outcomes: Record<CallOutcome, number>, texts: Texts): string {
  return callOutcomes
    .filter((outcome) => outcome !== "answered" && outcomes[outcome] > 0)
    .map((outcome) => `${amountWords(outcomes[outcome], texts)} ${texts.stats.outcomes[outcome]}`)
    .join(", ");
}

function modelWords(model: ModelStats, texts: Texts): FormattedString {
  const { stats: words } = texts;
  const { success, popularityScore, latencyMs, costUsdNanos } = model;
  return lines(
    routeWords(model),
    model.task,
    dotted(words.calls(model.calls), successWords(success, texts)),
    popularityScore !== null && words.popularityScore(amountWords(popularityScore, texts)),
    dotted(
      latencyMs.p50 !== null && words.half(waitWords(latencyMs.p50, texts)),
      latencyMs.p95 !== null && words.most(waitWords(latencyMs.p95, texts)),
      costUsdNanos !== null && costWords(costUsdNanos, texts),
    ),
    faultWords(model.outcomes, texts),
  );
}

/** What the view of all leaves out: by task, it is behind the buttons; what was asked for by its own name is not. */
function restWords(rest: readonly ModelStats[], { stats: words }: Texts): FormattedString {
  const ofTasks = rest.filter(({ task }) => task !== null).length;
  const named = rest.length - ofTasks;
  return lines(ofTasks > 0 && words.more(ofTasks), named > 0 && words.moreNamed(named));
}

/** Where less is kept than is shown. */
async function keptWords({ days, keptSince }: StatsReport, now: number, exchange: Exchange): Promise<string | null> {
  if (keptSince === null || Date.parse(keptSince) - (now - days * dayMs) < dayMs) return null;
  return exchange.texts.stats.keptSince((await exchange.moments()).at(keptSince));
}

interface View {
  /** Null for all. */
  task: TaskName | null;
  /** It was reached from the view of all, and leads back there. */
  isBelow?: boolean;
}

/** The way to what is left out of the view of all, or back to that. */
function buttonsOf({ models }: StatsReport, { task, isBelow = false }: View, texts: Texts): Content["buttons"] {
  if (isBelow) return [[button({ text: texts.common.back, name: "stats.all" })]];
  if (task !== null || models.length <= shownModels) return undefined;
  return taskButtons({
    name: "stats.task",
    tasks: taskNames.filter((name) => models.some((model) => model.task === name)),
  });
}

interface Shown {
  report: StatsReport;
  view: View;
  /** From when on calls are kept, where that needs to be said. */
  kept: string | null;
}

function content({ report, view, kept }: Shown, texts: Texts): Content {
  const { models, total, days } = report;
  const { task } = view;
  const { stats: words } = texts;
  const buttons = buttonsOf(report, view, texts);
  if (total === 0) return { text: words.none(days, task), buttons };
  const most = models.toSorted((a, b) => b.calls - a.calls);
  const shown = task === null ? most.slice(0, shownModels) : models;
  const text = paragraphs(
    lines(bold(words.head(task)), words.span(total, days), kept),
    ...shown.map((model) => modelWords(model, texts)),
    restWords(task === null ? most.slice(shownModels) : [], texts),
    words.explanation,
  );
  return { text, buttons };
}

/** /stats: how the models did in real use, of all tasks or of one. */
export function createStatsFeature({ app, clock }: FeatureDependencies): Feature {
  async function read(view: View, exchange: Exchange): Promise<Content> {
    const report = await app.stats({ task: view.task, days: shownDays });
    const kept = await keptWords(report, clock.now(), exchange);
    return content({ report, view, kept }, exchange.texts);
  }

  async function run({ exchange }: BotContext, words: string[]): Promise<void> {
    const task = words.length === 0 ? null : readTask(words);
    if (words.length > 0 && task === null) {
      return void (await exchange.say({ text: unknownTask(words, exchange.texts) }));
    }
    await exchange.say(await read({ task }, exchange));
  }

  async function showTask({ exchange }: BotContext, [place]: string[]): Promise<void> {
    const task = readTaskPlace(place);
    if (task === null) return await exchange.notify(exchange.texts.common.deadButton, { alert: true });
    await exchange.replace(await read({ task, isBelow: true }, exchange));
  }

  async function showAll({ exchange }: BotContext): Promise<void> {
    await exchange.replace(await read({ task: null }, exchange));
  }

  return {
    name: "stats",
    commands: [{ name: "stats", effect: null, run }],
    buttons: [
      { name: "stats.all", access: "administrator", effect: null, run: showAll },
      { name: "stats.task", access: "administrator", effect: null, run: showTask },
    ],
  };
}
