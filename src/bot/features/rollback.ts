import type { TaskName } from "../../domain/task.ts";
import { readTask, readTaskPlace, unknownTask } from "../arguments.ts";
import type { BotContext, Exchange, FeatureDependencies } from "../context.ts";
import type { Feature } from "../feature.ts";
import type { Content } from "../messages/content.ts";
import { readWhole } from "../tokens.ts";
import { allTasks, choiceContent, outcomeContent, questionContent } from "./rollback-content.ts";

interface Choice {
  task: TaskName | null;
  page: number;
}

interface Target {
  revision: number;
  task: TaskName | null;
}

/** The task that a button bears, null for all; undefined for what none of ours says. */
function readTaskToken(token: string | undefined): TaskName | null | undefined {
  return token === allTasks ? null : (readTaskPlace(token) ?? undefined);
}

async function dead({ exchange }: BotContext): Promise<void> {
  await exchange.notify(exchange.texts.common.deadButton, { alert: true });
}

/** /rollback: choose a kept revision, see what would change, do it, take it back. */
export function createRollbackFeature({ app }: FeatureDependencies): Feature {
  async function choice({ task, page }: Choice, { texts, moments }: Exchange): Promise<Content> {
    const { revision: present } = await app.status();
    if (present === null) return { text: texts.status.revision(null) };
    const revisions = await app.revisions();
    return choiceContent({ revisions, present, task, page }, { texts, moments: await moments() });
  }

  async function question({ revision, task }: Target, page: number | null, { texts }: Exchange): Promise<Content> {
    const preview = await app.previewRollback({ to: revision, task });
    const { rollbackHoldDays: holdDays } = await app.settings();
    return questionContent({ preview, holdDays, task, page }, texts);
  }

  async function run({ exchange }: BotContext, words: string[]): Promise<void> {
    const [word] = words;
    const revision = readWhole(words.length === 1 ? word : undefined);
    if (revision !== null) return void (await exchange.say(await question({ revision, task: null }, null, exchange)));
    const task = words.length === 0 ? null : readTask(words);
    if (task === null && words.length > 0) {
      return void (await exchange.say({ text: unknownTask(words, exchange.texts) }));
    }
    await exchange.say(await choice({ task, page: 0 }, exchange));
  }

  async function list(context: BotContext, [pageToken, taskToken]: string[]): Promise<void> {
    const page = readWhole(pageToken);
    const task = readTaskToken(taskToken);
    if (page === null || task === undefined) return await dead(context);
    await context.exchange.replace(await choice({ task, page }, context.exchange));
  }

  async function show(context: BotContext, [revisionToken, taskToken, pageToken]: string[]): Promise<void> {
    const { exchange } = context;
    const revision = readWhole(revisionToken);
    const task = readTaskToken(taskToken);
    const page = pageToken === undefined ? null : readWhole(pageToken);
    if (revision === null || task === undefined) return await dead(context);
    const content = await question({ revision, task }, page, exchange);
    // Under a card of an update the button asks below it: the card still tells what happened.
    if (page === null) await exchange.say(content);
    else await exchange.replace(content);
  }

  async function act(context: BotContext, [revisionToken, taskToken, presentToken]: string[]): Promise<void> {
    const { exchange } = context;
    const [revision, expectedRevision] = [readWhole(revisionToken), readWhole(presentToken)];
    const task = readTaskToken(taskToken);
    if (revision === null || expectedRevision === null || task === undefined) return await dead(context);
    const { rollbackHoldDays: holdDays } = await app.settings();
    const result = await app.rollback({ to: revision, task, expectedRevision, trigger: exchange.trigger });
    // An edit by hand that had no number yet got one, so what was replaced is not always what was expected.
    const before = (await app.revisions()).find((each) => each.revision < (result.revision ?? 0));
    const replaced = before?.revision ?? null;
    await exchange.replace(outcomeContent({ result, holdDays, task, replaced }, exchange.texts));
  }

  return {
    name: "rollback",
    commands: [{ name: "rollback", effect: null, run }],
    buttons: [
      { name: "rollback.list", access: "administrator", effect: null, run: list },
      { name: "rollback.show", access: "administrator", effect: null, run: show },
      { name: "rollback.do", access: "administrator", effect: "rollback", run: act },
    ],
  };
}
