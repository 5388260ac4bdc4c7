import type { InlineKeyboardButton } from "grammy/types";
import type { Route } from "../../../domain/route.ts";
import type { TaskName } from "../../../domain/task.ts";
import { echoOf, placeOfTask, readTaskPlace, taskButtons, unknownTask } from "../../arguments.ts";
import { button } from "../../buttons.ts";
import type { BotContext } from "../../context.ts";
import type { ButtonHandler, CommandHandler } from "../../feature.ts";
import type { Content } from "../../messages/content.ts";
import { bold, fmt, lines, paragraphs, routeWords } from "../../messages/formatting.ts";
import { readWhole, tokenOf } from "../../tokens.ts";
import type { ChatDependencies } from "./dependencies.ts";
import { taskTitle } from "./facts-content.ts";
import { personOf } from "./question-of.ts";
import { taskCalled } from "./task-names.ts";

/** Word by which a person goes back to what is configured. */
const automatic = "auto";

/** What is configured for a task, in its order: what somebody may choose by a tap. */
async function offered(task: TaskName, { app }: ChatDependencies): Promise<Route[]> {
  const entry = (await app.status()).tasks.find((each) => each.task === task);
  return entry === undefined ? [] : [entry.primary, ...entry.fallbacks];
}

async function overview(context: BotContext, { app }: ChatDependencies): Promise<Content> {
  const { texts } = context.exchange;
  const { choices } = await app.chat.person(personOf(context));
  const chosen = Object.entries(choices).map(([task, route]) =>
    lines(bold(taskTitle(task, texts)), route && routeWords(route)),
  );
  const text = chosen.length > 0 ? paragraphs(texts.chat.yourChoices, ...chosen) : texts.chat.noChoices;
  return {
    text: paragraphs(text, texts.chat.chooseFor),
    buttons: taskButtons({ name: "chat.use", titles: texts.chat.tasks }),
  };
}

function choiceButtons(task: TaskName, routes: readonly Route[], { exchange }: BotContext): InlineKeyboardButton[][] {
  const place = placeOfTask(task);
  const token = tokenOf(routes);
  const models = routes.map(({ model }, index) => [
    button({ text: model, name: "chat.use-do", parameters: [place, index, token] }),
  ]);
  const auto = button({ text: exchange.texts.chat.automatic, name: "chat.use-do", parameters: [place, automatic] });
  return [...models, [auto]];
}

async function choicesFor(task: TaskName, context: BotContext, dependencies: ChatDependencies): Promise<Content> {
  const { texts } = context.exchange;
  const routes = await offered(task, dependencies);
  const { choices } = await dependencies.app.chat.person(personOf(context));
  const own = choices[task];
  const now = own === undefined ? texts.chat.isAutomatic : fmt`${texts.chat.youUse} ${routeWords(own)}`;
  return {
    text: paragraphs(lines(bold(taskTitle(task, texts)), now), texts.chat.orByName(task)),
    buttons: choiceButtons(task, routes, context),
  };
}

/** Carries a choice out and says so. */
async function choose(
  context: BotContext,
  { task, route }: { task: TaskName; route: Route | null },
  { app }: ChatDependencies,
): Promise<Content> {
  const { texts } = context.exchange;
  await app.chat.choose(personOf(context), task, route);
  const title = taskTitle(task, texts);
  return { text: route === null ? texts.chat.backToAutomatic(title) : texts.chat.chosen(title, routeWords(route)) };
}

async function byName(context: BotContext, words: string[], dependencies: ChatDependencies): Promise<Content> {
  const { texts } = context.exchange;
  const [word = "", model = "", ...others] = words;
  const task = taskCalled(word);
  if (task === null) return { text: unknownTask([word], texts) };
  if (model === "" || others.length > 0) return await choicesFor(task, context, dependencies);
  if (model.toLowerCase() === automatic) return await choose(context, { task, route: null }, dependencies);
  const [route] = await dependencies.app.chat.routesOf(model, task);
  if (route === undefined) return { text: texts.chat.notServed(echoOf(model), taskTitle(task, texts)) };
  return await choose(context, { task, route }, dependencies);
}

/** /use: a person's own model for a task. */
export function createUse(dependencies: ChatDependencies): { command: CommandHandler; buttons: ButtonHandler[] } {
  async function show(context: BotContext, [place]: string[]): Promise<void> {
    const task = readTaskPlace(place);
    if (task === null) return await context.exchange.notify(context.exchange.texts.common.deadButton);
    await context.exchange.replace(await choicesFor(task, context, dependencies));
  }

  async function tapped(context: BotContext, [place, which, token]: string[]): Promise<void> {
    const { exchange } = context;
    const task = readTaskPlace(place);
    const routes = task === null ? [] : await offered(task, dependencies);
    const route = which === automatic ? null : routes[readWhole(which) ?? -1];
    const isStale = which !== automatic && token !== tokenOf(routes);
    if (task === null || route === undefined || isStale) return await exchange.notify(exchange.texts.common.deadButton);
    await exchange.replace(await choose(context, { task, route }, dependencies));
  }

  return {
    command: {
      name: "use",
      effect: null,
      async run(context, words) {
        const content = words.length === 0 ? overview(context, dependencies) : byName(context, words, dependencies);
        await context.exchange.say(await content);
      },
    },
    buttons: [
      { name: "chat.use", access: "chat", effect: null, run: show },
      { name: "chat.use-do", access: "chat", effect: null, run: tapped },
    ],
  };
}
