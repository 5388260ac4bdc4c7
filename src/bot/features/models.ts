import { UserFacingError } from "../../domain/errors.ts";
import type { Choice } from "../../domain/route.ts";
import { isTaskName } from "../../domain/task.ts";
import type { Status, TaskStatus } from "../../operations/status.ts";
import { placeOfTask, readTask, unknownTask } from "../arguments.ts";
import { button } from "../buttons.ts";
import type { BotContext, Exchange, FeatureDependencies } from "../context.ts";
import type { Feature } from "../feature.ts";
import type { Texts } from "../languages/texts.ts";
import type { Content } from "../messages/content.ts";
import { scoreWords } from "../messages/facts.ts";
import { bold, type FormattedString, fmt, lines, paragraphs, routeWords } from "../messages/formatting.ts";

/** A choice's score, or where it comes from where none was made. */
function standing({ score, origin }: Choice, texts: Texts): string {
  return score === null ? texts.status.origin[origin] : scoreWords(score, texts);
}

function overview({ tasks }: Status, { texts, isAdministrator }: Exchange): Content {
  const { models: words } = texts;
  const [first] = tasks;
  if (first === undefined) return { text: isAdministrator ? words.noneForAdministrators : words.none };
  const entries = tasks.map(({ task, primary }) =>
    lines(fmt`${bold(task)} – ${standing(primary, texts)}`, routeWords(primary)),
  );
  return { text: paragraphs(words.head, ...entries, words.more(first.task)) };
}

function choiceLine(choice: Choice, texts: Texts): FormattedString {
  return fmt`${routeWords(choice)} – ${standing(choice, texts)}`;
}

async function detail({ task, primary, fallbacks, since, reason }: TaskStatus, exchange: Exchange): Promise<Content> {
  const { texts, isAdministrator } = exchange;
  const { models: words } = texts;
  const moments = await exchange.moments();
  const behind = fallbacks.map((each, index) => fmt`${index + 1}. ${choiceLine(each, texts)}`);
  const text = paragraphs(
    lines(bold(task), fmt`${words.first}: ${choiceLine(primary, texts)}`, words.since(moments.at(since))),
    behind.length > 0 ? lines(words.behind, ...behind) : words.nothingBehind,
    lines(words.why, texts.sentence(reason)),
  );
  if (!isAdministrator || !isTaskName(task)) return { text };
  return { text, buttons: [[button({ text: words.rank, name: "rank.task", parameters: [placeOfTask(task)] })]] };
}

/** Where things stand. A stranger is not told of what only administrators can mend; null stands for that. */
async function readStatus({ app }: FeatureDependencies, { isAdministrator, logger }: Exchange): Promise<Status | null> {
  try {
    return await app.status();
  } catch (error) {
    if (isAdministrator || !(error instanceof UserFacingError)) throw error;
    logger.warn(`A user could not be told what is served: ${error.message}`);
    return null;
  }
}

async function answer(words: string[], status: Status, exchange: Exchange): Promise<Content> {
  if (words.length === 0) return overview(status, exchange);
  const { texts } = exchange;
  const task = readTask(words);
  // The file may hold tasks that are not in our table: people add what they need.
  const name = task ?? words.join(" ");
  const entry = status.tasks.find((each) => each.task === name);
  if (entry !== undefined) return await detail(entry, exchange);
  return { text: task === null ? unknownTask(words, texts) : texts.models.nothing(task) };
}

/** /models: what serves what, for everyone. */
export function createModelsFeature(dependencies: FeatureDependencies): Feature {
  async function run({ exchange }: BotContext, words: string[]): Promise<void> {
    const status = await readStatus(dependencies, exchange);
    const content =
      status === null ? { text: exchange.texts.models.unavailable } : await answer(words, status, exchange);
    await exchange.say(content);
  }
  return { name: "models", commands: [{ name: "models", effect: null, run }], buttons: [] };
}
