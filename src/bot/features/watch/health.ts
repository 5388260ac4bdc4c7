import type { App } from "../../../app.ts";
import type { ModelIdentity } from "../../../domain/route.ts";
import type { WatchReport } from "../../../domain/watch.ts";
import { readTask, readTaskPlace, unknownTask } from "../../arguments.ts";
import type { BotContext, Exchange, FeatureDependencies } from "../../context.ts";
import type { ButtonHandler, Feature } from "../../feature.ts";
import type { Content } from "../../messages/content.ts";
import { pictureLater } from "../../messages/later.ts";
import { hub, readModelName } from "../../model-names.ts";
import { readWhole } from "../../tokens.ts";
import { overviewContent } from "./health-content.ts";
import { modelHealth, taskHealth } from "./health-detail.ts";
import { drawTimeline, isKnown } from "./timeline.ts";
import { modelToken } from "./trial-buttons.ts";

async function wordingOf({ texts, moments }: Exchange) {
  return { texts, moments: await moments() };
}

/** Draws a model's last days while the chat goes on. */
async function sendTimeline(context: BotContext, model: ModelIdentity, { app }: FeatureDependencies): Promise<void> {
  const { texts, say, notify } = context.exchange;
  const timeline = await app.timeline(model);
  if (!timeline.days.some(isKnown)) return void (await say({ text: texts.timeline.nothingKnown(model.model) }));
  await notify(texts.rank.drawing);
  pictureLater(context, { name: `drawing ${model.model}`, draw: () => drawTimeline(timeline, texts) });
}

/**
 * The model that somebody has named, of whichever source it is watched. Null for what can be no model's id, and for a
 * plain word that is none that is watched: it is more likely a task that was mistyped.
 */
async function readModel(word: string, { routes }: WatchReport, app: App): Promise<ModelIdentity | null> {
  const named = readModelName(word, await app.settings());
  if (named === null) return null;
  const { provider, model } = named;
  const known = routes.find(({ route }) => route.model === model && (provider ?? route.provider) === route.provider);
  if (known === undefined && !/[/:]/.test(word)) return null;
  return { provider: known?.route.provider ?? provider ?? hub, model };
}

async function tellModel(context: BotContext, words: string[], dependencies: FeatureDependencies): Promise<void> {
  const { exchange } = context;
  const report = await dependencies.app.watch();
  const model = await readModel(words.join(" "), report, dependencies.app);
  if (model === null) return void (await exchange.say({ text: unknownTask(words, exchange.texts) }));
  const content = modelHealth(model, report, await wordingOf(exchange));
  await exchange.say(content ?? { text: exchange.texts.health.modelUnwatched(model.model) });
  await sendTimeline(context, model, dependencies);
}

function allButton({ app }: FeatureDependencies): ButtonHandler {
  return {
    name: "health.all",
    access: "administrator",
    effect: null,
    run: async ({ exchange }) => await exchange.replace(overviewContent(await app.watch(), await wordingOf(exchange))),
  };
}

/** A button that shows a task: those of the overview bear its place, those that turn pages the page before it. */
function taskButton(name: "health.task" | "health.page", { app }: FeatureDependencies): ButtonHandler {
  return {
    name,
    access: "administrator",
    effect: null,
    async run({ exchange }, parameters) {
      const [page = "", place] = name === "health.page" ? parameters : [parameters[1] ?? "0", parameters[0]];
      const [task, shown] = [readTaskPlace(place), readWhole(page)];
      if (task === null || shown === null) {
        return await exchange.notify(exchange.texts.common.deadButton, { alert: true });
      }
      const report = await app.watch();
      await exchange.replace(taskHealth({ task, page: shown, report }, await wordingOf(exchange)));
    },
  };
}

function timelineButton(dependencies: FeatureDependencies): ButtonHandler {
  return {
    name: "health.timeline",
    access: "administrator",
    effect: null,
    async run(context, [token]) {
      const { texts, notify } = context.exchange;
      const { routes } = await dependencies.app.watch();
      const found = routes.find(({ route }) => modelToken(route) === token);
      if (found === undefined) return await notify(texts.health.gone, { alert: true });
      await sendTimeline(context, found.route, dependencies);
    },
  };
}

/** /health: whether what is configured answers, how fast and how well, and what is being found out about it. */
export function createHealthFeature(dependencies: FeatureDependencies): Feature {
  const { app } = dependencies;

  async function run(context: BotContext, words: string[]): Promise<void> {
    const { exchange } = context;
    const task = words.length === 0 ? null : readTask(words);
    if (words.length > 0 && task === null) return await tellModel(context, words, dependencies);
    const [report, wording] = [await app.watch(), await wordingOf(exchange)];
    const content: Content =
      task === null ? overviewContent(report, wording) : taskHealth({ task, page: 0, report }, wording);
    await exchange.say(content);
  }

  return {
    name: "health",
    commands: [{ name: "health", effect: null, run }],
    buttons: [
      allButton(dependencies),
      taskButton("health.task", dependencies),
      taskButton("health.page", dependencies),
      timelineButton(dependencies),
    ],
  };
}
