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

function percentWords(share: number, { locale }: Texts): string {
  return new Intl.NumberFormat(locale, { style: "percent" }).format(share);
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
  const { success, latencyMs, costUsdNanos } = model;
  return lines(
    routeWords(model),
    model.task,
    dotted(words.calls(model.calls), successWords(success, texts)),
    dotted(
      latencyMs.p50 !== null && words.half(waitWords(latencyMs.p50, texts)),
      latencyMs.p95 !== null && words.most(waitWords(latencyMs.p95, texts)),
      costUsdNanos !== null && costWords(costUsdNanos, texts),
    ),
    faultWords(model.outcomes, texts),
  );
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
  return taskButtons(
    "stats.task",
    taskNames.filter((name) => models.some((model) => model.task === name)),
  );
}

function content(report: StatsReport, view: View, texts: Texts): Content {
  const { models, total, days } = report;
  const { task } = view;
  const { stats: words } = texts;
  const buttons = buttonsOf(report, view, texts);
  if (total === 0) return { text: words.none(days, task), buttons };
  const shown = task === null ? models.toSorted((a, b) => b.calls - a.calls).slice(0, shownModels) : models;
  const rest = models.length - shown.length;
  const text = paragraphs(
    lines(bold(words.head(task)), words.span(total, days)),
    ...shown.map((model) => modelWords(model, texts)),
    rest > 0 && words.more(rest),
    words.explanation,
  );
  return { text, buttons };
}

/** /stats: how the models did in real use, of all tasks or of one. */
export function createStatsFeature({ app }: FeatureDependencies): Feature {
  async function read(view: View, { texts }: Exchange): Promise<Content> {
    return content(await app.stats({ task: view.task, days: shownDays }), view, texts);
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
