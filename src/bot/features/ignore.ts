import { isTaskName } from "../../domain/task.ts";
import type { IgnoredModel } from "../../local-policy/edits.ts";
import { type Policy, taskPolicyOf } from "../../policy.ts";
import { echoOf, readTask, unknownTask, usageOf } from "../arguments.ts";
import { button } from "../buttons.ts";
import type { BotContext, FeatureDependencies } from "../context.ts";
import type { Feature } from "../feature.ts";
import type { Texts } from "../languages/texts.ts";
import type { Content } from "../messages/content.ts";
import { type FormattedString, fmt, lines, paragraphs } from "../messages/formatting.ts";
import { pageButtons, pageOf } from "../messages/pages.ts";
import { placeOfModel, readModelName } from "../model-names.ts";
import { readWhole, tokenOf } from "../tokens.ts";

const modelsPerPage = 8;
const example = "Qwen/Qwen3-32B";

interface Listing {
  ignored: readonly IgnoredModel[];
  page: number;
  /** Stands over the list: what has just been done, or why nothing was. */
  news?: FormattedString | undefined;
}

/** What is ignored, each with a button that ends it. A button is bound to the whole list in which its place counts. */
function listContent({ ignored, page, news }: Listing, texts: Texts): Content {
  const { ignore: words } = texts;
  const usage = usageOf("ignore", example, texts);
  if (ignored.length === 0) return { text: paragraphs(news, words.none, usage) };
  const shown = pageOf(ignored, page, modelsPerPage);
  const first = shown.page * modelsPerPage;
  const items = shown.items.map((each, index) => words.item(first + index + 1, each.model, each.task));
  const buttons = shown.items.map((_each, index) =>
    button({
      text: words.end(first + index + 1),
      name: "ignore.end",
      parameters: [first + index, tokenOf(ignored)],
    }),
  );
  const rows = [buttons.slice(0, modelsPerPage / 2), buttons.slice(modelsPerPage / 2)].filter((row) => row.length > 0);
  return {
    text: paragraphs(news, lines(words.head(ignored.length), ...items), words.choose),
    buttons: [...rows, ...pageButtons(shown, { name: "ignore.list" })],
  };
}

/** The model and the task (null: all) of a command, in whatever order; or what is wrong with them. */
function readRequest(
  words: readonly string[],
  { policy, texts }: { policy: Policy; texts: Texts },
): IgnoredModel | Content {
  const place = placeOfModel(words);
  if (place === -1) return { text: usageOf("ignore", example, texts) };
  // A model is ignored wherever it is listed.
  const model = readModelName(words[place] ?? "", policy)?.model;
  if (model === undefined) return { text: texts.model.notAnId(echoOf(words[place] ?? "")) };
  const others = words.filter((_word, index) => index !== place);
  const task = others.length === 0 ? null : readTask(others);
  if (task === null && others.length > 0) return { text: unknownTask(others, texts) };
  return { model, task };
}

/** /ignore: models that no update chooses. */
export function createIgnoreFeature({ app }: FeatureDependencies): Feature {
  async function run({ exchange }: BotContext, words: string[]): Promise<void> {
    const { texts, trigger } = exchange;
    if (words.length === 0) {
      return void (await exchange.say(listContent({ ignored: await app.ignored(), page: 0 }, texts)));
    }
    const request = readRequest(words, { policy: await app.settings(), texts });
    if (!("model" in request)) return void (await exchange.say(request));
    await app.ignore({ ...request, trigger });
    await exchange.say(await doneContent(request, texts));
  }

  /** What it means where the model serves now, and the way back. */
  async function doneContent(request: IgnoredModel, texts: Texts): Promise<Content> {
    const [ignored, policy, { tasks }] = [await app.ignored(), await app.settings(), await app.status()];
    const place = ignored.findIndex(({ model, task }) => model === request.model && task === request.task);
    const serving = tasks
      .filter(({ task, primary }) => primary.model === request.model && (request.task ?? task) === task)
      .map(({ task }) => task);
    const isPinned = (task: string) => isTaskName(task) && taskPolicyOf(policy, task).pin?.model === request.model;
    const { ignore: words } = texts;
    const replaced = serving.filter((task) => !isPinned(task));
    const pinned = serving.filter(isPinned);
    return {
      text: lines(
        words.done(request.model, request.task),
        replaced.length > 0 && words.serves(replaced),
        pinned.length > 0 && words.pinned(pinned),
      ),
      buttons: [[button({ text: words.undo, name: "ignore.end", parameters: [place, tokenOf(ignored)] })]],
    };
  }

  async function list({ exchange }: BotContext, [pageToken]: string[]): Promise<void> {
    const page = readWhole(pageToken);
    if (page === null) return await exchange.notify(exchange.texts.common.deadButton, { alert: true });
    await exchange.replace(listContent({ ignored: await app.ignored(), page }, exchange.texts));
  }

  async function end({ exchange }: BotContext, [placeToken, token]: string[]): Promise<void> {
    const { texts, trigger } = exchange;
    const before = await app.ignored();
    const place = readWhole(placeToken);
    const chosen = place === null ? undefined : before[place];
    if (place === null || !token) return await exchange.notify(texts.common.deadButton, { alert: true });
    const page = Math.floor(place / modelsPerPage);
    if (chosen === undefined || tokenOf(before) !== token) {
      await exchange.notify(texts.ignore.changedSince, { alert: true });
      return await exchange.replace(listContent({ ignored: before, page }, texts));
    }
    await app.unignore({ ...chosen, trigger });
    const news = fmt`✅ ${texts.ignore.ended(chosen.model, chosen.task)}`;
    await exchange.replace(listContent({ ignored: await app.ignored(), page, news }, texts));
  }

  return {
    name: "ignore",
    commands: [{ name: "ignore", effect: "policy", changesFrom: 1, run }],
    buttons: [
      { name: "ignore.list", access: "administrator", effect: null, run: list },
      { name: "ignore.end", access: "administrator", effect: "policy", run: end },
    ],
  };
}
